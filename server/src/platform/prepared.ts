import { createHash } from 'node:crypto'

/** As `pg` takes a query: text, its parameters, and the name by which a connection keeps it prepared. */
interface Query { text: string; values?: readonly unknown[]; name?: string }
interface Connection { query: (query: unknown, ...rest: unknown[]) => unknown }

/**
 * How many statements each connection keeps, at most: every plan takes some ten kB of its PostgreSQL process, and lists
 * of varying length (`IN ($1, $2, …)`) make ever new texts. Those that came first stay: the usual ones.
 */
const most = 500
/** The same for every connection: a statement's name by its text. */
const names = new Map<string, string>()

/**
 * From now on this connection keeps the plan of each statement with parameters. Behind the second wall (decision 0020)
 * planning costs several times what running does: each table brings its policies along. A state that a partial index is
 * made for is therefore written in the text: one plan for all values cannot use it otherwise.
 */
export function keepPlans(connection: object): void {
  const client = connection as Connection
  const query = client.query.bind(client)
  client.query = (given, ...rest) => query(isQuery(given) ? named(given) : given, ...rest)
}

const isQuery = (given: unknown): given is Query => typeof given === 'object' && given !== null && 'text' in given && 'values' in given && Array.isArray(given.values) && given.values.length > 0

function named(query: Query): Query {
  const name = query.name ?? nameOf(query.text)
  return name === undefined ? query : { ...query, name }
}

function nameOf(text: string): string | undefined {
  const known = names.get(text)
  if (known !== undefined || names.size >= most) return known
  // PostgreSQL cuts names at 63 bytes.
  const name = createHash('sha256').update(text).digest('base64url')
  names.set(text, name)
  return name
}
