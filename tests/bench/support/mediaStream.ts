import type { Track } from 'node-datachannel'
import type { Stream } from '../../support/sfuBrowser.ts'

/** One packet, in its stream's rhythm: Opus at 50 packets/s of 80 bytes; VP8 at 30 pictures/s of two packets, 500 kbit/s in all. */
const shapes = {
  audio: { perSecond: 50, payload: 80, step: 960 },
  video: { perSecond: 60, payload: 1030, step: 3000 },
} as const
/** Packets between two key frames, so that whoever begins to receive soon can. */
const keyEvery = 60
/** A stream further behind than this, in packets, gives them up instead of bursting. */
const patience = 10

/** RTP that an sfu takes for speech or a camera: nobody decodes it. */
export class MediaStream {
  sent = 0
  late = 0
  readonly #shape: (typeof shapes)[keyof typeof shapes]
  readonly #packet: Buffer
  readonly #video: boolean
  readonly #track: Track
  #sequence = 0
  #next = 0

  constructor({ kind, payloadType, ssrc }: Stream, track: Track) {
    this.#shape = shapes[kind]
    this.#video = kind === 'video'
    this.#track = track
    this.#packet = Buffer.alloc(12 + this.#shape.payload, 0x55)
    this.#packet[0] = 0x80
    this.#packet[1] = payloadType
    this.#packet.writeUInt32BE(ssrc, 8)
  }

  /** Somewhere in the rhythm: everybody at the same instant is no load that occurs. */
  begin(now: number): void { this.#next = now + Math.random() * (1000 / this.#shape.perSecond) }

  /** `now`: ms. */
  sendDue(now: number): void {
    const every = 1000 / this.#shape.perSecond
    if (now - this.#next > patience * every) {
      const missed = Math.floor((now - this.#next) / every)
      this.late += missed
      this.#next += missed * every
    }
    for (; this.#next <= now; this.#next += every) this.#send()
  }

  #send(): void {
    const packet = this.#packet
    const frame = this.#video ? this.#sequence >> 1 : this.#sequence
    packet.writeUInt16BE(this.#sequence & 0xffff, 2)
    packet.writeUInt32BE((frame * this.#shape.step) >>> 0, 4)
    if (this.#video) {
      const first = this.#sequence % 2 === 0
      packet[1] = ((packet[1] ?? 0) & 0x7f) | (first ? 0 : 0x80)
      // RFC 7741 §4.2: the beginning of a partition or not; RFC 6386 §9.1: key frame, shown, 320×240; or another.
      packet[12] = first ? 0x10 : 0
      if (first) packet.set(this.#sequence % keyEvery === 0 ? [0x10, 0, 0, 0x9d, 0x01, 0x2a, 0x40, 0x01, 0xf0, 0x00] : [0x11, 0, 0, 0x55, 0x55, 0x55, 0x55, 0x55, 0x55, 0x55], 13)
    }
    this.#track.sendMessageBinary(packet)
    this.#sequence += 1
    this.sent += 1
  }
}
