import type { CommandName } from '@lien/contract/commands'
import { Fault } from '@lien/contract/faults'
import type { ConsultationId } from '@lien/contract/ids'
import { Act, type Effect } from './act.ts'
import { establishmentOf, isByLink, trailActorOf, type Caller } from './caller.ts'
import type { Clock } from './clock.ts'
import { becomeLien, type Pool, type Transaction } from './db.ts'
import { faultOfDatabase } from './dbFaults.ts'
import type { Log } from './log.ts'
import type { Vault } from './vault.ts'
import { inTransaction } from './transaction.ts'
import { appendTrail, installationChain } from './trail.ts'

export interface TransactDeps {
  db: Pool
  clock: Clock
  log: Log
  trailKey: string
  vault: Vault
  /** The caller as they are now. Throws `unauthenticated` when the session no longer holds. */
  refresh: (caller: Caller, db: Transaction, at: Date) => Promise<Caller>
  /** Within the transaction: what the other servers are to hear of once it commits. */
  announce: (db: Transaction, effects: readonly Effect[]) => void
  /** Told after each commit, in order; must not throw. */
  onCommitted: (effects: readonly Effect[]) => void
}
/** Runs `work` as one act: all of it and its trail rows are written, or nothing is. */
export type Transact = <T>(caller: Caller, command: CommandName | 'system', work: (act: Act) => Promise<T>) => Promise<{ value: T; act: Act }>
/** Leaves the row of a command that was refused. */
export type Refuse = (caller: Caller, command: string, fault: Fault, about: ConsultationId | null, actId: string) => Promise<void>

const traced = new WeakSet<Fault>()
/** Did the transaction that this fault ended write its refusal already? */
export const isTraced = (fault: Fault): boolean => traced.has(fault)

export function createTransact(deps: TransactDeps): { transact: Transact; refuse: Refuse } {
  const { db, clock, log, trailKey, vault, refresh, announce, onCommitted } = deps

  const refuse: Refuse = async (caller, command, fault, about, actId) => {
    const chain = about ?? (isByLink(caller) ? caller.consultationId : installationChain)
    const event = { type: 'command.refused', command, code: fault.code, reason: fault.reason ?? null } as const
    try {
      await inTransaction(db, (trx) => appendTrail(trx, trailKey, chain, establishmentOf(caller), [{ act: actId, at: clock(), actor: trailActorOf(caller), event }]))
    } catch (error) {
      log.error({ act: actId, command, err: error }, 'a refusal could not be written to the trail')
    }
  }

  const transact: Transact = async (caller, command, work) => {
    let act: Act | undefined
    let outcome
    try {
      outcome = await inTransaction(db, async (trx) => {
        if (caller.kind === 'system') becomeLien(trx)
        act = new Act({ caller, at: clock(), db: trx, vault })
        const known = await refresh(caller, trx, act.at)
        act = new Act({ caller: known, at: act.at, db: trx, vault })
        const done = await attempt(act, work)
        if ('refused' in done) act.record({ type: 'command.refused', command, code: done.refused.code, reason: done.refused.reason ?? null })
        const chain = act.about ?? installationChain
        const { id, at, events } = act
        await appendTrail(trx, trailKey, chain, establishmentOf(known), events.map((event) => ({ act: id, at, actor: trailActorOf(known), event })))
        announce(trx, act.effects)
        return done
      })
    } catch (error) {
      const fault = error instanceof Fault ? error : faultOfDatabase(error)
      if (!fault) throw error
      if (act && fault.code !== 'unavailable') await refuse(act.caller, command, fault, act.about, act.id)
      traced.add(fault)
      throw fault
    }
    if (!act) throw new Error('A transaction ended without its act.')
    onCommitted(act.effects)
    if ('value' in outcome) return { value: outcome.value, act }
    traced.add(outcome.refused)
    throw outcome.refused
  }

  return { transact, refuse }
}

/** A refusal that keeps what was written is an outcome, not the end of its transaction. */
async function attempt<T>(act: Act, work: (act: Act) => Promise<T>): Promise<{ value: T } | { refused: Fault }> {
  try {
    return { value: await work(act) }
  } catch (error) {
    if (error instanceof Fault && act.keptRefused) return { refused: error }
    throw error
  }
}
