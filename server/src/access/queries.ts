import type { AccessView, FoundConsultation } from '@lien/contract/administration'
import type { ConsultationId, EstablishmentId } from '@lien/contract/ids'
import type { BreakGlassReason } from '@lien/contract/rights'
import type { AccountRole } from '@lien/contract/roles'
import type { Db } from '../platform/db.ts'

/** The newest twenty consultations of the patients of exactly this birth name (in any case) and birth date. */
export async function findConsultations(db: Db, establishmentId: EstablishmentId, { birthName, birthDate }: { birthName: string; birthDate: string }): Promise<FoundConsultation[]> {
  const found = await db.raw<{ rows: { id: ConsultationId; scheduled_at: Date; service: string | null }[] }>(`
    SELECT c.id, c.scheduled_at, s.name AS service FROM patients p JOIN consultations c ON c.patient_id = p.id LEFT JOIN services s ON s.id = c.service_id
    WHERE p.establishment_id = ? AND lower(p.birth_name) = lower(?) AND p.birth_date = ? ORDER BY c.scheduled_at DESC, c.id LIMIT 20`,
  [establishmentId, birthName, birthDate])
  return found.rows.map((row) => ({ consultationId: row.id, scheduledAt: row.scheduled_at.toISOString(), service: row.service }))
}

interface Row {
  id: string; consultation_id: ConsultationId; scheduled_at: Date; service: string | null; name: string; role: AccountRole
  reason: BreakGlassReason; explanation: string; opened_at: Date; until: Date
}
/** The establishment's newest 500 break-glass accesses; what was written only where `explained`. */
export async function listAccesses(db: Db, establishmentId: EstablishmentId, { explained }: { explained: boolean }): Promise<AccessView[]> {
  const found = await db.raw<{ rows: Row[] }>(`
    SELECT x.id, x.consultation_id, c.scheduled_at, s.name AS service, a.name, a.role, x.reason, x.explanation, x.opened_at, x.until
    FROM accesses x JOIN consultations c ON c.id = x.consultation_id JOIN accounts a ON a.id = x.account_id LEFT JOIN services s ON s.id = c.service_id
    WHERE x.establishment_id = ? ORDER BY x.opened_at DESC, x.id LIMIT 500`, [establishmentId])
  return found.rows.map((row) => ({
    accessId: row.id, consultationId: row.consultation_id, scheduledAt: row.scheduled_at.toISOString(), service: row.service, by: row.name, role: row.role,
    reason: row.reason, explanation: explained ? row.explanation : null, openedAt: row.opened_at.toISOString(), until: row.until.toISOString(),
  }))
}
