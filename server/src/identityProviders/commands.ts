import type { PatientProof, ProfessionalProof } from '@lien/contract/commands/identityProviders'
import { Fault } from '@lien/contract/faults'
import type { PendingId } from '@lien/contract/ids'
import { findProfessional } from '../accounts/queries.ts'
import type { ActHandlers } from '../platform/handlers.ts'
import type { Provider } from './configuration.ts'
import type { Proven } from './ProviderLink.ts'
import { ProviderFailure } from './ProviderLink.ts'
import { civilIdentityOf, hasRole, maySitAs, personOfProSanteConnect, personOfStandard } from './rules.ts'
import * as store from './store.ts'

export const identityProviderCommands: ActHandlers<'professional.signInByProvider'> = {
  async 'professional.signInByProvider'(act, proof) {
    // The table lets nobody perform it; said again where it is done, because its input is believed.
    if (act.caller.kind !== 'system') throw new Fault('forbidden')
    const known = await store.findByProof(act.db, proof)
    if (!known) throw new Fault('forbidden', { reason: proof.rpps === null && proof.mail === null ? 'identityUnproven' : 'accountUnknown' })
    // Another subject of this provider holds the account, or the number has changed: an address or a person was replaced.
    if (known.taken || (proof.rpps !== null && known.rpps !== null && proof.rpps !== known.rpps)) throw new Fault('forbidden', { reason: 'identityMismatch' })
    if (!maySitAs(known.role, proof.profession)) throw new Fault('forbidden', { reason: 'identityMismatch' })
    if (known.linked) await store.useIdentity(act, known, proof)
    else {
      await store.linkIdentity(act, act.newId(), known, proof)
      act.record({ type: 'account.identityLinked', accountId: known.accountId, provider: proof.provider })
    }
    await store.keepProfession(act, known, proof)
    act.record({ type: 'professional.signedInByProvider', accountId: known.accountId, provider: proof.provider })
    act.grant = { type: 'professional', accountId: known.accountId }
    return findProfessional(act.db, known.accountId)
  },
}

/** What a patients' provider has proven, in the words of the command. Throws `ProviderFailure` for whoever it knows too little of. */
export function patientProofOf(provider: Provider, pending: PendingId, { userinfo }: Proven): PatientProof {
  const identity = civilIdentityOf(userinfo)
  if (!identity) throw new ProviderFailure('notProven', 'traits')
  return { pending, provider: provider.id, finess: provider.finess, ...identity }
}

/** What a professionals' provider has proven, in the words of the command. Throws `ProviderFailure` for whoever lacks the roles that the configuration asks. */
export function professionalProofOf(provider: Provider, { issuer, subject, userinfo }: Proven): ProfessionalProof {
  const person = provider.profile === 'proSanteConnect' ? personOfProSanteConnect(userinfo) : personOfStandard(userinfo, provider.claims, provider.mailAlwaysVerified)
  if (!hasRole(person.roles, provider.requiredRoles)) throw new ProviderFailure('unknownPerson', 'requiredRoles')
  return { provider: provider.id, finess: provider.finess, issuer, subject, ...person }
}
