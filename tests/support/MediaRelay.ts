import { createSocket, type Socket } from 'node:dgram'
import { once } from 'node:events'
import type { BrowserContext } from '@playwright/test'

declare global {
  interface Window { lienMediaPort?: (port: number) => Promise<void> }
}

/** A network between one browser and the sfu: share of packets lost (0 to 1), delay one way in ms, and what passes in bit/s. */
export interface Weather { loss?: number; delay?: number; bitrate?: number }
type Way = 'up' | 'down'

interface Path { upstream: Socket; dead: boolean }

/** Milliseconds of packets that a narrow line keeps before it drops; home routers keep more, which only hurts. */
const queue = 300

/**
 * All media of one browser pass through this process: the addresses in what the server offers are replaced by the relay's.
 * The network can be cut, changed for another, or made weak in each direction, and the same seed loses the same packets.
 */
export class MediaRelay {
  readonly #front: Socket
  readonly #paths = new Map<string, Path>()
  readonly #weather: Record<Way, Weather> = { up: {}, down: {} }
  readonly #busyUntil: Record<Way, number> = { up: 0, down: 0 }
  #target = 0
  #cut = false
  #seed: number

  /** Prepare it before the context's first page. */
  static async of(context: BrowserContext, seed = 1): Promise<MediaRelay> {
    const front = createSocket({ type: 'udp4', recvBufferSize: 1_000_000, sendBufferSize: 1_000_000 })
    front.bind(0, '127.0.0.1')
    await once(front, 'listening')
    const relay = new MediaRelay(front, seed)
    await context.exposeBinding('lienMediaPort', (_, port: number) => { relay.#target = port })
    await context.addInitScript((port) => {
      const name = 'setRemoteDescription'
      const real: unknown = Reflect.get(RTCPeerConnection.prototype, name)
      const redirected = async function (this: RTCPeerConnection, given: RTCSessionDescriptionInit): Promise<void> {
        const lines: string[] = []
        for (const line of (given.sdp ?? '').split('\r\n')) {
          const [, head, protocol, middle, target, tail] = /^(a=candidate:\S+ \d+ )(udp|tcp)( \d+ \S+ )(\d+)( .*)$/.exec(line) ?? []
          if (protocol === 'udp') await window.lienMediaPort?.(Number(target))
          if (protocol === 'udp') lines.push([head, protocol, middle, port, tail].join(''))
          else if (protocol === undefined) lines.push(line)
        }
        await Reflect.apply(real as (given: RTCSessionDescriptionInit) => Promise<void>, this, [{ type: given.type, sdp: lines.join('\r\n') }])
      }
      Reflect.set(RTCPeerConnection.prototype, name, redirected)
    }, front.address().port)
    context.on('close', () => relay.close())
    return relay
  }

  private constructor(front: Socket, seed: number) {
    this.#front = front
    this.#seed = seed
    front.on('message', (packet, from) => {
      const path = this.#paths.get(`${from.port}`) ?? this.#open(from.port)
      if (!path.dead && this.#target > 0) this.#carry('up', packet, () => path.upstream.send(packet, this.#target, '127.0.0.1'))
    })
  }

  /** No packet passes any more. */
  cut(): void { this.#cut = true }
  mend(): void { this.#cut = false }

  /** The browser is on another network: what it used until now is dead for ever; only what it opens from now on leads anywhere. */
  move(): void { for (const path of this.#paths.values()) path.dead = true }

  /** `up`: from the browser; `down`: to it. */
  weather(way: Way, weather: Weather): void { this.#weather[way] = weather }

  close(): void {
    this.#cut = true
    for (const { upstream } of this.#paths.values()) upstream.close()
    this.#paths.clear()
    this.#front.close()
  }

  #open(port: number): Path {
    const path: Path = { upstream: createSocket('udp4'), dead: false }
    path.upstream.on('message', (packet) => {
      if (!path.dead) this.#carry('down', packet, () => this.#front.send(packet, port, '127.0.0.1'))
    })
    this.#paths.set(`${port}`, path)
    return path
  }

  #carry(way: Way, packet: Buffer, pass: () => void): void {
    const { loss = 0, delay = 0, bitrate = 0 } = this.#weather[way]
    if (this.#cut || (loss > 0 && this.#random() < loss)) return
    const now = performance.now()
    let wait = delay
    if (bitrate > 0) {
      const start = Math.max(now, this.#busyUntil[way])
      if (start - now > queue) return
      this.#busyUntil[way] = start + (packet.length * 8_000) / bitrate
      wait += this.#busyUntil[way] - now
    }
    if (wait < 1) pass()
    else setTimeout(() => { if (!this.#cut) pass() }, wait)
  }

  /** mulberry32, so that runs can be repeated. */
  #random(): number {
    this.#seed = (this.#seed + 0x6d2b79f5) | 0
    let mixed = Math.imul(this.#seed ^ (this.#seed >>> 15), 1 | this.#seed)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
