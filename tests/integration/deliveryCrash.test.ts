import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { OutboxId } from '@lien/contract/ids'
import type { OutboxState } from '@lien/contract/outbox'
import { confirmMessage, enqueue, retryMessage, type Message } from '@lien/server/delivery/commands.ts'
import type { DeliveryConfig } from '@lien/server/delivery/senders/choice.ts'
import { carry, steps, type CourierSettings, type Step } from '../support/courierProcess.ts'
import { openHouse, outboxKey, trailKey, type TestHouse } from '../support/house.ts'
import { openGateway, openMailServer } from '../support/receivers.ts'

/** Real server processes are killed with SIGKILL; real receivers say what has arrived. */
const main = fileURLToPath(new URL('../support/courierProcess.ts', import.meta.url))
const lease = 2_000
const none: DeliveryConfig = { smtp: null, gateways: {}, folder: null }
const mail: Message = { channel: 'mail', to: 'claire@exemple.test', template: 'code', lang: 'fr', params: { code: '493817', minutes: 10 } }
const sms: Message = { ...mail, channel: 'sms', to: '+33639980042' }

let here: TestHouse
let folder: string
const processes: ChildProcess[] = []
let survivors = 0
const closers: (() => Promise<void>)[] = []
beforeAll(async () => {
  // Its own courier has no hands: the processes below carry.
  here = await openHouse({ courier: false })
  folder = mkdtempSync(join(tmpdir(), 'lien-post-'))
})
afterEach(async () => {
  for (const one of processes.splice(0)) if (one.exitCode === null && one.signalCode === null) {
    one.kill('SIGKILL')
    await once(one, 'exit')
  }
  for (const close of closers.splice(0)) await close()
})
afterAll(async () => {
  await here.close()
  rmSync(folder, { recursive: true, force: true })
})

const settings = (delivery: DeliveryConfig, dieAt: Step | null, serverId: string): CourierSettings => ({ databaseUrl: here.database.url, serverId, outboxKey, trailKey, delivery, lease, dieAt })
/** Another server, in this process: it finds what the dead one left. */
async function survivor(delivery: DeliveryConfig): Promise<void> {
  const { close } = await carry(settings(delivery, null, `survivor-${++survivors}`))
  closers.unshift(close)
}
/** A server of its own process. */
async function launch(delivery: DeliveryConfig, dieAt: Step | null, serverId = 'server-a'): Promise<ChildProcess> {
  const child = fork(main, [JSON.stringify(settings(delivery, dieAt, serverId))], { execArgv: ['--import', 'tsx'], stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  processes.push(child)
  if (dieAt === null) await once(child, 'message')
  return child
}
const dead = async (child: ChildProcess): Promise<NodeJS.Signals | null> => (child.signalCode ?? (await once(child, 'exit') as [number | null, NodeJS.Signals | null])[1])
const put = async (message: Message): Promise<OutboxId> => (await here.world.act(here.house.establishmentId, (act) => enqueue(act, message))).value
const stateOf = async (id: OutboxId): Promise<OutboxState | undefined> => (await here.database.query<{ state: OutboxState }>('SELECT state FROM outbox WHERE id = $1', [id]))[0]?.state
async function settled(id: OutboxId): Promise<OutboxState> {
  for (;;) {
    const state = await stateOf(id)
    if (state === 'sent' || state === 'failed' || state === 'uncertain') return state
    await sleep(25)
  }
}
/** Long enough for another server to have looked at the outbox, after the lease too. */
const aWhile = () => sleep(lease + 300)

/** Kills a server at `step` of one message, lets another one follow, and answers what became of it. */
async function survive(message: Message, delivery: DeliveryConfig, step: Step): Promise<{ id: OutboxId; state: OutboxState }> {
  const id = await put(message)
  expect(await dead(await launch(delivery, step))).toBe('SIGKILL')
  await survivor(delivery)
  const state = await settled(id)
  await aWhile()
  expect(await stateOf(id)).toBe(state)
  return { id, state }
}

async function gatewayFile(url: string, idempotent: boolean): Promise<DeliveryConfig> {
  const path = join(folder, `gateway-${Math.random()}.json`)
  writeFileSync(path, JSON.stringify({ url, idempotent, body: { to: '{{to}}', text: '{{text}}', reference: '{{id}}' } }))
  return Promise.resolve({ ...none, gateways: { sms: path } })
}

describe('a receiver that knows a message by its id has it exactly once, wherever the server died', () => {
  it.each(steps)('an HTTP gateway; killed at: %s', async (step) => {
    const gateway = await openGateway()
    closers.push(gateway.close)
    const { id, state } = await survive(sms, await gatewayFile(gateway.url, true), step)
    expect(state).toBe('sent')
    expect(gateway.received.all.map((one) => one.id)).toEqual([id])
  })
  it.each(steps)('mailboxes that drop a second Message-ID; killed at: %s', async (step) => {
    const server = await openMailServer({ deduplicates: true })
    closers.push(server.close)
    const { id, state } = await survive(mail, { ...none, smtp: { url: server.url, from: 'Lien <lien@hopital.test>', deduplicates: true } }, step)
    expect(state).toBe('sent')
    expect(server.received.all.map((one) => one.id)).toEqual([`<${id}@hopital.test>`])
  })
  it.each(steps)('the demonstration’s folder; killed at: %s', async (step) => {
    const post = join(folder, `post-${step}`)
    const { id, state } = await survive(sms, { ...none, folder: post }, step)
    expect(state).toBe('sent')
    expect(readdirSync(post).filter((name) => !name.startsWith('.'))).toEqual([`${id}.json`])
  })
})

describe('a plain SMTP server never has a mail twice; only a death at the very last byte asks a person', () => {
  const plain = async () => {
    const server = await openMailServer()
    closers.push(server.close)
    return { server, delivery: { ...none, smtp: { url: server.url, from: 'Lien <lien@hopital.test>', deduplicates: false } } }
  }
  it.each(['claimed', 'allButTheLastByte', 'committed'] as const)('by itself, exactly once; killed at: %s', async (step) => {
    const { server, delivery } = await plain()
    const { id, state } = await survive(mail, delivery, step)
    expect(state).toBe('sent')
    expect(server.received.all.map((one) => one.id)).toEqual([`<${id}@hopital.test>`])
  })
  it('killed between the last byte and its answer: it has arrived, is not sent again, and a person says so', async () => {
    const { server, delivery } = await plain()
    server.silent = true
    const id = await put(mail)
    const child = await launch(delivery, null)
    await server.received.until(1)
    child.kill('SIGKILL')
    await dead(child)
    server.silent = false
    await survivor(delivery)
    expect(await settled(id)).toBe('uncertain')
    await aWhile()
    expect(server.received.all).toHaveLength(1)
    await here.world.act(here.house.establishmentId, (act) => confirmMessage(act, id))
    expect(await stateOf(id)).toBe('sent')
    await aWhile()
    expect(server.received.all).toHaveLength(1)
  })
  it('killed after acceptance, before the commit: the same', async () => {
    const { server, delivery } = await plain()
    expect((await survive(mail, delivery, 'accepted')).state).toBe('uncertain')
    expect(server.received.all).toHaveLength(1)
  })
  it('killed after the mark, before the last byte: nothing has arrived, a person has it sent again, once', async () => {
    const { server, delivery } = await plain()
    const { id, state } = await survive(mail, delivery, 'handing')
    expect(state).toBe('uncertain')
    expect(server.received.all).toHaveLength(0)
    await here.world.act(here.house.establishmentId, (act) => retryMessage(act, id))
    expect(await settled(id)).toBe('sent')
    expect(server.received.all.map((one) => one.id)).toEqual([`<${id}@hopital.test>`])
  })
  it('a gateway without idempotence: the same care', async () => {
    const gateway = await openGateway({ idempotent: false })
    closers.push(gateway.close)
    expect((await survive(sms, await gatewayFile(gateway.url, false), 'accepted')).state).toBe('uncertain')
    expect(gateway.received.all).toHaveLength(1)
  })
})

it('three servers that die again and again carry sixty messages: each arrives exactly once', async () => {
  const gateway = await openGateway()
  closers.push(gateway.close)
  const delivery = await gatewayFile(gateway.url, true)
  const ids: OutboxId[] = []
  let deaths = 0
  // Each of a server's lives ends at another step, with new messages to meet it.
  const lives = ['a', 'b', 'c'].map(async (name, index) => {
    for (let life = 0; life < 3; life++) {
      const step = steps[(index * 2 + life) % steps.length] ?? 'claimed'
      const child = await launch(delivery, step, `server-${name}`)
      for (let n = 0; n < 6; n++) ids.push(await put(sms))
      if (await dead(child) === 'SIGKILL') deaths += 1
    }
  })
  await Promise.all(lives)
  while (ids.length < 60) ids.push(await put(sms))
  await survivor(delivery)
  expect(new Set(await Promise.all(ids.map(settled)))).toEqual(new Set(['sent']))
  await aWhile()
  expect(deaths).toBe(9)
  expect(gateway.received.all.map((one) => one.id).sort()).toEqual([...ids].sort())
  console.log(`${ids.length} messages, ${deaths} deaths, asked ${gateway.asked} times, received ${gateway.received.all.length}`)
}, 180_000)
