import type { Identity } from '@lien/contract/commands/patients'
import { Fault } from '@lien/contract/faults'
import type { ConsultationId, EstablishmentId, IdentityCheckId, ParticipantId, PatientId } from '@lien/contract/ids'
import { unknownBirthPlace } from '@lien/contract/patient'
import type { Seat } from '@lien/contract/roles'
import type { Civility } from '@lien/contract/views'
import { findContact } from '../contacts/queries.ts'
import { consultationOfTeam, heldConsultation, seatedConsultation } from '../consultations/queries.ts'
import type { Act } from '../platform/act.ts'
import type { ActHandlers } from '../platform/handlers.ts'
import { toE164 } from '../platform/contactPoint.ts'
import { identityOf, isOf, readPatient } from './queries.ts'
import { changedFields, mustBeCheckable, mustBeEditable, mustBeSound } from './rules.ts'
import * as store from './store.ts'

export const patientCommands = (demo: boolean): ActHandlers<'patient.read' | 'identity.confirm' | 'patient.updateIdentity'> => ({
  async 'patient.read'(act, { consultationId }) {
    // A guest's seat shares its name with an account's role: the traits are for those who signed in.
    if (act.caller.kind !== 'professional') throw new Fault('forbidden')
    const view = await viewOf(act, await seatedConsultation(act, consultationId))
    act.record({ type: 'patient.read', patientId: view.patientId })
    return view
  },

  async 'identity.confirm'(act, { consultationId, document, place, callback }) {
    if (act.caller.kind !== 'professional') throw new Fault('forbidden')
    const consultation = await heldConsultation(act, consultationId)
    const { establishmentId } = consultation
    mustBeCheckable(consultation.state)
    const number = toE164(callback)
    if (!number) throw new Fault('invalidInput', { fields: ['callback'] })
    const checkId = act.newId<IdentityCheckId>()
    await store.insertCheck(act, { id: checkId, consultationId, establishmentId, accountId: act.caller.accountId, document, place, callback: number })
    act.record({ type: 'identity.confirmed', checkId, document })
    return viewOf(act, consultation)
  },

  async 'patient.updateIdentity'(act, { consultationId, identity, reason }) {
    await mustMayChange(act, consultationId)
    const { patientId, identity: before } = await identityOf(act.db, consultationId)
    mustBeSound(identity, { demo, today: dayOf(act) })
    mustBeEditable(before, identity)
    const fields = changedFields(before, identity)
    await store.saveIdentity(act, patientId, identity)
    act.record({ type: 'patient.identityUpdated', patientId, fields, reason, from: before.status, to: identity.status })
    act.tell({ type: 'changed', consultationId })
    return {}
  },
})

/** With the number where the patient said they are reached, to begin with. */
async function viewOf(act: Act, { id, people }: { id: ConsultationId; people: readonly { id: ParticipantId; seat: Seat }[] }) {
  const patient = people.find(({ seat }) => seat === 'patient')
  const contact = patient ? await findContact(act.db, patient.id) : null
  return readPatient(act.db, id, contact?.phone ?? null)
}

/** The oncologist who holds the consultation, or a secretary of its service. Throws `notFound`, `forbidden`. */
async function mustMayChange(act: Act, id: ConsultationId): Promise<void> {
  const { caller } = act
  if (caller.kind === 'professional' && caller.role === 'secretary') await consultationOfTeam(act, id)
  else await heldConsultation(act, id)
}

const dayOf = (act: Act): string => act.at.toISOString().slice(0, 10)

/** Enough to greet somebody; what else is known of them comes with `identity`. */
export interface NewPatient {
  civility: Civility; birthName: string; usedName: string | null; givenName: string; birthDate: string
  identity?: Pick<Identity, 'givenNames' | 'usedGivenName' | 'sex' | 'birthPlace' | 'ins' | 'status'>
}

/** Writes a patient down; provisional where nothing was proven. Throws `invalidInput` with the fields that are not sound. */
export async function registerPatient(act: Act, { civility, identity: known, ...basics }: NewPatient, { establishmentId, demo }: { establishmentId: EstablishmentId; demo: boolean }): Promise<PatientId> {
  const identity: Identity = { ...basics, ...(known ?? { givenNames: basics.givenName, usedGivenName: null, sex: 'I', birthPlace: unknownBirthPlace, ins: null, status: 'provisional' }) }
  mustBeSound(identity, { demo, today: dayOf(act) })
  const id = act.newId<PatientId>()
  await store.insertPatient(act, id, { establishmentId, civility, identity })
  return id
}

/** Whom the establishment knows already. Throws `notFound`. */
export async function knownPatient(act: Act, id: PatientId, establishmentId: EstablishmentId): Promise<PatientId> {
  if (!await isOf(act.db, id, establishmentId)) throw new Fault('notFound')
  return id
}
