import type { FactorId } from '@lien/contract/ids'
import type { PasskeyAnswer, Proof, SecondFactor, SecondStep } from '@lien/contract/signIn'
import type { Act } from '../platform/act.ts'
import { verifyPassword } from '../platform/passwords.ts'
import { hashToken } from '../platform/tokens.ts'
import type { Vault } from '../platform/vault.ts'
import { Attempts } from './attempts.ts'
import type { Passkeys } from './passkeys.ts'
import * as store from './store.ts'
import { acceptedStep } from './totp.ts'

export interface Keys { vault: Vault; passkeys: Passkeys }
export interface Used { method: SecondStep; factorId: FactorId | null }

/** Takes a second factor, so that it cannot be taken again; null where it is not one of this account's. */
export async function take(act: Act, keys: Keys, accountId: store.Holder['id'], given: SecondFactor, challenge: string | null): Promise<Used | null> {
  switch (given.method) {
    case 'recovery': return (await store.useRecoveryCode(act, accountId, hashToken(given.code))) ? { method: 'recovery', factorId: null } : null
    case 'passkey': return takePasskey(act, keys, accountId, given.answer, challenge)
    case 'totp': {
      for (const factor of await store.factorsOf(act.db, accountId)) {
        const step = factor.kind === 'totp' ? acceptedStep(keys.vault.open(factor.sealedSecret, accountId), given.code, act.at, factor.lastStep) : null
        if (step === null) continue
        await store.markTotpUsed(act, factor.id, step)
        return { method: 'totp', factorId: factor.id }
      }
      return null
    }
  }
}

export async function takePasskey(act: Act, keys: Keys, accountId: store.Holder['id'], answer: PasskeyAnswer, challenge: string | null): Promise<Used | null> {
  const key = (await store.factorsOf(act.db, accountId)).find((factor) => factor.kind === 'passkey' && factor.credentialId === answer.id)
  if (key?.kind !== 'passkey' || challenge === null) return null
  const signCount = await keys.passkeys.counterOf(key, answer, challenge)
  if (signCount === null) return null
  await store.markPasskeyUsed(act, key.id, signCount)
  return { method: 'passkey', factorId: key.id }
}

/** Somebody signed in shows that it is still them. Throws `forbidden: wrongCredentials`, counted like a failed sign-in. */
export async function prove(act: Act, keys: Keys, holder: store.Holder, proof: Proof): Promise<void> {
  const attempts = await Attempts.on(act, holder.email)
  if (attempts.locked || !(await holds(act, keys, holder, proof))) return attempts.refuse(holder.id, proof.method === 'password' ? 'password' : 'factor', 'forbidden')
  await attempts.forget()
}

async function holds(act: Act, keys: Keys, holder: store.Holder, proof: Proof): Promise<boolean> {
  if (proof.method === 'password') return verifyPassword(holder.passwordHash, proof.password)
  const asked = proof.method === 'passkey' ? await store.findOwnTicket(act, holder.id, 'proving') : null
  if (asked) await store.useTicket(act, asked.id)
  return (await take(act, keys, holder.id, proof, asked?.challenge ?? null)) !== null
}
