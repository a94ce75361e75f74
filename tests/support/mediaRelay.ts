import { createSocket, type RemoteInfo, type Socket } from 'node:dgram'
import { once } from 'node:events'
import type { BrowserContext } from '@playwright/test'

/** What a network does to one direction. The rate holds a queue of at most `queue` ms; what comes after is dropped, as a modem does. */
export interface Path { /** One way, in ms. */ delay: number; /** Share of packets lost, 0 to 1. */ loss: number; /** kbit/s, UDP and IP headers counted; null: none. */ rate: number | null; /** ms */ queue: number }
export const clean: Path = { delay: 0, loss: 0, rate: null, queue: 0 }

/** RFC 768 and RFC 791, in bytes. */
const headers = 28
const here = '127.0.0.1'
/** Linux answers on the whole of 127.0.0.0/8: the same port, another address. */
const relayHost = '127.0.0.2'

/**
 * A bad network in user space: stands before an sfu's UDP port, for the browsers that go `through` it alone, and loses,
 * delays and narrows what passes, the same way for the same seed. It can be cut, and can give its clients another
 * address, as a telephone gets that leaves the house.
 */
export class MediaRelay {
  up: Path = clean
  down: Path = clean
  readonly #port: number
  readonly #near: Socket
  readonly #far = new Map<string, Socket>()
  readonly #random: () => number
  /** When each direction's line is free again, in ms. */
  readonly #free = { up: 0, down: 0 }
  #cut = false
  /** Clients whose network is gone: what they opened there leads nowhere any more. */
  readonly #stranded = new Set<string>()

  private constructor(near: Socket, port: number, seed: number) {
    this.#near = near
    this.#port = port
    this.#random = mulberry32(seed)
    near.on('message', (packet, from) => this.#stranded.has(nameOf(from)) ? undefined : this.#pass('up', packet, () => this.#upstream(from).send(packet, port, here)))
  }

  static async open(port: number, seed = 1): Promise<MediaRelay> {
    const near = createSocket({ type: 'udp4', recvBufferSize: 1_000_000 }).bind(port, relayHost)
    await once(near, 'listening')
    return new MediaRelay(near, port, seed)
  }

  /** The pages of this context reach the sfu through the relay, by UDP alone. */
  async through(context: BrowserContext): Promise<void> {
    await context.addInitScript(({ from, to }) => {
      if (!('RTCPeerConnection' in window)) return
      window.RTCPeerConnection = class extends RTCPeerConnection {
        override setRemoteDescription(description: RTCSessionDescriptionInit): Promise<void> {
          const lines = (description.sdp ?? '').split('\r\n').filter((line) => !/^a=candidate:.* tcp /i.test(line))
          return super.setRemoteDescription({ ...description, sdp: lines.join('\r\n').replaceAll(from, to) })
        }
      }
    }, { from: `${here} ${this.#port} `, to: `${relayHost} ${this.#port} ` })
  }

  cut(): void { this.#cut = true }
  mend(): void { this.#cut = false }

  /** From now on every client comes from another port; the earlier ones lead nowhere. */
  moveClients(): void {
    for (const socket of this.#far.values()) socket.close()
    this.#far.clear()
  }

  /** The browsers are on another network: what they use now is dead for ever, what they open from now on is not. */
  strandClients(): void {
    for (const name of this.#far.keys()) this.#stranded.add(name)
    this.moveClients()
  }

  close(): void {
    this.moveClients()
    this.#near.close()
  }

  #upstream(client: RemoteInfo): Socket {
    const name = nameOf(client)
    const known = this.#far.get(name)
    if (known) return known
    const socket = createSocket({ type: 'udp4', recvBufferSize: 1_000_000 }).bind(0, here)
    socket.on('message', (packet) => this.#pass('down', packet, () => this.#near.send(packet, client.port, client.address)))
    this.#far.set(name, socket)
    return socket
  }

  #pass(direction: 'up' | 'down', packet: Buffer, send: () => void): void {
    const { delay, loss, rate, queue } = this[direction]
    if (this.#cut || this.#random() < loss) return
    const now = performance.now()
    let wait = delay
    if (rate !== null) {
      const begins = Math.max(now, this.#free[direction])
      if (begins - now > queue) return
      this.#free[direction] = begins + ((packet.length + headers) * 8) / rate
      wait += this.#free[direction] - now
    }
    const deliver = () => {
      // Sockets may be closed, and the line cut, while it was on its way.
      if (!this.#cut) try { send() } catch { /* The relay is closed. */ }
    }
    if (wait <= 0) deliver()
    else setTimeout(deliver, wait)
  }
}

const nameOf = ({ address, port }: RemoteInfo): string => `${address}:${port}`

/** Small, seeded and even enough: the same packets are lost in every run. */
function mulberry32(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
