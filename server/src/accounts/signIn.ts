import { Fault } from '@lien/contract/faults'
import type { AccountId } from '@lien/contract/ids'
import type { SecondStep } from '@lien/contract/signIn'
import type { ProfessionalView } from '@lien/contract/views'
import type { Act } from '../platform/act.ts'
import type { ActHandlers } from '../platform/handlers.ts'
import { verifyPassword } from '../platform/passwords.ts'
import { hashToken, newToken } from '../platform/tokens.ts'
import { Attempts } from './attempts.ts'
import { add, offer } from './enrolment.ts'
import { take, takePasskey, type Keys, type Used } from './proofs.ts'
import { findProfessional } from './queries.ts'
import { enrolmentLife, nextStep, ticketLife } from './rules.ts'
import * as store from './store.ts'

type Names = 'professional.signIn' | 'professional.confirmSignIn' | 'passkey.ask' | 'passkey.signIn' | 'enrolment.begin' | 'enrolment.confirm'

export const signInCommands = (keys: Keys): ActHandlers<Names> => ({
  async 'professional.signIn'(act, { email, password }) {
    const attempts = await Attempts.on(act, email)
    const found = await store.findCredentials(act.db, email)
    const holder = found && (await store.findHolder(act.db, found.id))
    // One answer and one duration for a wrong address, a wrong password, a closed account and a lock, even with the right password.
    const matches = await verifyPassword(holder?.local ? holder.passwordHash : null, password)
    if (!holder || !matches || attempts.locked) return attempts.refuse(holder?.id ?? null, holder ? 'password' : 'unknown')
    const factors = await store.factorsOf(act.db, holder.id)
    const step = nextStep(holder.rule, factors.length)
    if (step === 'done') {
      await attempts.forget()
      return { step, professional: await signedIn(act, holder.id, null) }
    }
    act.record({ type: 'signIn.passwordAccepted', accountId: holder.id, next: step })
    const owned = factors.filter((factor) => factor.kind === 'passkey')
    const passkey = owned.length > 0 && keys.passkeys.possible ? await keys.passkeys.ask(owned) : null
    await issueTicket(act, { stage: step, holder, challenge: passkey?.challenge ?? null })
    if (step === 'enrol') return { step }
    const methods: SecondStep[] = []
    if (passkey) methods.push('passkey')
    if (factors.some(({ kind }) => kind === 'totp')) methods.push('totp')
    if ((await store.recoveryCodesLeft(act.db, holder.id)) > 0) methods.push('recovery')
    return { step, methods, passkey }
  },

  async 'professional.confirmSignIn'(act, { factor }) {
    const { ticket, holder } = await mustHoldTicket(act, 'secondFactor')
    const attempts = await Attempts.on(act, holder.email)
    const used = attempts.locked ? null : await take(act, keys, holder.id, factor, ticket.challenge)
    if (!used) return attempts.refuse(holder.id, 'factor')
    await attempts.forget()
    await store.useTicket(act, ticket.id)
    return signedIn(act, holder.id, used)
  },

  async 'passkey.ask'(act) {
    if (!keys.passkeys.possible) throw new Fault('invalidState')
    const options = await keys.passkeys.ask([])
    const token = newToken()
    const expiresAt = new Date(act.at.getTime() + ticketLife)
    await store.insertPasskeyAsk(act, hashToken(token), options.challenge, expiresAt)
    act.record({ type: 'passkey.asked' })
    act.grant = { type: 'ticket', token, expiresAt }
    return options
  },

  // A key that answered here, for a user whom it verified, is two factors already; it cannot be guessed, so no lock stands before it.
  async 'passkey.signIn'(act, { answer }) {
    const ticket = await findTicket(act, 'passkey')
    if (!ticket) throw new Fault('unauthenticated', { reason: 'ticketGone' })
    // One answer to one challenge, right or wrong.
    await store.useTicket(act, ticket.id)
    act.keepRefused()
    const accountId = await store.findKeyHolder(act.db, answer.id)
    const holder = accountId && (await store.findHolder(act.db, accountId))
    const used = holder?.local ? await takePasskey(act, keys, holder.id, answer, ticket.challenge) : null
    if (!accountId || !used) {
      act.record({ type: 'signIn.failed', accountId, why: 'factor' })
      throw new Fault('unauthenticated', { reason: 'wrongCredentials' })
    }
    return signedIn(act, accountId, used)
  },

  async 'enrolment.begin'(act, { kind }) {
    const { ticket, holder } = await mustEnrol(act)
    const made = await offer(act, keys, holder, kind)
    await store.saveOffer(act, ticket.id, made.kept)
    return made.offer
  },

  async 'enrolment.confirm'(act, { factor }) {
    const { ticket, holder } = await mustEnrol(act)
    const recoveryCodes = await add(act, keys, holder, ticket, factor)
    await store.useTicket(act, ticket.id)
    await (await Attempts.on(act, holder.email)).forget()
    return { professional: await signedIn(act, holder.id, null), recoveryCodes }
  },
})

async function signedIn(act: Act, accountId: AccountId, used: Used | null): Promise<ProfessionalView> {
  if (used) act.record({ type: 'factor.used', accountId, ...used })
  act.record({ type: 'professional.signedIn', accountId })
  act.grant = { type: 'professional', accountId }
  return findProfessional(act.db, accountId)
}

async function issueTicket(act: Act, one: Pick<store.NewTicket, 'holder' | 'challenge'> & { stage: 'secondFactor' | 'enrol' }): Promise<void> {
  const token = newToken()
  const expiresAt = new Date(act.at.getTime() + (one.stage === 'enrol' ? enrolmentLife : ticketLife))
  await store.insertTicket(act, { ...one, hash: hashToken(token), expiresAt })
  act.grant = { type: 'ticket', token, expiresAt }
}

/** The pending sign-in whose cookie came along. */
async function findTicket(act: Act, stage: store.Stage): Promise<store.Ticket | null> {
  const { ticket: token } = act.knock
  const ticket = token ? await store.findTicket(act.db, hashToken(token), act.at) : null
  return ticket?.stage === stage ? ticket : null
}

async function mustHoldTicket(act: Act, stage: 'secondFactor' | 'enrol'): Promise<{ ticket: store.Ticket; holder: store.Holder }> {
  const ticket = await findTicket(act, stage)
  if (!ticket?.accountId) throw new Fault('unauthenticated', { reason: 'ticketGone' })
  return { ticket, holder: await mustHold(act, ticket.accountId) }
}

/** Enrolling with a password alone is for accounts that have no factor at all, also when another page has enrolled meanwhile. */
async function mustEnrol(act: Act): Promise<{ ticket: store.Ticket; holder: store.Holder }> {
  const held = await mustHoldTicket(act, 'enrol')
  await store.lockAccount(act.db, held.holder.id)
  if ((await store.factorsOf(act.db, held.holder.id)).length > 0) throw new Fault('unauthenticated', { reason: 'ticketGone' })
  return held
}

async function mustHold(act: Act, accountId: AccountId): Promise<store.Holder> {
  const holder = await store.findHolder(act.db, accountId)
  if (!holder?.local) throw new Fault('unauthenticated', { reason: 'ticketGone' })
  return holder
}
