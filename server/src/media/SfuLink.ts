import { io, type Socket } from 'socket.io-client'
import { Fault, type Reply } from '@lien/contract/faults'
import { sfuFacts, sfuOrders, sfuPath, type ServerToSfu, type SfuFact, type SfuFactName, type SfuInput, type SfuOrderName, type SfuOutput, type SfuToServer } from '@lien/contract/sfu'
import type { Log } from '../platform/log.ts'

/** What a link tells its owner. */
export interface SfuListener {
  /** `caughtUp`: the line was lost for a moment and no fact was missed. */
  onUp: (link: SfuLink, caughtUp: boolean) => void
  onDown: (link: SfuLink) => void
  onFact: <N extends SfuFactName>(link: SfuLink, name: N, fact: SfuFact<N>) => void
}
/** How long an order may take, in ms; an sfu that is busier than this is as good as away. */
const patience = 5_000

/** The line to one sfu. It dials for ever; orders fail with `unavailable` while it is down. */
export class SfuLink {
  readonly url: string
  readonly #socket: Socket<SfuToServer, ServerToSfu>
  readonly #log: Log
  #sfuId: string | null = null
  #rooms = 0

  constructor({ url, token, log, listener }: { url: string; token: () => string; log: Log; listener: SfuListener }) {
    this.url = url
    this.#log = log
    this.#socket = io(url, { path: sfuPath, transports: ['websocket'], auth: (tell) => tell({ token: token() }), reconnectionDelay: 200, reconnectionDelayMax: 2_000, forceNew: true })
    this.#socket.on('connect', () => void this.#introduce(listener))
    this.#socket.on('disconnect', (reason) => {
      log.warn({ sfu: this.#sfuId, url, reason }, 'sfu away')
      listener.onDown(this)
    })
    this.#socket.on('connect_error', (error) => log.debug({ url, err: error.message }, 'sfu not reached'))
    for (const name of Object.keys(sfuFacts) as SfuFactName[]) this.#listen(name, listener)
  }

  get up(): boolean { return this.#socket.connected && this.#sfuId !== null }
  get sfuId(): string | null { return this.#sfuId }
  /** Rooms at the last look: enough to spread new ones. */
  get load(): number { return this.#rooms }

  /** Throws the sfu's own fault, or `unavailable` when it does not answer. */
  async order<N extends SfuOrderName>(name: N, input: SfuInput<N>): Promise<SfuOutput<N>> {
    const reply = await this.#ask(name, input)
    if (!reply.ok) throw new Fault(reply.fault.code, { ...(reply.fault.reason && { reason: reply.fault.reason }) })
    return sfuOrders[name].output.parse(reply.value) as SfuOutput<N>
  }

  close(): void { this.#socket.close() }

  async #ask<N extends SfuOrderName>(name: N, input: SfuInput<N>): Promise<Reply<SfuOutput<N>>> {
    if (!this.#socket.connected) throw new Fault('unavailable', { reason: 'sfuAway' })
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => reject(new Fault('unavailable', { reason: 'sfuAway' })), patience)
      this.#socket.emit('order', name, input, ((reply: Reply<SfuOutput<N>>) => { clearTimeout(late); resolve(reply) }) as never)
    })
  }

  async #introduce(listener: SfuListener): Promise<void> {
    try {
      const described = await this.order('sfu.describe', {})
      this.#sfuId = described.sfuId
      this.#rooms = described.rooms
      this.#log.info({ sfu: this.#sfuId, url: this.url, workers: described.workers }, 'sfu reached')
      listener.onUp(this, this.#socket.recovered)
    } catch (error) {
      this.#log.error({ url: this.url, err: error }, 'sfu does not introduce itself')
    }
  }

  #listen<N extends SfuFactName>(name: N, listener: SfuListener): void {
    const hear = (raw: unknown) => {
      const fact = sfuFacts[name].safeParse(raw)
      if (fact.success) listener.onFact(this, name, fact.data as SfuFact<N>)
      else this.#log.error({ sfu: this.#sfuId, fact: name, issues: fact.error.issues }, 'sfu fact not understood')
    }
    this.#socket.on(name, hear as never)
  }
}
