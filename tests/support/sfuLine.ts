import type { Reply } from '@lien/contract/faults'
import { type SfuFact, type SfuFactName, sfuFacts, type SfuInput, type SfuOrderName, sfuOrders, type SfuOutput, sfuPath } from '@lien/contract/sfu'
import { io, type Socket } from 'socket.io-client'

export type ToldFact = { [N in SfuFactName]: { name: N; fact: SfuFact<N> } }[SfuFactName]

/** A server's line to an sfu, for tests: each answer and fact is held against the contract. */
export interface SfuLine {
  socket: Socket
  facts: readonly ToldFact[]
  order: <N extends SfuOrderName>(name: N, input: SfuInput<N>) => Promise<Reply<SfuOutput<N>>>
  /** The answer's value. @throws Error naming the fault */
  must: <N extends SfuOrderName>(name: N, input: SfuInput<N>) => Promise<SfuOutput<N>>
  /** Anything at all, as a broken server could send it. */
  raw: (...args: unknown[]) => Promise<Reply<unknown>>
  /** Resolves with the first fact, past or to come, that `match` accepts. */
  told: <N extends SfuFactName>(name: N, match?: (fact: SfuFact<N>) => boolean) => Promise<SfuFact<N>>
  /** Resolves as soon as `check` holds; looks again at each fact. */
  until: (check: () => boolean, what: string) => Promise<void>
  close: () => void
}

/** ms after which a fact that did not come is reported with all that did. */
const patience = 15_000

/** @throws Error with the sfu's refusal */
export async function dialSfu({ url, token }: { url: string; token?: unknown }): Promise<SfuLine> {
  const socket: Socket = io(url, { path: sfuPath, transports: ['websocket'], auth: { token }, reconnection: false, forceNew: true })
  const facts: ToldFact[] = []
  const looking = new Set<() => void>()
  for (const name of Object.keys(sfuFacts) as SfuFactName[]) {
    socket.on(name, (fact: unknown) => {
      facts.push({ name, fact: sfuFacts[name].parse(fact) } as ToldFact)
      for (const look of looking) look()
    })
  }
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve)
    socket.once('connect_error', (error) => {
      socket.close()
      reject(error)
    })
  })

  const until = (check: () => boolean, what: string) => new Promise<void>((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer)
      looking.delete(look)
    }
    const timer = setTimeout(() => {
      stop()
      reject(new Error(`${what} did not happen; told: ${facts.slice(-30).map(({ name }) => name).join(', ')}`))
    }, patience)
    const look = () => {
      if (!check()) return
      stop()
      resolve()
    }
    looking.add(look)
    look()
  })

  const raw = (...args: unknown[]) => socket.emitWithAck('order', ...args) as Promise<Reply<unknown>>
  const order = async <N extends SfuOrderName>(name: N, input: SfuInput<N>) => {
    const reply = await raw(name, input) as Reply<SfuOutput<N>>
    if (reply.ok) sfuOrders[name].output.parse(reply.value)
    return reply
  }
  return {
    socket, facts, raw, order, until,
    must: async (name, input) => {
      const reply = await order(name, input)
      if (!reply.ok) throw new Error(`${name}: ${JSON.stringify(reply.fault)}`)
      return reply.value
    },
    told: async (name, match = () => true) => {
      let found: ToldFact | undefined
      await until(() => (found = facts.find((each) => each.name === name && match(each.fact as never))) !== undefined, name)
      return found?.fact as never
    },
    close: () => { socket.close() },
  }
}
