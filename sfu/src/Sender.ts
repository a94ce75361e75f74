import { Fault } from '@lien/contract/faults'
import type { ConsumerOffer } from '@lien/contract/call'
import type { ParticipantId, ProducerId } from '@lien/contract/ids'
import type { Source } from '@lien/contract/rtp'
import type { SfuInput } from '@lien/contract/sfu'
import type { types } from 'mediasoup'
import type { Logger } from 'pino'
import { attempt } from './attempt.ts'
import type { Link } from './Link.ts'
import { nativeParameters } from './shapes.ts'

/** More than a microphone, a camera and a screen with its sound serves no consultation. */
const maxProducers = 4
const kinds = { microphone: 'audio', camera: 'video', screen: 'video' } as const satisfies Record<Source, ConsumerOffer['kind']>

/** Something a peer sends. `wanted`: as its browser was told. */
export interface Sent { id: ProducerId; peerId: ParticipantId; source: Source; producer: types.Producer; wanted: boolean }

export interface SenderOptions {
  peerId: ParticipantId
  link: Link
  /** Ids in use in the whole worker, where mediasoup wants them unique. */
  producerIds: Set<ProducerId>
  log: Logger
  /** Called in the very step that makes it visible in `sent`, so that a joining peer sees it exactly once. */
  onSent: (sent: Sent) => void
  onGone: (id: ProducerId) => void
}

/** What one stay sends. Made by `Peer`, without anything to wait for. */
export class Sender {
  readonly #options: SenderOptions
  /** Held from the order on: the browser does not wait for one answer before it mutes or closes. */
  readonly #producers = new Map<ProducerId, Promise<Sent>>()
  readonly #alive = new Map<ProducerId, Sent>()
  #closed = false

  constructor(options: SenderOptions) {
    this.#options = options
  }

  get sent(): Iterable<Sent> {
    return this.#alive.values()
  }

  /** @throws Fault invalidInput (mediasoup refuses it), conflict (id taken), invalidState (too many), notFound (closed meanwhile) */
  async create(input: SfuInput<'producer.create'>): Promise<void> {
    const { producerId, kind, source, rtpParameters } = input
    const { producerIds } = this.#options
    if (kinds[source] !== kind) throw new Fault('invalidInput', { fields: ['kind'] })
    // mediasoup looks a codec up by name alone, so a picture could be announced as sound.
    if (rtpParameters.codecs.some(({ mimeType }) => !mimeType.toLowerCase().startsWith(`${kind}/`))) throw new Fault('invalidInput', { fields: ['rtpParameters.codecs'] })
    if (producerIds.has(producerId)) throw new Fault('conflict', { fields: ['producerId'] })
    if (this.#producers.size >= maxProducers) throw new Fault('invalidState')
    producerIds.add(producerId)
    const making = this.#make(input)
    this.#producers.set(producerId, making)
    try {
      await making
    } catch (error) {
      this.#forget(producerId)
      throw error
    }
  }

  async #make({ producerId, kind, source, rtpParameters, paused }: SfuInput<'producer.create'>): Promise<Sent> {
    const { link: { transport }, peerId, log } = this.#options
    const work = transport.produce({ id: producerId, kind, rtpParameters: nativeParameters(rtpParameters), paused })
    const producer = await attempt(work, () => this.#closed, 'invalidInput')
    if (this.#closed) {
      producer.close()
      throw new Fault('notFound')
    }
    const sent = { id: producerId, peerId, source, producer, wanted: true }
    this.#alive.set(producerId, sent)
    this.#options.onSent(sent)
    log.info({ producerId, source }, 'producer opened')
    return sent
  }

  async setPaused(id: ProducerId, paused: boolean): Promise<void> {
    const { producer } = await this.#find(id)
    await attempt(paused ? producer.pause() : producer.resume(), () => producer.closed)
  }

  async closeProducer(id: ProducerId): Promise<void> {
    this.#drop(await this.#find(id))
  }

  async #find(id: ProducerId): Promise<Sent> {
    const sent = await this.#producers.get(id)
    if (!sent || sent.producer.closed) throw new Fault('notFound')
    return sent
  }

  #drop({ id, producer, source }: Sent): void {
    producer.close()
    this.#forget(id)
    this.#options.log.info({ producerId: id, source }, 'producer closed')
    this.#options.onGone(id)
  }

  #forget(id: ProducerId): void {
    this.#producers.delete(id)
    this.#alive.delete(id)
    this.#options.producerIds.delete(id)
  }

  close(): void {
    if (this.#closed) return
    this.#closed = true
    for (const sent of [...this.#alive.values()]) this.#drop(sent)
    this.#options.link.close()
  }
}
