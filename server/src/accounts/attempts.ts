import { Fault, type FaultCode } from '@lien/contract/faults'
import type { AccountId } from '@lien/contract/ids'
import type { Act } from '../platform/act.ts'
import { hashToken } from '../platform/tokens.ts'
import { afterFailure, fromAnywhere, fromOneNetwork, isLocked, type Failures, type Patience } from './rules.ts'
import * as store from './store.ts'

interface Count { key: Buffer; patience: Patience; failures: Failures }

/**
 * What a mail address has failed at, counted in the database for all processes: from this network, where the wait grows
 * long, and from anywhere, where it stays short, so that guesses from elsewhere cannot keep its owner out. The rows are
 * held until the act ends: a hundred guesses sent at once are judged one after the other. An address without an account
 * is counted alike: no answer, and no delay, tells the two apart.
 */
export class Attempts {
  readonly #act: Act
  readonly #counts: readonly Count[]

  static async on(act: Act, email: string): Promise<Attempts> {
    const address = email.trim().toLowerCase()
    const count = async (key: string, patience: Patience): Promise<Count> => {
      const hash = hashToken(key)
      return { key: hash, patience, failures: await store.failuresOf(act.db, hash, act.at) }
    }
    // Always in this order, so that two attempts never wait for each other.
    const anywhere = await count(address, fromAnywhere)
    return new Attempts(act, [anywhere, await count(`${address} ${act.knock.network ?? ''}`, fromOneNetwork)])
  }

  private constructor(act: Act, counts: readonly Count[]) {
    this.#act = act
    this.#counts = counts
  }

  get locked(): boolean { return this.#counts.some(({ failures }) => isLocked(failures, this.#act.at)) }

  /** Counts one more, keeps that count although the act is refused, and gives the one answer there is for all of it. */
  async refuse(accountId: AccountId | null, why: 'unknown' | 'password' | 'factor', code: FaultCode = 'unauthenticated'): Promise<never> {
    const act = this.#act
    const { locked } = this
    // What is tried during a lock is not counted: nobody can lengthen another one's wait. It is written all the same, to take the same time.
    for (const { key, patience, failures } of this.#counts) await store.saveFailures(act.db, key, locked ? failures : afterFailure(failures, patience, act.at), act.at)
    act.record({ type: 'signIn.failed', accountId, why: locked ? 'locked' : why })
    act.keepRefused()
    throw new Fault(code, { reason: 'wrongCredentials' })
  }

  async forget(): Promise<void> {
    for (const { key } of this.#counts) await store.saveFailures(this.#act.db, key, { failures: 0, lockedUntil: null }, this.#act.at)
  }
}
