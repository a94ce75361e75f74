import type { ConsumerOffer } from '@lien/contract/call'
import type { ConsumerId, ParticipantId } from '@lien/contract/ids'
import type { Source } from '@lien/contract/rtp'
import type { Device, types } from 'mediasoup-client'
import type { PathState } from './ladderRules.ts'
import { trafficOver, openTransport, restartIce, statsOf, type LinkHost, type ReachableOffer, type Restarted, type Traffic } from './transport.ts'

/** One thing to see or hear of somebody. */
export interface RemoteTrack {
  consumerId: ConsumerId
  participantId: ParticipantId
  source: Source
  stream: MediaStream
  paused: boolean
}

type Layer = 0 | 1 | 2
const largest: Layer = 2

interface Held { offer: ConsumerOffer; consumer: types.Consumer; track: RemoteTrack; layer: Layer | null }

/** ms: Opus repairs a packet from the next one (20 ms), which may come late itself. */
const voiceHold = 160

/** The receiving half of a stay: one transport and its consumers. */
export class Receiver {
  readonly #host: LinkHost
  readonly #transport: types.Transport
  readonly #held = new Map<ConsumerId, Held>()
  /** Closed before their creation was over: messages may cross. */
  readonly #gone = new Set<ConsumerId>()
  /** Created, or about to be: an offer may come twice. */
  readonly #coming = new Set<ConsumerId>()
  /** Everything there is to see or hear, also what is still being created. */
  readonly #offers = new Map<ConsumerId, ConsumerOffer>()
  #stopped = false
  /** People whose tile is out of sight. */
  #unseen: ReadonlySet<ParticipantId> = new Set()
  #voicesHeld = false
  #narrow = false

  static create(device: Device, offer: ReachableOffer, host: LinkHost): Receiver {
    return new Receiver(device.createRecvTransport(offer as types.TransportOptions), host)
  }

  private constructor(transport: types.Transport, host: LinkHost) {
    this.#transport = transport
    this.#host = host
    openTransport(transport, 'receive', host)
  }

  get tracks(): RemoteTrack[] {
    return [...this.#held.values()].map(({ track }) => track)
  }

  get path(): PathState {
    return this.#transport.connectionState
  }

  stats(): Promise<RTCStatsReport> {
    return statsOf(this.#transport)
  }

  /** Something is to come: the packets of a picture, or of a voice, of which a silence too sends one every 400 ms (RFC 7587, DTX). */
  get expects(): boolean {
    return [...this.#held.values()].some(({ offer, track }) => !track.paused && this.#carried(offer))
  }

  traffic(): Promise<Traffic> {
    return trafficOver(this.#transport)
  }

  restart(): Promise<Restarted> {
    return restartIce(this.#transport, 'receive', this.#host)
  }

  /** Agrees on what there will be to see and hear before anybody is let in: nothing of it flows yet. */
  agree(offers: readonly ConsumerOffer[]): void {
    for (const offer of offers) void this.#consume(offer)
  }

  /** Consumes everything offered with the join. Resumed at once: nothing flows before DTLS is up anyway. */
  async addAll(offers: readonly ConsumerOffer[]): Promise<void> {
    for (const offer of offers) this.#offers.set(offer.id, offer)
    this.#carry(offers)
    await Promise.all(offers.map((offer) => this.#consume(offer)))
  }

  /** Consumes one that came later; resumed once the browser can decode it, or its key frame would be lost. */
  async add(offer: ConsumerOffer): Promise<void> {
    if (this.#held.has(offer.id)) return
    await this.#consume(offer)
    if (this.#held.has(offer.id)) this.#carry([offer])
  }

  /** This is all there is to see and hear now, after notices may have been missed and commands lost. */
  reconcile(offers: readonly ConsumerOffer[]): void {
    const there = new Set(offers.map(({ id }) => id))
    for (const id of [...this.#held.keys()]) if (!there.has(id)) this.remove(id)
    for (const offer of offers) {
      const held = this.#held.get(offer.id)
      if (!held) void this.add(offer)
      else if (held.track.paused !== offer.producerPaused) this.setPaused(offer.id, offer.producerPaused)
      if (held?.offer.kind === 'video') this.#ask(held)
    }
    this.sayAgain()
  }

  /** The path was silent and is whole again: what was missed meanwhile is begun anew. */
  sayAgain(): void {
    this.#carry([...this.#offers.values()])
  }

  remove(id: ConsumerId): void {
    this.#gone.add(id)
    this.#offers.delete(id)
    this.#held.get(id)?.consumer.close()
    if (this.#held.delete(id)) this.#host.changed()
  }

  setPaused(id: ConsumerId, paused: boolean): void {
    const held = this.#held.get(id)
    if (!held) return
    held.track = { ...held.track, paused }
    this.#host.changed()
  }

  /** Others' pictures are not carried to us for now, those of people who come later neither. */
  stopPictures(stopped: boolean): void {
    if (this.#stopped === stopped) return
    this.#change(() => {
      this.#stopped = stopped
    })
  }

  /** Pictures of people whom nobody can see now are not carried to us either; their voices always are. */
  outOfSight(people: ReadonlySet<ParticipantId>): void {
    this.#change(() => {
      this.#unseen = new Set(people)
    })
  }

  #change(change: () => void): void {
    const carried = new Set([...this.#offers.values()].filter((offer) => this.#carried(offer)))
    change()
    this.#carry([...this.#offers.values()].filter((offer) => carried.has(offer) !== this.#carried(offer)))
  }

  #carried({ kind, participantId }: ConsumerOffer): boolean {
    return kind === 'audio' || (!this.#stopped && !this.#unseen.has(participantId))
  }

  #carry(offers: readonly ConsumerOffer[]): void {
    for (const carried of [true, false]) {
      const consumerIds = offers.filter((offer) => this.#carried(offer) === carried).map(({ id }) => id)
      if (consumerIds.length > 0) this.#host.send(carried ? 'consumer.resume' : 'consumer.pause', { consumerIds })
    }
  }

  /** On a weak line voices wait a little, so that the packet that can repair a lost one is there when it is needed. */
  holdVoices(held: boolean): void {
    if (this.#voicesHeld === held) return
    this.#voicesHeld = held
    for (const { consumer } of this.#held.values()) this.#hold(consumer)
  }

  #hold({ kind, rtpReceiver }: types.Consumer): void {
    // Not known to older browsers, where it stays a property without a meaning.
    if (kind === 'audio' && rtpReceiver) rtpReceiver.jitterBufferTarget = this.#voicesHeld ? voiceHold : null
  }

  /** Asks for the layer that a picture is worth, once for each change. */
  prefer(participantId: ParticipantId, source: Source, layer: Layer): void {
    for (const held of this.#held.values()) {
      if (held.offer.participantId !== participantId || held.offer.source !== source || held.layer === layer) continue
      held.layer = layer
      if (!this.#narrow) this.#ask(held)
    }
  }

  /** Pictures come in their smallest size, whatever they are worth. */
  narrow(narrow: boolean): void {
    if (this.#narrow === narrow) return
    this.#narrow = narrow
    for (const held of this.#held.values()) if (held.offer.kind === 'video') this.#ask(held, largest)
  }

  /** `otherwise`: where nobody said what the picture is worth. */
  #ask({ offer, layer }: Held, otherwise: Layer | null = null): void {
    const spatialLayer = this.#narrow ? 0 : (layer ?? otherwise)
    if (spatialLayer !== null) this.#host.send('consumer.prefer', { consumerId: offer.id, spatialLayer })
  }

  close(): void {
    this.#transport.close()
    this.#held.clear()
    this.#offers.clear()
  }

  async #consume(offer: ConsumerOffer): Promise<void> {
    if (this.#coming.has(offer.id)) return
    this.#coming.add(offer.id)
    if (!this.#gone.has(offer.id)) this.#offers.set(offer.id, offer)
    try {
      const consumer = await this.#transport.consume({ id: offer.id, producerId: offer.producerId, kind: offer.kind, rtpParameters: offer.rtpParameters as types.RtpParameters })
      if (this.#gone.has(offer.id) || this.#transport.closed) return consumer.close()
      const track: RemoteTrack = { consumerId: offer.id, participantId: offer.participantId, source: offer.source, stream: new MediaStream([consumer.track]), paused: offer.producerPaused }
      if (this.#voicesHeld) this.#hold(consumer)
      const held: Held = { offer, consumer, track, layer: null }
      this.#held.set(offer.id, held)
      if (this.#narrow && offer.kind === 'video') this.#ask(held)
      this.#host.changed()
    } catch (error) {
      if (!this.#transport.closed) this.#host.failed(error)
    }
  }
}
