import { z } from 'zod'
import type { Command } from '../command.ts'
import { PendingId } from '../ids.ts'
import { ProfessionalView } from '../views.ts'
import { Opening } from './links.ts'

/** How a provider is named in configuration, addresses and trail. */
export const ProviderId = z.string().regex(/^[a-z][a-z0-9-]{1,31}$/)
const finess = z.string().regex(/^[0-9A-Z]{9}$/)
/** A code of a national nomenclature, e.g. `10` or `SM36`. */
const code = z.string().regex(/^[0-9A-Z/_-]{1,20}$/i)

/** What a provider has proven of a professional. No token is in it. */
export const ProfessionalProof = z.strictObject({
  provider: ProviderId, finess, issuer: z.url().max(500), subject: z.string().min(1).max(255),
  /** National number, 11 digits; from Pro Santé Connect alone. */
  rpps: z.string().regex(/^\d{11}$/).nullable(),
  /** A mail address that the provider has verified. */
  mail: z.email().max(254).nullable(),
  /** TRE_G15: `10` physician, `60` nurse. */
  profession: code.nullable(),
  /** Savoir-faire of that profession, e.g. `SM36` medical oncology. */
  specialty: code.nullable(),
  roles: z.array(z.string().min(1).max(100)).max(50),
  /** FINESS numbers of where they practise. */
  structures: z.array(finess).max(50),
})
export type ProfessionalProof = z.infer<typeof ProfessionalProof>

/** What a provider has proven of whoever owes a link's second factor: the traits that name a person, and nothing else. */
export const PatientProof = z.strictObject({
  pending: PendingId, provider: ProviderId, finess,
  birthName: z.string().min(1).max(200), givenNames: z.array(z.string().min(1).max(100)).min(1).max(30).readonly(), birthDate: z.iso.date(),
})
export type PatientProof = z.infer<typeof PatientProof>
/** Who somebody is to an identity provider. */
export type CivilIdentity = Pick<PatientProof, 'birthName' | 'givenNames' | 'birthDate'>

/** Nobody's commands over `/api` or a socket: Lien performs them itself, once a provider's answer has passed every check. */
export const identityProviderCommands = {
  /** A professional proved who they are at an identity provider; the answer sets their session cookie. */
  'professional.signInByProvider': { kind: 'change', by: [], input: ProfessionalProof, output: ProfessionalView, trail: ['professional.signedInByProvider'], httpOnly: true },
  /** A patient proved who they are at an identity provider: the seat, or the same neutral stage again when they are not the one whom the link names. */
  'link.confirmByProvider': { kind: 'change', by: [], input: PatientProof, output: Opening, trail: ['factor.confirmed', 'factor.refused'], httpOnly: true },
} as const satisfies Record<string, Command>
