import type { AccountId, ConsultationId, PatientId, RequestId, TreatmentId } from '@lien/contract/ids'
import type { Act } from '../platform/act.ts'

interface Said { id: string; consultationId: ConsultationId; requestId: RequestId; accountId: AccountId }
const row = (act: Act, { id, consultationId, requestId, accountId }: Said) => ({ id, establishment_id: act.establishmentId, consultation_id: consultationId, request_id: requestId, account_id: accountId, at: act.at })

export const insertDiscussion = (act: Act, said: Said & { symptom: string | null; topic: number | null; discussed: boolean }) =>
  act.db('discussions').insert({ ...row(act, said), symptom: said.symptom, topic: said.topic, discussed: said.discussed })

export const insertGrade = (act: Act, said: Said & { symptom: string; grade: number | null }) => act.db('clinician_grades').insert({ ...row(act, said), symptom: said.symptom, grade: said.grade })

export interface NewTreatment { id: TreatmentId; patientId: PatientId; label: string; modules: string[]; startedOn: string; cycleDays: number | null; accountId: AccountId }
const treatment = (act: Act, one: NewTreatment) => ({ label: one.label, modules: one.modules, started_on: one.startedOn, cycle_days: one.cycleDays, noted_by: one.accountId, noted_at: act.at })

export const insertTreatment = (act: Act, one: NewTreatment) => act.db('treatments').insert({ id: one.id, establishment_id: act.establishmentId, patient_id: one.patientId, ...treatment(act, one) })

/** False where that patient has no such treatment, or where it would begin after its own end. */
export async function correctTreatment(act: Act, one: NewTreatment): Promise<boolean> {
  const changed = await act.db('treatments').where({ id: one.id, patient_id: one.patientId }).whereRaw('(ended_on IS NULL OR ended_on >= ?)', [one.startedOn]).update(treatment(act, one))
  return changed === 1
}

/** False where that patient has no such treatment, or where it would end before it began. */
export async function endTreatment(act: Act, { id, patientId, endedOn, accountId }: { id: TreatmentId; patientId: PatientId; endedOn: string; accountId: AccountId }): Promise<boolean> {
  const changed = await act.db('treatments').where({ id, patient_id: patientId }).where('started_on', '<=', endedOn).update({ ended_on: endedOn, noted_by: accountId, noted_at: act.at })
  return changed === 1
}
