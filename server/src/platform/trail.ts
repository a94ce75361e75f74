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

/**
 * Appends rows to a chain inside the act's own transaction. The head's row lock puts concurrent writers of one chain
 * in order. `establishmentId` is null for what happened before anyone was known.
 */
export async function appendTrail(db: Transaction, key: string, chain: string, establishmentId: string | null, entries: readonly TrailEntry[]): Promise<void> {
  if (entries.length === 0) return
  const found = await db.raw<{ rows: Head[] }>('SELECT seq, hash FROM trail_heads WHERE chain = ? FOR UPDATE', [chain])
  let head = found.rows[0]
  if (!head) {
    // Two first writers meet here: the second waits for the first's row, then reads it.
    await db.raw('INSERT INTO trail_heads (chain, seq, hash, seal) VALUES (?, 0, ?, ?) ON CONFLICT DO NOTHING', [chain, beforeFirst, headSeal(key, chain, 0n, beforeFirst)])
    const locked = await db.raw<{ rows: Head[] }>('SELECT seq, hash FROM trail_heads WHERE chain = ? FOR UPDATE', [chain])
    head = locked.rows[0]
    if (!head) throw new Error(`The trail's head of chain ${chain} could not be made.`)
  }
  let seq = BigInt(head.seq)
  let hash = head.hash
  const opening = seq === 0n && chain !== installationChain
  const rows = entries.map((entry) => {
    seq += 1n
    const body = JSON.stringify({ v: trailVersion, chain, seq: Number(seq), at: entry.at.toISOString(), act: entry.act, actor: entry.actor, event: entry.event })
    hash = rowHash(key, hash, body)
    return { chain, seq: String(seq), establishment_id: establishmentId, body, hash }
  })
  // One round trip for the rows and their head: this lock is what commands on one consultation wait for.
  await db.with('rows', db('trail').insert(rows)).from('trail_heads').where({ chain }).update({ seq: String(seq), hash, seal: headSeal(key, chain, seq, hash) })
  const first = entries[0]
  if (opening && first) await appendTrail(db, key, installationChain, establishmentId, [{ ...first, event: { type: 'chain.opened', chain } }])
}
