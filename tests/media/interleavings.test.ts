import type { ConsultationId, ParticipantId, ProducerId } from '@lien/contract/ids'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { dialSfu, type SfuLine } from '../support/sfuLine.ts'
import { dtls, joinInput, newPeer, newProducer, newRoom, newStay, opus, type SfuPeer } from '../support/sfuPeer.ts'
import { type RunningSfu, startSfu } from '../support/sfu.ts'

const nothing = { rooms: 0, peers: 0, transports: 0, producers: 0, consumers: 0 }
let sfu: RunningSfu
let line: SfuLine
beforeAll(async () => {
  sfu = await startSfu({ workers: 2 })
  line = await dialSfu(sfu)
})
afterAll(async () => {
  line.close()
  await sfu.close()
})

const steps = ['join', 'produce', 'produce', 'pause', 'close', 'connect', 'leave', 'check'] as const
type Step = (typeof steps)[number]

/** One participant who gives orders one after the other; `present` is what must be true of them at the end. */
class Wanderer {
  readonly peerId: ParticipantId = newPeer()
  readonly #roomId: ConsultationId
  stay: SfuPeer['stay'] | undefined
  joined: string[][] = []
  producers = new Set<ProducerId>()
  consumers = new Map<string, ProducerId>()

  constructor(roomId: ConsultationId) {
    this.#roomId = roomId
  }

  /** Some orders are waited for, some are not: `wait` decides, so that they overtake each other in the sfu. */
  async walk(script: readonly { step: Step; wait: boolean }[]): Promise<void> {
    const under: Promise<void>[] = []
    for (const { step, wait } of script) {
      const doing = this.#do(step)
      under.push(doing)
      // A join is always waited for: nobody knows their stay's consumers before.
      if (wait || step === 'join') await doing
    }
    await Promise.all(under)
  }

  async #do(step: Step): Promise<void> {
    if (step === 'join') return this.#join()
    const { stay } = this
    const [producerId] = this.producers
    if (!stay) return
    switch (step) {
      case 'produce': return this.#produce(stay)
      case 'connect': return this.#expect(line.order('transport.connect', { ...stay, direction: 'send', dtlsParameters: dtls() }), 'notFound', 'conflict')
      case 'check': return this.#expect(line.order('peer.check', stay))
      case 'pause': return producerId && this.#expect(line.order('producer.setPaused', { ...stay, producerId, paused: true }), 'notFound')
      case 'close':
        if (!producerId) return
        this.producers.delete(producerId)
        return this.#expect(line.order('producer.close', { ...stay, producerId }), 'notFound')
      case 'leave':
        this.stay = undefined
        this.producers.clear()
        return this.#expect(line.order('peer.leave', stay), 'notFound')
    }
  }

  async #join(): Promise<void> {
    const stay = { roomId: this.#roomId, peerId: this.peerId, stayId: newStay() }
    this.producers.clear()
    const reply = await line.order('peer.join', joinInput(stay))
    if (!reply.ok) throw new Error(`join: ${reply.fault.code}`)
    this.stay = stay
    this.consumers = new Map(reply.value.consumers.map(({ id, producerId }) => [id, producerId]))
  }

  async #produce(stay: SfuPeer['stay']): Promise<void> {
    const producerId = newProducer()
    this.producers.add(producerId)
    const reply = await line.order('producer.create', { ...stay, producerId, kind: 'audio', source: 'microphone', rtpParameters: opus(), paused: false })
    if (reply.ok) return
    this.producers.delete(producerId)
    if (!['notFound', 'invalidState'].includes(reply.fault.code)) throw new Error(`produce: ${reply.fault.code}`)
  }

  async #expect(reply: ReturnType<typeof line.order>, ...codes: string[]): Promise<void> {
    const got = await reply
    if (!got.ok && !codes.includes(got.fault.code)) throw new Error(got.fault.code)
  }

  /** What this participant's browser holds, as told. */
  sees(): ProducerId[] {
    const seen = new Map(this.consumers)
    for (const { name, fact } of line.facts) {
      if (name === 'room.closed' || name === 'sfu.state' || fact.stayId !== this.stay?.stayId) continue
      if (name === 'consumer.created') seen.set(fact.consumer.id, fact.consumer.producerId)
      if (name === 'consumer.closed') seen.delete(fact.consumerId)
    }
    return [...seen.values()].sort()
  }
}

const script = fc.array(fc.record({ step: fc.constantFrom(...steps), wait: fc.boolean() }), { maxLength: 12 })

test('whatever crosses, everyone present is offered each thing the others send exactly once, and nothing else stays alive', async () => {
  await fc.assert(fc.asyncProperty(fc.array(script, { minLength: 2, maxLength: 4 }), async (scripts) => {
    const roomId = newRoom()
    const people = scripts.map(() => new Wanderer(roomId))
    await Promise.all(people.map((person, index) => person.walk([{ step: 'join', wait: true }, ...scripts[index] ?? []])))

    const present = people.filter(({ stay }) => stay)
    const due = (person: Wanderer) => present.filter((other) => other !== person).flatMap(({ producers }) => [...producers]).sort()
    await line.until(() => present.every((person) => String(person.sees()) === String(due(person))), 'everyone seeing the others')
    expect(await line.must('sfu.describe', {})).toMatchObject({
      rooms: 1, peers: present.length, transports: present.length * 2,
      producers: present.reduce((sum, { producers }) => sum + producers.size, 0),
      consumers: present.reduce((sum, person) => sum + due(person).length, 0),
    })
    await line.must('room.close', { roomId })
    expect(await line.must('sfu.describe', {})).toMatchObject(nothing)
  }), { numRuns: 150, endOnFailure: true })
})

test('500 joins and leaves, while the others produce, leave nothing', async () => {
  const roomId = newRoom()
  const anchor = new Wanderer(roomId)
  await anchor.walk([{ step: 'join', wait: true }, { step: 'produce', wait: true }])
  for (let batch = 0; batch < 50; batch++) {
    await Promise.all(Array.from({ length: 10 }, async () => {
      const person = new Wanderer(roomId)
      await person.walk([{ step: 'join', wait: true }, { step: 'produce', wait: false }, { step: 'connect', wait: false }, { step: 'leave', wait: true }])
    }))
  }
  await line.until(() => anchor.sees().length === 0, 'seeing everybody leave')
  expect(await line.must('sfu.describe', {})).toMatchObject({ rooms: 1, peers: 1, transports: 2, producers: 1, consumers: 0 })
  await line.must('peer.leave', anchor.stay ?? joinInput({ roomId, peerId: anchor.peerId, stayId: newStay() }))
  expect(await line.told('room.closed', (fact) => fact.roomId === roomId)).toEqual({ roomId, reason: 'empty' })
  expect(await line.must('sfu.describe', {})).toMatchObject(nothing)
}, 60_000)
