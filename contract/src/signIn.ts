import { z } from 'zod'
import { FactorId } from './ids.ts'
import { ProfessionalView } from './views.ts'

/** What professionals prove themselves with, and what they are shown of it. */
const instant = z.iso.datetime()

/** What an account may hold besides its password. Recovery codes come with the first of them. */
export const factorKinds = ['totp', 'passkey'] as const
export type FactorKind = (typeof factorKinds)[number]
/** What a second step may be answered with. */
export const secondSteps = ['totp', 'passkey', 'recovery'] as const
export type SecondStep = (typeof secondSteps)[number]

/** Shortest password, in characters: CNIL and ANSSI ask for 12 without composition rules beside a limit on attempts. */
export const shortestPassword = 12
export const longestPassword = 256
const Password = z.string().min(1).max(longestPassword)
/** Six digits, however they are spaced. */
const Code = z.string().max(20).transform((code) => code.replace(/\D/g, '')).pipe(z.string().length(6))
/** Sixteen characters of the recovery alphabet, however they are spaced or written. */
const RecoveryCode = z.string().max(40).transform((code) => code.toLowerCase().replace(/[^a-z0-9]/g, '')).pipe(z.string().length(16))

const base64url = (longest: number) => z.string().max(longest).regex(/^[A-Za-z0-9_-]*$/)
const credential = { id: base64url(1400), rawId: base64url(1400), type: z.literal('public-key'), authenticatorAttachment: z.enum(['platform', 'cross-platform']).optional(), clientExtensionResults: z.record(z.string(), z.unknown()) }
/** WebAuthn's AuthenticationResponseJSON (W3C WebAuthn 3 §5.1), bounded. */
export const PasskeyAnswer = z.strictObject({
  ...credential,
  response: z.strictObject({ clientDataJSON: base64url(4000), authenticatorData: base64url(8000), signature: base64url(4000), userHandle: base64url(200).optional() }),
})
export type PasskeyAnswer = z.infer<typeof PasskeyAnswer>
/** WebAuthn's RegistrationResponseJSON, bounded. */
export const PasskeyCreated = z.strictObject({
  ...credential,
  response: z.strictObject({
    clientDataJSON: base64url(4000), attestationObject: base64url(30_000), authenticatorData: base64url(16_000).optional(),
    transports: z.array(z.string().max(20)).max(10).optional(), publicKeyAlgorithm: z.number().int().optional(), publicKey: base64url(4000).optional(),
  }),
})
export type PasskeyCreated = z.infer<typeof PasskeyCreated>
/** What the browser's WebAuthn is called with: made and read by the two halves of one library. */
export const PasskeyOptions = z.looseObject({ challenge: z.string() })
export type PasskeyOptions = z.infer<typeof PasskeyOptions>

const byTotp = z.strictObject({ method: z.literal('totp'), code: Code })
const byPasskey = z.strictObject({ method: z.literal('passkey'), answer: PasskeyAnswer })
/** The second step of a sign-in. */
export const SecondFactor = z.discriminatedUnion('method', [byTotp, byPasskey, z.strictObject({ method: z.literal('recovery'), code: RecoveryCode })])
export type SecondFactor = z.infer<typeof SecondFactor>
/** Asked again before the account's own locks are changed. */
export const Proof = z.discriminatedUnion('method', [z.strictObject({ method: z.literal('password'), password: Password }), byTotp, byPasskey])
export type Proof = z.infer<typeof Proof>

/** A factor about to be added: what was typed from the application, or what the authenticator made. */
export const NewFactor = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('totp'), code: Code }),
  z.strictObject({ kind: z.literal('passkey'), created: PasskeyCreated, label: z.string().trim().max(60) }),
])
export type NewFactor = z.infer<typeof NewFactor>
/** What it takes to make one: `uri` is what the QR code says (Key URI Format), `secret` the same in base32. */
export const FactorOffer = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('totp'), secret: z.string(), uri: z.string() }),
  z.object({ kind: z.literal('passkey'), options: PasskeyOptions }),
])
export type FactorOffer = z.infer<typeof FactorOffer>
/** Shown this once; null when the account already has some. */
export const RecoveryCodes = z.array(z.string()).nullable()

/** What follows mail address and password. */
export const SignInAnswer = z.discriminatedUnion('step', [
  z.object({ step: z.literal('done'), professional: ProfessionalView }),
  z.object({ step: z.literal('secondFactor'), methods: z.array(z.enum(secondSteps)), passkey: PasskeyOptions.nullable() }),
  /** The establishment requires a second factor and this account has none yet. */
  z.object({ step: z.literal('enrol') }),
])
export type SignInAnswer = z.infer<typeof SignInAnswer>

export const FactorView = z.object({ id: FactorId, kind: z.enum(factorKinds), label: z.string(), addedAt: instant, lastUsedAt: instant.nullable() })
export type FactorView = z.infer<typeof FactorView>
export const FactorsView = z.object({
  factors: z.array(FactorView),
  /** Recovery codes not used yet. */
  codesLeft: z.number().int(),
  required: z.boolean(), hasPassword: z.boolean(),
})
export type FactorsView = z.infer<typeof FactorsView>

export const NewPassword = Password
export const GivenPassword = Password
