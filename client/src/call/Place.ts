import type { ConsumerOffer, Joined } from '@lien/contract/call'
import type { Input, Output } from '@lien/contract/commands'
import type { FaultBody, Reply } from '@lien/contract/faults'
import type { ConsultationId, StayId } from '@lien/contract/ids'
import type { RtpCapabilities } from '@lien/contract/rtp'
import type { Device } from 'mediasoup-client'
import type { MediaLink } from './MediaLink.ts'
import { backoff, worthRetrying } from './rules.ts'
import type { Asker, Signalling } from './Signalling.ts'

/** A notice that overtook the answer to our question for a place. */
export interface Crossing { stayId: StayId; act: (link: MediaLink) => void }

interface Host {
  signalling: Signalling
  device: Device
  consultationId: ConsultationId
  /** This page is in the call, or means to be. */
  wanted: () => boolean
  /** Our stay, where it is worth being held again; null: then all is made anew. */
  kept: () => StayId | null
  entered: (joined: Joined, crossed: readonly Crossing[]) => void
  held: (consumers: readonly ConsumerOffer[], crossed: readonly Crossing[]) => void
  refused: (fault: FaultBody) => void
}

/** What a join says, also one on stand-by. */
export const joinInput = (device: Device, consultationId: ConsultationId): Input<'call.join'> => ({ consultationId, rtpCapabilities: device.recvRtpCapabilities as RtpCapabilities })

/** Asks for this page's place in the call, with the socket's handshake or over the open socket, one question at a time. */
export class Place implements Asker {
  readonly #host: Host
  #asking: 'join' | 'resume' | null = null
  #attempt = 0
  #crossed: Crossing[] = []

  constructor(host: Host) {
    this.#host = host
  }

  /** What is under way; null when nothing is. */
  get asking(): 'join' | 'resume' | null {
    return this.#asking
  }

  /** The command that travels with the handshake when the socket comes back: where our paths are whole or may yet be, our place is only held again. */
  ask(): { name: 'call.join'; input: Input<'call.join'> } | { name: 'call.resume'; input: Input<'call.resume'> } | null {
    if (!this.#host.wanted()) return null
    this.#attempt++
    const resume = this.#resumeInput
    this.#asking = resume ? 'resume' : 'join'
    return resume ? { name: 'call.resume', input: resume } : { name: 'call.join', input: this.#joinInput }
  }

  answer(reply: Reply<unknown>): void {
    if (this.#asking === 'resume') this.#resumed(reply as Reply<Output<'call.resume'>>)
    else this.#joined(reply as Reply<Joined>)
  }

  join(): void {
    if (!this.#host.wanted() || this.#asking || !this.#host.signalling.open) return
    this.#asking = 'join'
    const attempt = ++this.#attempt
    // An answer that comes after another attempt began says nothing any more.
    void this.#askToJoin().then((reply) => {
      if (attempt === this.#attempt) this.#joined(reply)
    })
  }

  /** The socket is gone, and with it the answer. */
  lost(): void {
    this.#asking = null
    this.#attempt++
  }

  /** Keeps a notice until the answer says which stay is ours; false: nothing is awaited, act now. */
  keep(crossing: Crossing): boolean {
    if (this.#asking) this.#crossed.push(crossing)
    return this.#asking !== null
  }

  async #askToJoin(): Promise<Reply<Joined>> {
    const { signalling } = this.#host
    return ((await signalling.takeAhead()) as Reply<Joined> | null) ?? signalling.perform('call.join', this.#joinInput)
  }

  get #joinInput(): Input<'call.join'> {
    return joinInput(this.#host.device, this.#host.consultationId)
  }

  get #resumeInput(): Input<'call.resume'> | null {
    const stayId = this.#host.kept()
    return stayId && { consultationId: this.#host.consultationId, stayId }
  }

  /** Over an open socket. */
  #resume(): void {
    const input = this.#resumeInput
    const { signalling } = this.#host
    if (!input || this.#asking || !signalling.open) return
    this.#asking = 'resume'
    const attempt = ++this.#attempt
    void signalling.perform('call.resume', input).then((reply) => {
      if (attempt === this.#attempt) this.#resumed(reply)
    })
  }

  #resumed(reply: Reply<Output<'call.resume'>>): void {
    this.#asking = null
    const crossed = this.#crossed.splice(0)
    if (!this.#host.wanted()) return
    if (reply.ok) this.#host.held(reply.value.consumers, crossed)
    // Media go on meanwhile: there is no reason to end them because the server cannot say so now.
    else if (worthRetrying(reply.fault)) setTimeout(() => this.#resume(), backoff(2))
    else this.join()
  }

  #joined(reply: Reply<Joined>): void {
    this.#asking = null
    if (!this.#host.wanted()) return
    if (reply.ok) this.#host.entered(reply.value, this.#crossed.splice(0))
    else this.#host.refused(reply.fault)
  }
}
