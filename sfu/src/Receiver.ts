import { Fault } from '@lien/contract/faults'
import type { ConsumerOffer } from '@lien/contract/call'
import type { ConsumerId, ProducerId } from '@lien/contract/ids'
import type { types } from 'mediasoup'
import type { Logger } from 'pino'
import { attempt } from './attempt.ts'
import type { StayRef, Tell } from './facts.ts'
import { KeyFrames } from './KeyFrames.ts'
import { first, Layers } from './Layers.ts'
import type { Link } from './Link.ts'
import type { Sent } from './Sender.ts'
import { offeredParameters } from './shapes.ts'

export interface ReceiverOptions {
  stay: StayRef
  router: types.Router
  link: Link
  rtpCapabilities: types.RtpCapabilities
  log: Logger
  tell: Tell
  /** Takes something, takes it no more, or pauses it: who sends it may be wanted, or not any more. */
  onTaken: (sent: Sent) => void
}

/** What one stay receives: one consumer for each thing that others send and its browser can play. */
export class Receiver {
  readonly #options: ReceiverOptions
  readonly #consumers = new Map<ConsumerId, { consumer: types.Consumer; sent: Sent; layers: Layers; keyFrames: KeyFrames }>()
  /** Paused by order; one that was never resumed yet is about to be. */
  readonly #refused = new Set<ConsumerId>()
  /** Facts wait for the join's answer, which carries all that happened before it. */
  #welcomed = false
  #closed = false

  constructor(options: ReceiverOptions) {
    this.#options = options
  }

  /** The consumers of the join's answer; from now on each change is a fact. */
  welcome(): ConsumerOffer[] {
    this.#welcomed = true
    return this.offers
  }

  /** Everything it receives now. */
  get offers(): ConsumerOffer[] {
    return [...this.#consumers.values()].map(({ consumer, sent }) => offer(consumer, sent))
  }

  /** Never rejects: that one browser cannot play something is no fault of whoever sends it. */
  async consume(sent: Sent): Promise<void> {
    const { router, link, rtpCapabilities, stay, tell, log } = this.#options
    const { producer } = sent
    if (this.#closed || producer.closed || !router.canConsume({ producerId: producer.id, rtpCapabilities })) return
    try {
      const consumer = await link.transport.consume({ producerId: producer.id, rtpCapabilities, paused: true, preferredLayers: first })
      if (this.#isOver(producer)) {
        consumer.close()
        return
      }
      const layers = new Layers(consumer, { layers: producer.rtpParameters.encodings?.length ?? 1, log })
      this.#consumers.set(consumer.id as ConsumerId, { consumer, sent, layers, keyFrames: new KeyFrames(consumer, log) })
      this.#options.onTaken(sent)
      consumer.on('producerpause', () => this.#tellPaused(consumer, true))
      consumer.on('producerresume', () => this.#tellPaused(consumer, false))
      if (this.#welcomed) tell('consumer.created', { ...stay, consumer: offer(consumer, sent) })
    } catch (error) {
      if (!this.#isOver(producer)) log.warn({ err: error, producerId: producer.id }, 'consumer refused')
    }
  }

  /** A producer has closed: its consumer does too, without waiting for the worker to say so. */
  drop(producerId: ProducerId): void {
    const { stay, tell } = this.#options
    for (const [consumerId, { consumer, sent }] of this.#consumers) {
      if (sent.id !== producerId) continue
      consumer.close()
      this.#consumers.delete(consumerId)
      this.#refused.delete(consumerId)
      if (this.#welcomed) tell('consumer.closed', { ...stay, consumerId })
    }
  }

  /** What flows already is asked for again by a browser that may have missed some of it. */
  async resume(ids: ConsumerId[]): Promise<void> {
    const flowing = ids.filter((id) => this.#consumers.get(id)?.consumer.paused === false)
    this.#refuse(ids, false)
    await this.#each(ids, (consumer) => consumer.resume())
    for (const id of ids) this.#consumers.get(id)?.keyFrames.begin()
    for (const id of flowing) this.#consumers.get(id)?.keyFrames.again()
  }

  pause(ids: ConsumerId[]): Promise<void> {
    this.#refuse(ids, true)
    return this.#each(ids, (consumer) => consumer.pause())
  }

  /** `null` where it does not receive it at all. */
  takes(producerId: ProducerId): boolean | null {
    for (const [id, { sent }] of this.#consumers) if (sent.id === producerId) return !this.#refused.has(id)
    return null
  }

  #refuse(ids: ConsumerId[], refused: boolean): void {
    for (const id of ids) {
      const held = this.#consumers.get(id)
      if (!held) continue
      if (refused) this.#refused.add(id)
      else this.#refused.delete(id)
      this.#options.onTaken(held.sent)
    }
  }

  /** Ids no longer known are skipped: they crossed the fact of their closing. */
  async #each(ids: ConsumerId[], act: (consumer: types.Consumer) => Promise<void>): Promise<void> {
    const known = ids.flatMap((id) => this.#consumers.get(id)?.consumer ?? [])
    await Promise.all(known.map((consumer) => attempt(act(consumer), () => consumer.closed).catch((error: unknown) => {
      if (!consumer.closed) throw error
    })))
  }

  async prefer(id: ConsumerId, spatialLayer: number): Promise<void> {
    const layers = this.#consumers.get(id)?.layers
    if (!layers) throw new Fault('notFound', { fields: ['consumerId'] })
    await layers.prefer(spatialLayer)
  }

  /** A method, so that TypeScript does not believe the answer of before an await. */
  #isOver(producer: types.Producer): boolean {
    return this.#closed || producer.closed
  }

  #tellPaused(consumer: types.Consumer, paused: boolean): void {
    const { stay, tell } = this.#options
    if (this.#welcomed && !consumer.closed) tell('consumer.producerPaused', { ...stay, consumerId: consumer.id as ConsumerId, paused })
  }

  close(): void {
    if (this.#closed) return
    this.#closed = true
    for (const { consumer } of this.#consumers.values()) consumer.close()
    this.#consumers.clear()
    this.#options.link.close()
  }
}

function offer(consumer: types.Consumer, sent: Sent): ConsumerOffer {
  return {
    id: consumer.id as ConsumerId, producerId: sent.id, participantId: sent.peerId, kind: consumer.kind, source: sent.source,
    rtpParameters: offeredParameters(consumer.rtpParameters), producerPaused: consumer.producerPaused,
  }
}
