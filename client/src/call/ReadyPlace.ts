import type { Joined } from '@lien/contract/call'
import type { ConsultationId } from '@lien/contract/ids'
import type { Notices } from '@lien/contract/notices'
import type { Device } from 'mediasoup-client'
import { recallLine } from './LineMemory.ts'
import { joinInput } from './Place.ts'
import { Receiver } from './Receiver.ts'
import type { Signalling } from './Signalling.ts'
import type { LinkHost } from './transport.ts'

export interface Needs { signalling: Signalling; device: Device; consultationId: ConsultationId; /** It is lost, and not ours to use any more. */ lost: () => void }

/**
 * A place in the call kept ready while its person waits: the way by which they will receive is up, what there will be
 * to see and hear is agreed on, and nothing flows before the sfu lets them in. Then the first picture needs neither
 * another way there and back nor a handshake (decision 0014).
 */
export class ReadyPlace {
  readonly #needs: Needs
  readonly #end = new AbortController()
  #joined: Joined | null = null
  #receiver: Receiver | null = null
  /** Whoever owns the receiver now: first this place, then the stay it has become. */
  #host: LinkHost

  /** Null on a line that is known to carry the voice alone: what flows at once would be pictures too. */
  static keep(needs: Needs): ReadyPlace | null {
    return recallLine(Date.now()).in.open ? new ReadyPlace(needs) : null
  }

  private constructor(needs: Needs) {
    this.#needs = needs
    this.#host = {
      send: (name, input) => void needs.signalling.perform(name, input),
      ask: (name, input) => needs.signalling.perform(name, input),
      incident: () => undefined,
      changed: () => this.#assess(),
      failed: () => this.#lose(),
    }
    const { signal } = this.#end
    needs.signalling.on('consumer.created', ({ stayId, consumer }) => this.#hear(stayId, (receiver) => receiver.agree([consumer])), signal)
    needs.signalling.on('consumer.closed', ({ stayId, consumerId }) => this.#hear(stayId, (receiver) => receiver.remove(consumerId)), signal)
    needs.signalling.on('consumer.producerPaused', ({ stayId, consumerId, paused }) => this.#hear(stayId, (receiver) => receiver.setPaused(consumerId, paused)), signal)
    needs.signalling.on('call.closed', ({ stayId }) => this.#hear(stayId, () => this.#lose()), signal)
    void this.#begin()
  }

  /** The receiving half for the stay that a join answered with, where that stay is this place; else null. From now on it is the stay's own. */
  enter({ transports }: Joined, host: LinkHost): Receiver | null {
    const receiver = this.#receiver
    const isOurs = this.#joined?.transports.receive.id === transports.receive.id
    this.#end.abort()
    this.#receiver = null
    if (isOurs && receiver) {
      this.#host = host
      return receiver
    }
    receiver?.close()
    return null
  }

  /** Gives it up; the sfu hears of it only while the line is open, and otherwise with the line's end. */
  close(): void {
    if (this.#end.signal.aborted) return
    this.#end.abort()
    this.#receiver?.close()
    this.#receiver = null
    if (this.#joined && this.#needs.signalling.open) void this.#needs.signalling.perform('call.unprepare', {})
  }

  async #begin(): Promise<void> {
    const { signalling, device, consultationId } = this.#needs
    const reply = await signalling.perform('call.prepare', joinInput(device, consultationId))
    if (this.#end.signal.aborted) return
    if (!reply.ok) return this.#lose()
    const { transports: { receive }, iceServers, consumers } = reply.value
    this.#joined = reply.value
    const through: LinkHost = {
      send: (name, input) => this.#host.send(name, input),
      ask: (name, input) => this.#host.ask(name, input),
      incident: (incident) => this.#host.incident(incident),
      changed: () => this.#host.changed(),
      failed: (cause) => this.#host.failed(cause),
    }
    this.#receiver = Receiver.create(device, { ...receive, iceServers }, through)
    this.#receiver.agree(consumers)
  }

  #hear(stayId: Notices['call.closed']['stayId'], act: (receiver: Receiver) => void): void {
    if (this.#receiver && this.#joined?.stayId === stayId) act(this.#receiver)
  }

  /** A path that broke while nobody looked at it is made anew, not repaired. */
  #assess(): void {
    const path = this.#receiver?.path
    if (path === 'failed' || path === 'disconnected') this.#lose()
  }

  #lose(): void {
    if (this.#end.signal.aborted) return
    this.close()
    this.#needs.lost()
  }
}

