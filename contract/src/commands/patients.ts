import { z } from 'zod'
import { ofConsultation, type Command } from '../command.ts'
import { ConsultationId, PatientId } from '../ids.ts'
import { documentKinds, identityChangeReasons, identityStatuses, insOids, sexes } from '../patient.ts'
import { holderSeats } from '../roles.ts'

const name = z.string().trim().min(1).max(100)

/** The traits of the RNIV. `givenNames` is the list as the civil register writes it, separated by spaces. */
export const Traits = z.strictObject({
  birthName: name, givenName: name, givenNames: z.string().trim().min(1).max(200),
  usedName: name.nullable(), usedGivenName: name.nullable(),
  sex: z.enum(sexes), birthDate: z.iso.date(),
  /** INSEE's code of the commune or, abroad, of the country (99xxx). */
  birthPlace: z.string().length(5),
})
export type Traits = z.infer<typeof Traits>

export const Identity = Traits.extend({
  ins: z.strictObject({ matricule: z.string().length(15), oid: z.enum(insOids) }).nullable(),
  status: z.enum(identityStatuses),
})
export type Identity = z.infer<typeof Identity>

/** A telephone number: E.164 to dial, and as people read it. */
export const PhoneView = z.object({ number: z.string(), text: z.string() })
export type PhoneView = z.infer<typeof PhoneView>

export const IdentityCheckView = z.object({
  document: z.enum(documentKinds), place: z.string(), callback: PhoneView,
  at: z.iso.datetime(), by: z.string(),
})
export type IdentityCheckView = z.infer<typeof IdentityCheckView>

export const PatientView = z.object({
  patientId: PatientId, identity: Identity,
  /** A number where the patient is known to answer; null where none is. */
  knownPhone: PhoneView.nullable(),
  /** The latest one of this consultation. */
  check: IdentityCheckView.nullable(),
})
export type PatientView = z.infer<typeof PatientView>

export const patientCommands = {
  /** Who the patient of a consultation is, for the professionals who sit in it. */
  'patient.read': { kind: 'read', by: ['oncologist', 'coordinatingNurse', 'townNurse', 'townPhysician'], input: ofConsultation, output: PatientView, trail: ['patient.read'] },
  /** Whoever holds the consultation has seen who it is, where they are, and under which number to call back (R6316-3, HAS 2019); a correction is another one. */
  'identity.confirm': {
    kind: 'change', by: holderSeats, output: PatientView, trail: ['identity.confirmed'],
    input: z.strictObject({ consultationId: ConsultationId, document: z.enum(documentKinds), place: z.string().trim().min(3).max(300), callback: z.string().trim().min(3).max(40) }),
  },
  /** Corrects the traits, or moves the status; a qualified identity is made provisional before its traits change. */
  'patient.updateIdentity': {
    kind: 'change', by: [...holderSeats, 'secretary'], output: z.object({}), trail: ['patient.identityUpdated'],
    input: z.strictObject({ consultationId: ConsultationId, identity: Identity, reason: z.enum(identityChangeReasons) }),
  },
} as const satisfies Record<string, Command>
