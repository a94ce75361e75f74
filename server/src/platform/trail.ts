import { createHmac } from 'node:crypto'
import type { TrailActor, TrailEvent } from '@lien/contract/trail'
import { trailVersion } from '@lien/contract/trail'
import type { Transaction } from './db.ts'

/** The chain of what concerns no consultation: sign-ins, unknown links, and the opening of every other chain. */
export const installationChain = '00000000-0000-0000-0000-000000000000'

/** A row before it has its place. */
export interface TrailEntry { act: string; at: Date; actor: TrailActor; event: TrailEvent }
interface Head { seq: string; hash: Buffer }

const sealedBy = (key: string, ...parts: (string | Buffer)[]): Buffer => {
  const mac = createHmac('sha256', key)
  for (const part of parts) mac.update(part)
  return mac.digest()
}
/** Row n's hash covers row n−1's: HMAC-SHA256 under the trail's key, so that write access to the table cannot forge it. */
export const rowHash = (key: string, previous: Buffer, body: string): Buffer => sealedBy(key, 'row', previous, body)
/** The head says where a chain ends: without it, cutting off the last rows would leave a perfect shorter chain. */
export const headSeal = (key: string, chain: string, seq: bigint, hash: Buffer): Buffer => sealedBy(key, 'head', chain, String(seq), hash)
export const beforeFirst = Buffer.alloc(32)

/** Whether anything was ever written about a consultation, also one that the caller may not see. */
export async function chainIsKnown(db: Transaction, chain: string): Promise<boolean> {
  const found = await db.raw<{ rows: { known: boolean }[] }>('SELECT trail_known(?) AS known', [chain])
  return found.rows[0]?.known === true
}

/**
 * Appends rows to a chain inside the act's own transaction, through the functions of the trail's role. The head's row
 * lock puts concurrent writers of one chain in order. `establishmentId` is null for what happened before anyone was known.
 */
export async function appendTrail(db: Transaction, key: string, chain: string, establishmentId: string | null, entries: readonly TrailEntry[]): Promise<void> {
  if (entries.length === 0) return
  const found = await db.raw<{ rows: Head[] }>('SELECT seq, hash FROM trail_head(?, ?, ?)', [chain, beforeFirst, headSeal(key, chain, 0n, beforeFirst)])
  const [head] = found.rows
  if (!head) throw new Error(`The trail's head of chain ${chain} could not be made.`)
  let seq = BigInt(head.seq)
  let hash = head.hash
  const opening = seq === 0n && chain !== installationChain
  const rows = entries.map((entry) => {
    seq += 1n
    const body = JSON.stringify({ v: trailVersion, chain, seq: Number(seq), at: entry.at.toISOString(), act: entry.act, actor: entry.actor, event: entry.event })
    hash = rowHash(key, hash, body)
    return { seq: String(seq), body, hash }
  })
  db.send(db.raw('SELECT trail_append(?, ?, ?::bigint[], ?::text[], ?::bytea[], ?)', [
    chain, establishmentId, rows.map((row) => row.seq), rows.map((row) => row.body), rows.map((row) => row.hash), headSeal(key, chain, seq, hash),
  ]))
  const first = entries[0]
  if (opening && first) await appendTrail(db, key, installationChain, establishmentId, [{ ...first, event: { type: 'chain.opened', chain } }])
}
