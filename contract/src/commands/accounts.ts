import { z } from 'zod'
import { nothing, type Command } from '../command.ts'
import { languages } from '../contact.ts'
import { AccountId, FactorId } from '../ids.ts'
import { everyone, professionals } from '../roles.ts'
import { factorKinds, FactorOffer, FactorsView, GivenPassword, NewFactor, NewPassword, PasskeyAnswer, PasskeyOptions, Proof, RecoveryCodes, SecondFactor, SignInAnswer } from '../signIn.ts'
import { ProfessionalView } from '../views.ts'

const kind = z.strictObject({ kind: z.enum(factorKinds) })

/**
 * Local accounts (decision 0022). The steps after the first are for whoever holds the httpOnly cookie of a pending
 * sign-in, which lives five minutes and serves once; it is no part of their input.
 */
export const accountCommands = {
  /** Mail address and password: signs in, or names the step that is still missing and sets the pending sign-in's cookie. */
  'professional.signIn': { kind: 'change', by: everyone, input: z.strictObject({ email: z.string().max(254), password: GivenPassword }), output: SignInAnswer, trail: ['professional.signedIn', 'signIn.passwordAccepted'], httpOnly: true },
  /** The second step of a pending sign-in. */
  'professional.confirmSignIn': { kind: 'change', by: everyone, input: z.strictObject({ factor: SecondFactor }), output: ProfessionalView, trail: ['professional.signedIn'], httpOnly: true },
  /** A challenge for whoever has a passkey: no address, no password. */
  'passkey.ask': { kind: 'change', by: everyone, input: nothing, output: PasskeyOptions, trail: ['passkey.asked'], httpOnly: true },
  /** Signs in by passkey alone: something held, and a finger, face or code that the authenticator checked. */
  'passkey.signIn': { kind: 'change', by: everyone, input: z.strictObject({ answer: PasskeyAnswer }), output: ProfessionalView, trail: ['professional.signedIn'], httpOnly: true },
  /** First sign-in where a second factor is required: what it takes to make one. */
  'enrolment.begin': { kind: 'change', by: everyone, input: kind, output: FactorOffer, trail: ['factor.begun'], httpOnly: true },
  /** The first factor is made and shown to work: the pending sign-in becomes a session. */
  'enrolment.confirm': { kind: 'change', by: everyone, input: z.strictObject({ factor: NewFactor }), output: z.object({ professional: ProfessionalView, recoveryCodes: RecoveryCodes }), trail: ['professional.signedIn'], httpOnly: true },
  /** Ends the session of this browser. */
  'professional.signOut': { kind: 'change', by: professionals, input: nothing, output: nothing, trail: ['professional.signedOut'], httpOnly: true },

  /** The caller's own factors, without their secrets. */
  'factor.list': { kind: 'read', by: professionals, input: nothing, output: FactorsView, trail: [] },
  /** What it takes to make one more, for whoever shows that it is still them. */
  'factor.begin': { kind: 'change', by: professionals, input: z.strictObject({ kind: z.enum(factorKinds), proof: Proof }), output: FactorOffer, trail: ['factor.begun'] },
  /** A challenge for a passkey that the caller already has, to prove that it is still them. */
  'factor.askProof': { kind: 'change', by: professionals, input: nothing, output: PasskeyOptions, trail: ['passkey.asked'] },
  /** Adds what `factor.begin` offered, once it is shown to work. */
  'factor.add': { kind: 'change', by: professionals, input: z.strictObject({ factor: NewFactor }), output: z.object({ recoveryCodes: RecoveryCodes }), trail: ['factor.added'] },
  /** Removes one; the last one stays where the establishment requires it. */
  'factor.remove': { kind: 'change', by: professionals, input: z.strictObject({ factorId: FactorId, proof: Proof }), output: nothing, trail: ['factor.removed'] },
  /** Ten new recovery codes; the former ones stop working. */
  'factor.renewCodes': { kind: 'change', by: professionals, input: z.strictObject({ proof: Proof }), output: z.object({ recoveryCodes: z.array(z.string()) }), trail: ['recovery.renewed'] },

  /** Mails an account of the administrator's establishment, once more, the link that sets its first password. */
  'account.invite': { kind: 'change', by: ['administrator'], input: z.strictObject({ accountId: AccountId }), output: nothing, trail: ['account.invited'] },
  /** Takes away a colleague's second factors, when all of them are lost: their sessions end, and their next sign-in begins with a new one. */
  'account.resetFactors': { kind: 'change', by: ['administrator'], input: z.strictObject({ accountId: AccountId }), output: nothing, trail: ['account.factorsReset'] },
  /** Mails a link to whoever has forgotten their password; the answer says nothing about who exists. */
  'account.requestPasswordReset': { kind: 'change', by: everyone, input: z.strictObject({ email: z.string().max(254) }), output: nothing, trail: ['account.resetRequested'], httpOnly: true },
  /** Sets a password with the token of an invitation or a reset, which serves once; ends every session of the account. Says whose it is, to go on with signing in. */
  'account.setPassword': { kind: 'change', by: everyone, input: z.strictObject({ token: z.string().max(128), password: NewPassword }), output: z.object({ email: z.string() }), trail: ['account.passwordSet'], httpOnly: true },
  /** Changes the caller's own password; ends their other sessions. */
  'account.changePassword': { kind: 'change', by: professionals, input: z.strictObject({ current: GivenPassword, password: NewPassword }), output: nothing, trail: ['account.passwordSet'] },

  /** Where the caller is written to, and in which language. */
  'account.read': { kind: 'read', by: professionals, input: nothing, output: z.object({ email: z.string(), language: z.enum(languages) }), trail: [] },
  /** The language of what is sent to the caller. */
  'account.chooseLanguage': { kind: 'change', by: professionals, input: z.strictObject({ language: z.enum(languages) }), output: nothing, trail: ['account.languageChosen'] },
} as const satisfies Record<string, Command>
