import { io, type Socket } from 'socket.io-client'
import { Fault, type Reply } from '@lien/contract/faults'
import { sfuFacts, sfuOrders, sfuPath, type ServerToSfu, type SfuFact, type SfuFactName, type SfuInput, type SfuOrderName, type SfuOutput, type SfuToServer } from '@lien/contract/sfu'
import type { Log } from '../platform/log.ts'

/** What a link tells its owner. */
export interface SfuListener {
  /** `caughtUp`: the line was lost for a moment and no fact was missed. */
  onUp: (link: SfuLink, caughtUp: boolean) => void
  /** It has been away for longer than a moment: what it carried must go elsewhere. */
  onDown: (link: SfuLink) => void
  onFact: <N extends SfuFactName>(link: SfuLink, name: N, fact: SfuFact<N>) => void
}
/** How long an order may take, in ms; an sfu that is busier than this is as good as away. */
const patience = 5_000
/**
 * How long a lost line is no more than that, in ms. A killed sfu and a connection that a firewall reset look alike at
 * first; but a living sfu is dialled again within 100–300 ms, and once more within 900. Moving a room that still plays
 * would cost its people a second of media, waiting longer for a dead one costs them as much; and a room that cannot be
 * steered is no room: nobody can be sent out of it.
 */
const confirmation = 600
/** ms between two looks at how much an sfu carries. */
const lookEvery = 5_000

/** The line to one sfu. It dials for ever; orders fail with `unavailable` while it is down. */
export class SfuLink {
  readonly url: string
  readonly #socket: Socket<SfuToServer, ServerToSfu>
  readonly #log: Log
  #sfuId: string | null = null
  #known = false
  #closed = false
  #rooms = 0
  #draining = false
  #lines = 0
  /** Orders that wait for their answer: over a line that is cut it would never come. */
  readonly #asking = new Set<() => void>()
  #doubt: NodeJS.Timeout | undefined
  readonly #look: NodeJS.Timeout

  constructor({ url, token, log, listener }: { url: string; token: () => string; log: Log; listener: SfuListener }) {
    this.url = url
    this.#log = log
    this.#socket = io(url, { path: sfuPath, transports: ['websocket'], auth: (tell) => tell({ token: token() }), reconnectionDelay: 200, reconnectionDelayMax: 1_000, forceNew: true })
    this.#socket.on('connect', () => void this.#introduce(listener))
    this.#socket.on('disconnect', (reason) => {
      log.warn({ sfu: this.#sfuId, url, reason }, 'sfu away')
      this.#known = false
      this.#lines++
      for (const fail of [...this.#asking]) fail()
      this.#wait(listener)
    })
    this.#socket.on('connect_error', (error) => log.debug({ url, err: error.message }, 'sfu not reached'))
    for (const name of Object.keys(sfuFacts) as SfuFactName[]) this.#listen(name, listener)
    this.#look = setInterval(() => { if (this.up) void this.#describe().catch(() => undefined) }, lookEvery)
    this.#look.unref()
    this.#wait(listener)
  }

  get up(): boolean { return this.#socket.connected && this.#known }
  /** Away, but not yet for long enough to say so. */
  get inDoubt(): boolean { return this.#doubt !== undefined }
  /** How many lines were lost so far: did an order fail with its line? */
  get lines(): number { return this.#lines }
  /** It takes no new room. */
  get draining(): boolean { return this.#draining }
  get sfuId(): string | null { return this.#sfuId }
  /** Rooms at the last look, and those sent there since: enough to spread new ones. */
  get load(): number { return this.#rooms }
  expectRoom(): void { this.#rooms++ }

  /** Throws the sfu's own fault, or `unavailable` when it does not answer. */
  async order<N extends SfuOrderName>(name: N, input: SfuInput<N>): Promise<SfuOutput<N>> {
    const reply = await this.#ask(name, input)
    if (!reply.ok) throw new Fault(reply.fault.code, { ...(reply.fault.reason && { reason: reply.fault.reason }) })
    return sfuOrders[name].output.parse(reply.value) as SfuOutput<N>
  }

  close(): void {
    this.#closed = true
    clearInterval(this.#look)
    clearTimeout(this.#doubt)
    this.#socket.close()
  }

  #wait(listener: SfuListener): void {
    clearTimeout(this.#doubt)
    if (this.#closed) return
    this.#doubt = setTimeout(() => {
      this.#doubt = undefined
      this.#log.error({ sfu: this.#sfuId, url: this.url }, 'sfu lost')
      listener.onDown(this)
    }, confirmation)
    this.#doubt.unref()
  }

  async #ask<N extends SfuOrderName>(name: N, input: SfuInput<N>): Promise<Reply<SfuOutput<N>>> {
    if (!this.#socket.connected) throw new Fault('unavailable', { reason: 'sfuAway' })
    return new Promise((resolve, reject) => {
      const end = () => {
        clearTimeout(late)
        this.#asking.delete(fail)
      }
      const fail = () => {
        end()
        reject(new Fault('unavailable', { reason: 'sfuAway' }))
      }
      const late = setTimeout(fail, patience)
      this.#asking.add(fail)
      this.#socket.emit('order', name, input, ((reply: Reply<SfuOutput<N>>) => { end(); resolve(reply) }) as never)
    })
  }

  async #introduce(listener: SfuListener): Promise<void> {
    try {
      const { workers } = await this.#describe()
      this.#known = true
      clearTimeout(this.#doubt)
      this.#doubt = undefined
      this.#log.info({ sfu: this.#sfuId, url: this.url, workers }, 'sfu reached')
      listener.onUp(this, this.#socket.recovered)
    } catch (error) {
      this.#log.error({ url: this.url, err: error }, 'sfu does not introduce itself')
      // Without its name it carries nothing for us: it is asked again over a new line.
      this.#socket.io.engine.close()
    }
  }

  async #describe(): Promise<SfuOutput<'sfu.describe'>> {
    const described = await this.order('sfu.describe', {})
    this.#sfuId = described.sfuId
    this.#rooms = described.rooms
    this.#draining = described.draining
    return described
  }

  #listen<N extends SfuFactName>(name: N, listener: SfuListener): void {
    const hear = (raw: unknown) => {
      const fact = sfuFacts[name].safeParse(raw)
      if (name === 'sfu.state' && fact.success) this.#draining = (fact.data as SfuFact<'sfu.state'>).draining
      else if (fact.success) listener.onFact(this, name, fact.data as SfuFact<N>)
      else this.#log.error({ sfu: this.#sfuId, fact: name, issues: fact.error.issues }, 'sfu fact not understood')
    }
    this.#socket.on(name, hear as never)
  }
}
