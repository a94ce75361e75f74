import { randomInt } from 'node:crypto'
import { Fault } from '@lien/contract/faults'
import type { FactorId } from '@lien/contract/ids'
import type { FactorKind, FactorOffer, NewFactor } from '@lien/contract/signIn'
import type { Act } from '../platform/act.ts'
import { hashToken } from '../platform/tokens.ts'
import type { Keys } from './proofs.ts'
import { mostFactors, recoveryCodeCount, recoveryLength, recoverySigns, spelled } from './rules.ts'
import * as store from './store.ts'
import { acceptedStep, newTotpSecret, totpUri } from './totp.ts'

/** What the server keeps of an offer until the person has shown that they took it. */
interface Kept { challenge: string | null; sealedSecret: Buffer | null }

export async function offer(act: Act, { vault, passkeys }: Keys, holder: store.Holder, kind: FactorKind): Promise<{ offer: FactorOffer; kept: Kept }> {
  const factors = await store.factorsOf(act.db, holder.id)
  if (factors.length >= mostFactors) throw new Fault('invalidState')
  act.record({ type: 'factor.begun', accountId: holder.id, kind })
  if (kind === 'totp') {
    const secret = newTotpSecret()
    return { offer: { kind, secret, uri: totpUri(secret, holder.site, holder.email) }, kept: { challenge: null, sealedSecret: vault.seal(secret, holder.id) } }
  }
  if (!passkeys.possible) throw new Fault('invalidState')
  const options = await passkeys.offer(holder, factors.filter((factor) => factor.kind === 'passkey'), holder.site)
  return { offer: { kind, options }, kept: { challenge: options.challenge, sealedSecret: null } }
}

/** Adds a factor that was shown to work. With the first one come the recovery codes. Throws `invalidInput` where it does not fit what was offered. */
export async function add(act: Act, { vault, passkeys }: Keys, holder: store.Holder, kept: Kept, given: NewFactor): Promise<string[] | null> {
  const id = act.newId<FactorId>()
  if (given.kind === 'totp') {
    const secret = kept.sealedSecret && vault.open(kept.sealedSecret, holder.id)
    const step = secret && acceptedStep(secret, given.code, act.at, null)
    if (!kept.sealedSecret || typeof step !== 'number') throw new Fault('invalidInput', { reason: 'wrongCredentials', fields: ['code'] })
    await store.insertFactor(act, holder, { id, kind: 'totp', label: '', sealedSecret: kept.sealedSecret, lastStep: step })
  } else {
    const key = kept.challenge === null ? null : await passkeys.made(given.created, kept.challenge)
    if (!key) throw new Fault('invalidInput', { reason: 'wrongCredentials' })
    await store.insertFactor(act, holder, { id, kind: 'passkey', label: given.label, ...key })
  }
  act.record({ type: 'factor.added', accountId: holder.id, factorId: id, kind: given.kind })
  return (await store.recoveryCodesLeft(act.db, holder.id)) > 0 ? null : renewCodes(act, holder)
}

/** Ten codes to be shown once; only their hashes stay. The former ones are gone. */
export async function renewCodes(act: Act, holder: store.Holder): Promise<string[]> {
  const codes = Array.from({ length: recoveryCodeCount }, newRecoveryCode)
  await store.deleteRecoveryCodes(act, holder.id)
  await store.insertRecoveryCodes(act, holder, codes.map(hashToken))
  act.record({ type: 'recovery.renewed', accountId: holder.id })
  return codes.map(spelled)
}

const newRecoveryCode = (): string => Array.from({ length: recoveryLength }, () => recoverySigns[randomInt(recoverySigns.length)] ?? '').join('')
