import type { ProducerId } from '@lien/contract/ids'
import { opusOptions, screenLayers, videoLayers, type VideoLayer } from '@lien/contract/media'
import type { RtpParameters, Source } from '@lien/contract/rtp'
import type { Device, types } from 'mediasoup-client'
import type { PathState } from './ladderRules.ts'
import { trafficOver, openTransport, restartIce, statsOf, type LinkHost, type ReachableOffer, type Restarted, type Traffic } from './transport.ts'

interface Wanted { track: MediaStreamTrack | null; on: boolean }

/** The sending half of a stay: one transport and a producer for each source. Tracks belong to `Devices`. */
export class Sender {
  readonly #host: LinkHost
  readonly #transport: types.Transport
  readonly #producers = new Map<Source, types.Producer>()
  readonly #wanted = new Map<Source, Wanted>()
  readonly #busy = new Set<Source>()
  /** The answers to `producer.create`: sending does not wait for them, changing what is sent does. */
  readonly #made = new Map<Source, Promise<void>>()
  #narrow = false

  static create(device: Device, offer: ReachableOffer, host: LinkHost): Sender {
    return new Sender(device.createSendTransport(offer as types.TransportOptions), host)
  }

  private constructor(transport: types.Transport, host: LinkHost) {
    this.#transport = transport
    this.#host = host
    openTransport(transport, 'send', host)
    transport.on('produce', ({ kind, rtpParameters, appData }, callback) => {
      const source = appData.source as Source
      const producerId = crypto.randomUUID() as ProducerId
      const made = host.ask('producer.create', { producerId, kind, source, rtpParameters: rtpParameters as RtpParameters, paused: !this.#wanted.get(source)?.on })
      this.#made.set(source, made.then((reply) => {
        if (!reply.ok && !transport.closed) host.failed(reply.fault)
      }))
      callback({ id: producerId })
    })
    transport.on('connectionstatechange', (state) => {
      if (state === 'connected') this.#hold(false)
      // Also during the repair, until it has succeeded.
      else if (state !== 'connecting') this.#hold(true)
    })
  }

  get path(): PathState {
    return this.#transport.connectionState
  }

  stats(): Promise<RTCStatsReport> {
    return statsOf(this.#transport)
  }

  /** A picture leaves, of which the sfu tells many times a second how it arrives; of a voice it tells every few seconds. */
  get expects(): boolean {
    return [...this.#producers.values()].some(({ kind, paused, closed }) => kind === 'video' && !paused && !closed)
  }

  traffic(): Promise<Traffic> {
    return trafficOver(this.#transport)
  }

  restart(): Promise<Restarted> {
    return restartIce(this.#transport, 'send', this.#host)
  }

  /** Makes what is sent match what is wished; safe to call at every change. */
  async show(source: Source, track: MediaStreamTrack | null, on: boolean): Promise<void> {
    this.#wanted.set(source, { track, on: on && track !== null })
    if (this.#busy.has(source)) return
    this.#busy.add(source)
    try {
      while (!this.#transport.closed && (await this.#step(source)));
    } catch (error) {
      if (!this.#transport.closed) this.#host.failed(error)
    } finally {
      this.#busy.delete(source)
    }
  }

  /** Only the smallest layer of a face is encoded; a screen has one. */
  narrow(narrow: boolean): void {
    if (this.#narrow === narrow) return
    this.#narrow = narrow
    const camera = this.#producers.get('camera')
    if (camera) void this.#limit(camera)
  }

  /** What is muted: said again, since the last time may not have arrived. */
  sayAgain(): void {
    for (const { id, paused } of this.#producers.values()) this.#host.send('producer.setPaused', { producerId: id as ProducerId, paused })
  }

  sourceOf(producerId: ProducerId): Source | null {
    for (const [source, { id }] of this.#producers) if (id === producerId) return source
    return null
  }

  close(): void {
    this.#transport.close()
  }

  /** Takes one step towards the wish; false when there is none left to take. */
  async #step(source: Source): Promise<boolean> {
    const wanted = this.#wanted.get(source)
    const producer = this.#producers.get(source)
    if (!wanted) return false
    if (!producer) {
      if (!wanted.track || wanted.track.readyState === 'ended') return false
      this.#producers.set(source, await this.#produce(source, wanted.track))
      return true
    }
    // A screen shared no more is gone for the others, not a picture that is off.
    if (source === 'screen' && wanted.track === null) {
      await this.#close(source, producer)
      return true
    }
    if (!wanted.on && !producer.paused) {
      producer.pause()
      await this.#tellPaused(source, producer)
      return true
    }
    if (producer.track !== wanted.track && (wanted.track === null || wanted.track.readyState === 'live')) {
      await producer.replaceTrack({ track: wanted.track })
      return true
    }
    if (wanted.on && producer.paused) {
      producer.resume()
      await this.#tellPaused(source, producer)
      return true
    }
    return false
  }

  /** The server performs a page's commands side by side: one change of mind must not overtake another. */
  async #tellPaused(source: Source, { id, paused }: types.Producer): Promise<void> {
    await this.#made.get(source)
    await this.#host.ask('producer.setPaused', { producerId: id as ProducerId, paused })
  }

  async #produce(source: Source, track: MediaStreamTrack): Promise<types.Producer> {
    // What the encoder gives up first: sharpness of a moving face, movement of a shared page.
    if (track.kind === 'video') track.contentHint = source === 'screen' ? 'detail' : 'motion'
    const producer = await this.#transport.produce({
      track, appData: { source }, stopTracks: false, disableTrackOnPause: false,
      // An encoding that is merely not active goes on sending again what was asked for, for seconds, into a line that is full.
      zeroRtpOnPause: track.kind === 'video',
      ...(track.kind === 'audio'
        ? { encodings: [{ priority: 'high', networkPriority: 'high' }], codecOptions: opusOptions }
        : { encodings: layersOf(source, track).map((layer) => ({ ...layer, priority: 'low', networkPriority: 'low' })), codecOptions: { videoGoogleStartBitrate: 600 } }),
    })
    if (source === 'screen') await keepLetters(producer.rtpSender)
    if (source === 'camera' && this.#narrow) await this.#limit(producer)
    if (!this.#wanted.get(source)?.on) producer.pause()
    return producer
  }

  async #limit(camera: types.Producer): Promise<void> {
    const layers = camera.rtpParameters.encodings?.length ?? 1
    await camera.setMaxSpatialLayer(this.#narrow ? 0 : layers - 1).catch((error: unknown) => {
      if (!camera.closed) this.#host.failed(error)
    })
  }

  async #close(source: Source, producer: types.Producer): Promise<void> {
    this.#producers.delete(source)
    producer.close()
    // One that is not there yet cannot be closed.
    await this.#made.get(source)
    await this.#host.ask('producer.close', { producerId: producer.id as ProducerId })
  }

  /** While the screen says "not heard", nothing leaves: what is shown must be true. */
  #hold(hold: boolean): void {
    for (const producer of this.#producers.values()) {
      if (producer.closed) continue
      void producer.rtpSender?.replaceTrack(hold ? null : producer.track).catch((error: unknown) => {
        if (!producer.closed) this.#host.failed(error)
      })
    }
  }
}

/** A slow machine or line takes pictures from a page, never letters. Not known to each browser, which then goes by `contentHint`. */
async function keepLetters(sender: RTCRtpSender | undefined): Promise<void> {
  await sender?.setParameters({ ...sender.getParameters(), degradationPreference: 'maintain-resolution' }).catch(() => undefined)
}

const layersOf = (source: Source, track: MediaStreamTrack): VideoLayer[] => (source === 'screen' ? screenLayers : videoLayers(heightOf(track)))

/** The short side, since a phone held upright turns its camera. */
function heightOf(track: MediaStreamTrack): number {
  const { width = 640, height = 480 } = track.getSettings()
  return Math.min(width, height)
}
