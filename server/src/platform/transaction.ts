import type { Knex } from 'knex'

export type Pool = Knex

/** Knex's own answer to `db(table)`, whose type it does not export. */
const table = <TRecord extends object>(pool: Knex, name: Knex.TableDescriptor) => pool<TRecord>(name)

/** Where statements are made: the pool, each on whatever connection is free, or a transaction. */
export interface Db {
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- as Knex: a statement whose rows nobody reads names no row
  <TRecord extends object = any>(name: Knex.TableDescriptor): ReturnType<typeof table<TRecord>>
  raw: Knex.RawBuilder
}

/** A statement as Knex builds it. */
interface Statement { toSQL: () => { toNative: () => { sql: string; bindings: readonly unknown[] } } }

/** Statements of one transaction, all on its connection. */
export interface Transaction extends Db {
  /**
   * A statement whose answer nobody waits for: it leaves with the next one, or with the `COMMIT`, always in the order in
   * which they were made. Its failure is the transaction's.
   */
  send: (statement: Statement) => void
  /** Done once it is committed, and never when it is taken back; must not throw. */
  afterCommit: (done: () => void) => void
}

/** What we use of a `pg.Client`, and of Knex's pool of them. */
interface Connection { query: (...args: unknown[]) => unknown; end: () => Promise<void>; connection: { stream: { cork: () => void; uncork: () => void } } }
interface Connections { acquireConnection: () => Promise<Connection>; releaseConnection: (connection: Connection) => Promise<void> }

/**
 * Runs `work` in a transaction: all that it writes is kept, or nothing.
 *
 * Knex's own `transaction` builds a whole new Knex each time, a hundred methods and their maps, which V8 keeps among the
 * old: a tenth of a light act's time, besides the collections that it brings (decision 0037). Here statements are
 * Knex's, and only their connection is given.
 * @throws whatever `work` throws, or the failure of what it sent, after everything was taken back; and where the
 * database took it back by itself
 */
export async function inTransaction<T>(pool: Pool, work: (trx: Transaction) => Promise<T>): Promise<T> {
  const connections = pool.client as Connections
  const connection = await connections.acquireConnection()
  const line = new Line(connection)
  const after: (() => void)[] = []
  let value
  try {
    value = await work(statements(pool, line, after))
    await line.commit()
  } catch (error) {
    await line.takeBack()
    throw line.failure ?? error
  } finally {
    await connections.releaseConnection(connection)
  }
  for (const done of after) done()
  return value
}

const begin = { text: 'BEGIN' }

/** A transaction's connection: what waits for no answer leaves in one packet with what does (decision 0038). */
class Line {
  readonly connection: Connection
  #unsent: { text: string; values?: readonly unknown[] }[] = [begin]
  #open = true
  /** Of what was sent without waiting: all that comes after it fails because of it. */
  #failure: unknown

  constructor(connection: Connection) { this.connection = connection }

  get failure(): unknown { return this.#failure }

  send(statement: Statement): void {
    this.#mustBeOpen()
    const { sql, bindings } = statement.toSQL().toNative()
    this.#unsent.push({ text: sql, values: bindings })
  }

  query(...args: unknown[]): unknown {
    this.#mustBeOpen()
    return this.#leave(args)
  }

  async commit(): Promise<void> {
    this.#open = false
    if (this.#unsent[0] === begin) return
    const { command } = (await this.#leave(['COMMIT'])) as { command: string }
    // A failed statement whose error somebody swallowed: PostgreSQL takes back, and says so in this word alone.
    if (command !== 'COMMIT') throw new Error('A transaction was to be committed although one of its statements had failed.')
  }

  /** Whoever cannot take back must not hand on: the database takes back what a closed connection had begun. */
  async takeBack(): Promise<void> {
    this.#open = false
    if (this.#unsent[0] === begin) return
    this.#unsent = []
    try {
      await this.#leave(['ROLLBACK'])
    } catch {
      await this.connection.end().catch(() => undefined)
    }
  }

  /** What runs when its transaction has ended must not reach the next one on this connection. */
  #mustBeOpen(): void {
    if (!this.#open) throw new Error('A statement came after the end of its transaction.')
  }

  #leave(args: unknown[]): unknown {
    const { stream } = this.connection.connection
    stream.cork()
    try {
      for (const one of this.#unsent.splice(0)) (this.connection.query(one) as Promise<unknown>).catch((error: unknown) => { this.#failure ??= error })
      return this.connection.query(...args)
    } finally {
      stream.uncork()
    }
  }
}

function statements(pool: Pool, line: Line, after: (() => void)[]): Transaction {
  const connection = Object.create(line.connection, { query: { value: (...args: unknown[]) => line.query(...args) } }) as Connection
  const raw = (...given: Parameters<Knex.RawBuilder>) => pool.raw(...given).connection(connection)
  return Object.assign((name: Knex.TableDescriptor) => table(pool, name).connection(connection), {
    raw, send: (statement: Statement) => line.send(statement), afterCommit: (done: () => void) => void after.push(done),
  }) as Transaction
}
