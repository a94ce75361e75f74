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

/** Statements of one transaction, all on its connection. */
export interface Transaction extends Db {
  /** Done once it is committed, and never when it is taken back; must not throw. */
  afterCommit: (done: () => void) => void
}

/** What we use of a `pg.Client`, and of Knex's pool of them. */
interface Connection { query: (...args: unknown[]) => unknown; end: () => Promise<void> }
interface Connections { acquireConnection: () => Promise<Connection>; releaseConnection: (connection: Connection) => Promise<void> }

/**
 * Runs `work` in a transaction: all that it writes is kept, or nothing.
 *
 * Knex's own `transaction` builds a whole new Knex each time, a hundred methods and their maps, which V8 keeps among the
 * old: a tenth of a light act's time, besides the collections that it brings (decision 0037). Here statements are
 * Knex's, and only their connection is given.
 * @throws whatever `work` throws, after everything was taken back; and where the database took it back by itself
 */
export async function inTransaction<T>(pool: Pool, work: (trx: Transaction) => Promise<T>): Promise<T> {
  const connections = pool.client as Connections
  const connection = await connections.acquireConnection()
  const state = { open: true }
  const after: (() => void)[] = []
  let value
  try {
    await connection.query('BEGIN')
    value = await work(statements(pool, connection, state, after))
    state.open = false
    const { command } = (await connection.query('COMMIT')) as { command: string }
    // A failed statement whose error somebody swallowed: PostgreSQL takes back, and says so in this word alone.
    if (command !== 'COMMIT') throw new Error('A transaction was to be committed although one of its statements had failed.')
  } catch (error) {
    state.open = false
    // Whoever cannot take back must not hand on: the database takes back what a closed connection had begun.
    await Promise.resolve(connection.query('ROLLBACK')).catch(() => connection.end().catch(() => undefined))
    throw error
  } finally {
    await connections.releaseConnection(connection)
  }
  for (const done of after) done()
  return value
}

function statements(pool: Pool, connection: Connection, state: { open: boolean }, after: (() => void)[]): Transaction {
  // What still runs when its transaction has ended must not reach the next one on this connection.
  const guarded = Object.create(connection, {
    query: { value: (...args: unknown[]) => {
      if (!state.open) throw new Error('A statement came after the end of its transaction.')
      return connection.query(...args)
    } },
  }) as Connection
  const raw = (...given: Parameters<Knex.RawBuilder>) => pool.raw(...given).connection(guarded)
  return Object.assign((name: Knex.TableDescriptor) => table(pool, name).connection(guarded), { raw, afterCommit: (done: () => void) => void after.push(done) }) as Transaction
}
