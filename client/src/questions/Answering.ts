import type { CommandName, Input, Output } from '@lien/contract/commands'
import type { RequestView } from '@lien/contract/commands/responses'
import type { FaultBody, Reply } from '@lien/contract/faults'
import type { Answer, Answers } from '@lien/contract/forms'
import type { RequestId, ResponseId } from '@lien/contract/ids'
import type { Answerer, RedFlag } from '@lien/contract/symptoms'
import { Store } from '../call/Store.ts'
import { forget, readKept, writeKept, type Kept } from './keep.ts'
import { allFlags, later, unsent, type AllAnswers } from './rules.ts'

export type Perform = <N extends CommandName>(name: N, input: Input<N>) => Promise<Reply<Output<N>>>

export interface AnsweringSnapshot {
  request: RequestView | null
  /** Why there is nothing to show. */
  fault: FaultBody | null
  answers: AllAnswers
  /** `device`: kept here, and to be sent; `nowhere`: this browser keeps nothing, and the server did not answer. */
  saved: 'saved' | 'saving' | 'device' | 'nowhere'
  /** Warnings that stand and were not read yet. */
  warning: RedFlag[]
  flags: RedFlag[]
  sent: boolean
  finishing: boolean
  /** Questions that the server still wants answered. */
  open: string[]
}

/** ms: an answer that is only passed on the way to another (by the arrow keys, in a hurry) warns of nothing. */
const settles = 400
/** ms */
const gather = 250
const patience = 4_000

/**
 * One person at one request: every answer is kept on the device in the moment it is given, sent, and forgotten here
 * once the server has it. Answers carry their time, so that they may arrive in any order and more than once.
 */
export class Answering {
  readonly state = new Store<AnsweringSnapshot>({ request: null, fault: null, answers: {}, saved: 'saved', warning: [], flags: [], sent: false, finishing: false, open: [] })
  readonly requestId: RequestId
  readonly #perform: Perform
  readonly #signal: AbortSignal
  #kept: Kept
  #sending = false
  #timer: ReturnType<typeof setTimeout> | undefined
  #settling: ReturnType<typeof setTimeout> | undefined
  #last = 0
  #begun: Answerer | null = null

  static create(options: { requestId: RequestId; perform: Perform; signal: AbortSignal }): Answering {
    const answering = new Answering(options)
    void answering.load()
    return answering
  }

  private constructor({ requestId, perform, signal }: { requestId: RequestId; perform: Perform; signal: AbortSignal }) {
    this.requestId = requestId
    this.#perform = perform
    this.#signal = signal
    this.#kept = readKept(requestId)
    addEventListener('online', () => (this.state.get().request ? this.hurry() : void this.load()), { signal })
    signal.addEventListener('abort', () => {
      clearTimeout(this.#timer)
      clearTimeout(this.#settling)
    }, { once: true })
  }

  get was(): string | null { return this.#kept.at }

  async load(): Promise<void> {
    const reply = await this.#perform('request.read', { requestId: this.requestId })
    if (this.#signal.aborted) return
    if (!reply.ok) return this.state.set({ fault: reply.fault })
    const request = reply.value
    const over = request.state !== 'asked' && request.state !== 'begun'
    if (over) this.#forget()
    const answers: Record<ResponseId, Answers> = {}
    for (const { responseId, answers: known } of request.forms) answers[responseId] = later(known, this.#kept.pending[responseId] ?? {})
    this.state.set({ request, fault: null, answers, sent: request.state === 'completed', finishing: !over && this.#kept.finishing, flags: allFlags(request.forms, answers) })
    if (!over) {
      this.#warn()
      this.hurry()
    }
  }

  /** Who answers; said once more when they change. */
  begin(answeredBy: Answerer): void {
    const { request } = this.state.get()
    if (request) this.state.set({ request: { ...request, state: 'begun', answeredBy } })
    this.#begun = answeredBy
    this.#soon(0)
  }

  answer(responseId: ResponseId, linkId: string, said: { values: Extract<Answer, { values: unknown }>['values'] } | { decline: 'declined' }): void {
    // Two answers of one instant would have no order.
    this.#last = Math.max(Date.now(), this.#last + 1)
    const answer: Answer = { ...said, at: this.#last }
    const { answers } = this.state.get()
    this.#keep({ pending: { ...this.#kept.pending, [responseId]: { ...this.#kept.pending[responseId], [linkId]: answer } } })
    this.state.set({ answers: { ...answers, [responseId]: { ...answers[responseId], [linkId]: answer } }, saved: 'saving', open: this.state.get().open.filter((one) => one !== linkId) })
    clearTimeout(this.#settling)
    this.#settling = setTimeout(() => this.#warn(), settles)
    this.#soon(gather)
  }

  /** Where the person is, for a page that is opened again. */
  here(key: string | null): void {
    if (this.#kept.at !== key) this.#keep({ at: key })
  }

  /** They read the warning, and go on. */
  readWarning(): void {
    this.#keep({ read: [...new Set([...this.#kept.read, ...this.state.get().warning])] })
    this.state.set({ warning: [] })
  }

  /** Everything is said: it is sent as soon as the network allows. */
  finish(): void {
    this.#keep({ finishing: true })
    this.state.set({ finishing: true, open: [], fault: null })
    this.#soon(0)
  }

  /** There is a reason to hope: what waits is sent now. */
  hurry(): void {
    if (this.#hasMore()) this.#soon(0)
  }

  #hasMore(): boolean {
    return this.#begun !== null || this.#kept.finishing || Object.values<Answers>(this.#kept.pending).some((answers) => Object.keys(answers).length > 0)
  }

  #warn(): void {
    const { request, answers } = this.state.get()
    if (!request) return
    const flags = allFlags(request.forms, answers)
    // A warning whose answer was taken back is given again when it comes back.
    const read = this.#kept.read.filter((flag) => flags.includes(flag))
    if (read.length < this.#kept.read.length) this.#keep({ read })
    this.state.set({ flags, warning: flags.filter((flag) => !read.includes(flag)) })
  }

  #soon(wait: number): void {
    clearTimeout(this.#timer)
    if (!this.#signal.aborted) this.#timer = setTimeout(() => void this.#send(), wait)
  }

  async #send(): Promise<void> {
    if (this.#sending || this.#signal.aborted) return
    this.#sending = true
    try {
      await this.#sendAll()
    } finally {
      this.#sending = false
    }
  }

  async #sendAll(): Promise<void> {
    if (this.#begun) {
      const answeredBy = this.#begun
      if (!this.#heard(await this.#perform('request.begin', { requestId: this.requestId, answeredBy }))) return
      this.#begun = null
    }
    for (const [id, answers] of Object.entries(this.#kept.pending) as [ResponseId, Answers][]) {
      if (Object.keys(answers).length === 0) continue
      const reply = await this.#perform('response.save', { responseId: id, answers })
      const refused = !reply.ok && reply.fault.code === 'invalidInput' ? (reply.fault.fields ?? []) : null
      if (refused) {
        // A question that changed under the person's eyes: what is wrong is dropped, the rest is sent again.
        const wrong = refused.filter((field) => field in answers)
        const drop = wrong.length > 0 ? wrong : Object.keys(answers)
        this.#keep({ pending: { ...this.#kept.pending, [id]: Object.fromEntries(Object.entries(answers).filter(([linkId]) => !drop.includes(linkId))) } })
        this.#soon(0)
        return
      }
      if (!this.#heard(reply)) return
      this.#keep({ pending: { ...this.#kept.pending, [id]: unsent(this.#kept.pending[id] ?? {}, answers) } })
    }
    if (this.#hasUnsent()) return this.#soon(0)
    this.state.set({ saved: 'saved' })
    if (this.#kept.finishing) await this.#complete()
  }

  async #complete(): Promise<void> {
    const reply = await this.#perform('request.complete', { requestId: this.requestId })
    if (!reply.ok && reply.fault.code === 'invalidInput') {
      this.#keep({ finishing: false })
      return this.state.set({ finishing: false, open: reply.fault.fields ?? [] })
    }
    if (!this.#heard(reply)) return
    this.#forget()
    this.state.set({ sent: true, finishing: false })
  }

  /** False: it was not heard, and is tried again by itself, or the request is over. */
  #heard(reply: Reply<unknown>): boolean {
    if (reply.ok) return true
    if (reply.fault.code === 'invalidState') void this.load()
    else if (reply.fault.code === 'notFound' || reply.fault.code === 'forbidden' || reply.fault.code === 'unauthenticated') this.state.set({ fault: reply.fault })
    else {
      this.state.set({ saved: this.#onDevice ? 'device' : 'nowhere' })
      this.#soon(patience)
    }
    return false
  }

  #hasUnsent(): boolean { return Object.values<Answers>(this.#kept.pending).some((answers) => Object.keys(answers).length > 0) }

  #onDevice = true
  #keep(patch: Partial<Kept>): void {
    this.#kept = { ...this.#kept, ...patch }
    this.#onDevice = writeKept(this.requestId, this.#kept)
  }
  #forget(): void {
    this.#kept = { pending: {}, at: null, read: this.#kept.read, finishing: false }
    forget(this.requestId)
  }
}
