import { TrailActor, TrailEvent } from '@lien/contract/trail'
import { z } from 'zod'
import type { Db } from './db.ts'
import { beforeFirst, headSeal, installationChain, rowHash } from './trail.ts'

export interface Break { chain: string; seq: number; why: string }
export interface Verdict { chains: number; rows: number; breaks: Break[] }

const Body = z.strictObject({ v: z.number(), chain: z.string(), seq: z.number(), at: z.iso.datetime(), act: z.string(), actor: TrailActor, event: TrailEvent })
interface Row { chain: string; seq: string; body: string; hash: Buffer }
interface Head { chain: string; seq: string; hash: Buffer; seal: Buffer }
const pageSize = 5_000

/** Reads every chain in order and names, for each broken one, the first row that is not what was written. */
export async function verifyTrail(db: Db, key: string): Promise<Verdict> {
  const heads = new Map<string, Head>((await db<Head>('trail_heads').select('chain', 'seq', 'hash', 'seal')).map((head) => [head.chain, head]))
  const breaks = new Map<string, Break>()
  const broken = (chain: string, seq: number, why: string): void => { if (!breaks.has(chain)) breaks.set(chain, { chain, seq, why }) }
  const ends = new Map<string, { seq: number; hash: Buffer }>()
  const opened = new Set<string>()
  let rows = 0

  for await (const row of everyRow(db)) {
    rows += 1
    const end = ends.get(row.chain) ?? { seq: 0, hash: beforeFirst }
    const seq = Number(row.seq)
    if (seq !== end.seq + 1) broken(row.chain, end.seq + 1, `row ${end.seq + 1} is missing`)
    else if (!rowHash(key, end.hash, row.body).equals(row.hash)) broken(row.chain, seq, 'the row is not the one that was written here')
    else {
      const body = Body.safeParse(readJson(row.body))
      if (!body.success || body.data.chain !== row.chain || body.data.seq !== seq) broken(row.chain, seq, 'the row speaks of another place')
      else if (body.data.event.type === 'chain.opened') opened.add(body.data.event.chain)
    }
    ends.set(row.chain, { seq, hash: row.hash })
  }
  for (const [chain, end] of ends) {
    const head = heads.get(chain)
    if (!head) broken(chain, end.seq, 'the head that says where the chain ends is missing')
    else if (!head.seal.equals(headSeal(key, chain, BigInt(head.seq), head.hash))) broken(chain, end.seq, 'the head was changed')
    else if (Number(head.seq) > end.seq) broken(chain, end.seq + 1, `row ${end.seq + 1} is missing: the end was cut off`)
    else if (Number(head.seq) < end.seq || !head.hash.equals(end.hash)) broken(chain, Number(head.seq) + 1, 'rows were added after the end')
    if (chain !== installationChain && !opened.has(chain)) broken(chain, 1, 'nothing tells of the opening of this chain')
  }
  for (const chain of await expectedChains(db, heads, opened)) if (!ends.has(chain)) broken(chain, 1, 'the whole chain is missing')
  return { chains: ends.size, rows, breaks: [...breaks.values()] }
}

/** Chains that must exist: those with a head, those whose opening was told, and every consultation's. */
async function expectedChains(db: Db, heads: Map<string, Head>, opened: Set<string>): Promise<Set<string>> {
  const consultations = await db<{ id: string }>('consultations').select('id')
  return new Set([...heads.keys(), ...opened, ...consultations.map(({ id }) => id), ...(consultations.length > 0 ? [installationChain] : [])])
}

async function* everyRow(db: Db): AsyncGenerator<Row> {
  let after: [string, string] = [installationChain, '0']
  for (;;) {
    const page = await db<Row>('trail').select('chain', 'seq', 'body', 'hash').whereRaw('(chain, seq) > (?::uuid, ?::bigint)', after).orderBy(['chain', 'seq']).limit(pageSize)
    yield* page
    const last = page.at(-1)
    if (!last || page.length < pageSize) return
    after = [last.chain, last.seq]
  }
}

function readJson(text: string): unknown {
  try { return JSON.parse(text) } catch { return null }
}
