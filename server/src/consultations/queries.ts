import { DateTime } from 'luxon'
import type { ConsentDecision, ConsultationKind, ConsultationState, DeviceState, EndReason, Modality } from '@lien/contract/consultation'
import { openStates } from '@lien/contract/consultation'
import { Fault } from '@lien/contract/faults'
import type { AccountId, ConsultationId, EstablishmentId, MessageId, ParticipantId, ServiceId } from '@lien/contract/ids'
import type { NetworkVerdict, SpeakerState } from '@lien/contract/network'
import type { BreakGlassReason } from '@lien/contract/rights'
import type { AccountRole, Seat } from '@lien/contract/roles'
import type { Civility, DayPerson, DayRow, DayView, MessageView, PersonView, SiteView, VisitView } from '@lien/contract/views'
import { findProfessional } from '../accounts/queries.ts'
import type { Act } from '../platform/act.ts'
import type { Db } from '../platform/db.ts'
import { instantOf, listOf, type WrittenInstant } from '../platform/lists.ts'
import { requestsOfC, requestSummary, type RequestRow } from '../responses/queries.ts'
import { given, mustHold, mustSit, relationsOf, rightsOf, seatOf, type Consultation } from './rules.ts'
import { loadForChange } from './store.ts'
import type { Caller, Party } from '../platform/caller.ts'

interface ConsultationRow {
  id: ConsultationId; establishment_id: EstablishmentId; service_id: ServiceId | null; service: string | null; kind: ConsultationKind; state: ConsultationState
  scheduled_at: Date; duration_minutes: number; started_at: Date | null; ended_at: Date | null; end_reason: EndReason | null
  civility: Civility; birth_name: string; used_name: string | null; given_name: string; birth_date: string
  site: string; site_phone: string; site_time_zone: string
}
interface PersonRow {
  id: ParticipantId; seat: Seat; account_id: AccountId | null; name: string; specialty: string | null
  consent: ConsentDecision | null; camera: DeviceState | null; microphone: DeviceState | null; speaker: SpeakerState | null; network: NetworkVerdict | null
  checked_in_at: WrittenInstant | null; admitted_at: WrittenInstant | null; online: boolean; in_call: boolean
  link: 'unopened' | 'opened' | 'expired' | 'revoked' | null
}
interface MessageRow { id: MessageId; participant_id: ParticipantId; name: string; seat: Seat; text: string; sent_at: WrittenInstant }
interface ModalityRow { modality: Modality; from_at: WrittenInstant; until_at: WrittenInstant | null; rings: string | null }
/** A break-glass access that has not run out. */
interface Opening { account_id: AccountId; name: string; reason: BreakGlassReason; opened_at: WrittenInstant; until: WrittenInstant }
interface Loaded extends ConsultationRow { people: PersonRow[]; messages: MessageRow[]; requests: RequestRow[]; modalities: ModalityRow[]; openings: Opening[] }

const lists = {
  people: `
    SELECT p.id, p.seat, p.account_id, p.name, p.specialty, p.consent, p.camera, p.microphone, p.speaker, p.network, p.checked_in_at, p.admitted_at,
           EXISTS (SELECT FROM presences x WHERE x.participant_id = p.id) OR EXISTS (SELECT FROM presences x WHERE x.account_id = p.account_id) AS online,
           EXISTS (SELECT FROM stays s WHERE s.participant_id = p.id AND s.left_at IS NULL) AS in_call,
           CASE WHEN l.id IS NULL THEN NULL WHEN l.revoked_at IS NOT NULL THEN 'revoked' WHEN l.expires_at <= now() THEN 'expired'
                WHEN l.opened_at IS NOT NULL THEN 'opened' ELSE 'unopened' END AS link
    FROM participants p
    LEFT JOIN LATERAL (SELECT id, opened_at, expires_at, revoked_at FROM links WHERE participant_id = p.id AND request_id IS NULL ORDER BY created_at DESC, id DESC LIMIT 1) l ON true
    WHERE p.consultation_id = c.id ORDER BY p.created_at, p.id`,
  messages: `
    SELECT m.id, m.participant_id, p.name, p.seat, m.text, m.sent_at
    FROM messages m JOIN participants p ON p.id = m.participant_id WHERE m.consultation_id = c.id ORDER BY m.sent_at, m.id`,
  modalities: 'SELECT modality, from_at, until_at, rings FROM modalities WHERE consultation_id = c.id ORDER BY from_at, id',
  openings: `
    SELECT x.account_id, a.name, x.reason, x.opened_at, x.until
    FROM accesses x JOIN accounts a ON a.id = x.account_id WHERE x.consultation_id = c.id AND x.until > :at ORDER BY x.opened_at`,
}

/** Everybody whose page may show it. */
interface Known { readers: { id: AccountId; role: AccountRole; member: boolean }[] }
const readers = `
    SELECT a.id, a.role, m.account_id IS NOT NULL AS member FROM accounts a LEFT JOIN service_members m ON m.account_id = a.id AND m.service_id = c.service_id
    WHERE a.disabled_at IS NULL AND a.id = ANY(ARRAY(
      SELECT account_id FROM participants WHERE consultation_id = c.id UNION SELECT account_id FROM accesses WHERE consultation_id = c.id AND until > :at
      UNION SELECT account_id FROM service_members WHERE service_id = c.service_id))`

/** Everything the views at `at` are made of, in one query however many consultations are asked for; `also`: further lists. */
async function load<T = unknown>(db: Db, ids: ConsultationId[], at: Date, also: Record<keyof T, string> = {} as Record<keyof T, string>): Promise<(Loaded & T)[]> {
  if (ids.length === 0) return []
  const further = Object.entries<string>(also).map(([name, select]) => `, ${listOf(select)} AS ${name}`).join('')
  const { rows } = await db.raw<{ rows: (Loaded & T)[] }>(`
    SELECT c.id, c.establishment_id, c.service_id, s.name AS service, c.kind, c.state, c.scheduled_at, c.duration_minutes, c.started_at, c.ended_at, c.end_reason,
           p.civility, p.birth_name, p.used_name, p.given_name, to_char(p.birth_date, 'YYYY-MM-DD') AS birth_date,
           e.name AS site, e.phone AS site_phone, e.time_zone AS site_time_zone,
           ${listOf(lists.people)} AS people, ${listOf(lists.messages)} AS messages, ${requestsOfC} AS requests, ${listOf(lists.modalities)} AS modalities, ${listOf(lists.openings)} AS openings${further}
    FROM consultations c JOIN patients p ON p.id = c.patient_id JOIN establishments e ON e.id = c.establishment_id LEFT JOIN services s ON s.id = c.service_id
    WHERE c.id = ANY(:ids) ORDER BY c.scheduled_at, c.id`, { ids, at })
  return rows
}

const dateOf = (instant: Date | WrittenInstant | null): Date | null => (typeof instant === 'string' ? instantOf(instant) : instant)
const iso = (instant: Date | WrittenInstant | null): string | null => dateOf(instant)?.toISOString() ?? null
const personView = (row: PersonRow): PersonView => ({ participantId: row.id, seat: row.seat, name: row.name, specialty: row.specialty, online: row.online, inCall: row.in_call })
const deviceCheck = (row: PersonRow) => (row.camera && row.microphone ? { camera: row.camera, microphone: row.microphone, speaker: row.speaker, network: row.network } : null)
const dayPerson = (row: PersonRow): DayPerson => ({
  ...personView(row), consent: row.consent, deviceCheck: deviceCheck(row), checkedInAt: iso(row.checked_in_at), admitted: row.admitted_at !== null, link: row.link,
})
const messageView = (row: MessageRow): MessageView => ({ id: row.id, from: row.participant_id, fromName: row.name, fromSeat: row.seat, text: row.text, at: instantOf(row.sent_at).toISOString() })

/** As long as the consultation goes on by telephone. */
const telephoneOf = ({ modalities }: Loaded): ModalityRow | undefined => modalities.find((row) => row.until_at === null && row.modality === 'telephone')

function visitView(loaded: Loaded, me: PersonRow, demo: boolean): VisitView {
  const { people, messages, requests, ...c } = loaded
  const telephone = telephoneOf(loaded)
  const greeting = me.seat === 'patient' ? { civility: c.civility, familyName: c.used_name ?? c.birth_name } : null
  return {
    site: { name: c.site, phone: c.site_phone, timeZone: c.site_time_zone, demo }, consultationId: c.id, kind: c.kind, state: c.state, scheduledAt: c.scheduled_at.toISOString(), durationMinutes: c.duration_minutes, endReason: c.end_reason,
    me: { participantId: me.id, seat: me.seat, name: me.name, greeting, consent: me.consent, deviceCheck: deviceCheck(me), checkedInAt: iso(me.checked_in_at), admitted: me.admitted_at !== null },
    telephone: telephone ? { rings: me.seat === 'patient' ? telephone.rings : null } : null,
    people: people.map(personView), messages: messages.map(messageView), requests: me.seat === 'patient' ? requests.filter(({ purpose }) => purpose === 'previsit').map(requestSummary) : [],
  }
}

/** A professional who may be shown a consultation, and whether they belong to its service. */
type Reader = Extract<Party, { kind: 'professional' }> & { member: boolean }

/** A consultation as this reader may see it; null when they may not. */
function dayRow(loaded: Loaded, reader: Reader): DayRow | null {
  const { people, messages, requests, modalities, openings, ...c } = loaded
  const known: Consultation = {
    id: c.id, establishmentId: c.establishment_id, state: c.state, byTelephone: telephoneOf(loaded) !== undefined, team: reader.member ? [reader.accountId] : [], openedTo: openings.map((one) => one.account_id),
    people: people.map((p) => ({ id: p.id, seat: p.seat, accountId: p.account_id, consent: p.consent, checkedInAt: dateOf(p.checked_in_at), admittedAt: dateOf(p.admitted_at) })),
  }
  const [may, [relation = 'establishment']] = [rightsOf(reader, known), relationsOf(reader, known).filter((one) => given[one][reader.role]?.includes('read'))]
  if (!may.includes('read')) return null
  const asked = requests.findLast(({ purpose }) => purpose === 'previsit')
  return {
    consultationId: c.id, kind: c.kind, state: c.state, scheduledAt: c.scheduled_at.toISOString(), durationMinutes: c.duration_minutes,
    startedAt: iso(c.started_at), endedAt: iso(c.ended_at), endReason: c.end_reason,
    modalities: modalities.map((row) => ({ modality: row.modality, from: instantOf(row.from_at).toISOString(), to: iso(row.until_at) })),
    patient: { name: `${c.given_name} ${c.used_name ?? c.birth_name}`, birthDate: c.birth_date },
    me: seatOf(reader, known)?.id ?? null, service: c.service, relation, may,
    openings: openings.map((one) => ({ name: one.name, reason: one.reason, openedAt: instantOf(one.opened_at).toISOString(), until: instantOf(one.until).toISOString() })),
    until: relation === 'opened' ? iso(openings.findLast((one) => one.account_id === reader.accountId)?.until ?? null) : null,
    people: people.map(dayPerson), messages: may.includes('messages') ? messages.map(messageView) : [],
    questions: asked ? { requestId: asked.id, state: asked.state } : null,
  }
}

/** A guest's own visit at `at`. Throws `notFound`. */
export async function readVisit(db: Db, { consultationId, participantId }: { consultationId: ConsultationId; participantId: ParticipantId }, demo: boolean, at: Date): Promise<VisitView> {
  const [loaded] = await load(db, [consultationId], at)
  const me = loaded?.people.find((row) => row.id === participantId)
  if (!loaded || !me) throw new Fault('notFound')
  return visitView(loaded, me, demo)
}

/**
 * The consultations that a professional is related to: those of the establishment's own day (`at` in its time zone),
 * those still open, and those they opened by break-glass.
 */
export async function readDay(db: Db, caller: Extract<Caller, { kind: 'professional' }>, site: SiteView, at: Date): Promise<DayView> {
  const day = DateTime.fromJSDate(at, { zone: site.timeZone }).startOf('day')
  const { accountId } = caller
  // First the few of the day, each part by its index, then the relations: the other way round reads ten years.
  const found = await db.raw<{ rows: { id: ConsultationId; member: boolean }[] }>(`
    WITH opened AS (SELECT consultation_id AS id FROM accesses WHERE account_id = :accountId AND until > :at),
    near AS (
      SELECT id FROM consultations WHERE establishment_id = :establishmentId AND scheduled_at >= :from AND scheduled_at < :to
      UNION SELECT id FROM consultations WHERE establishment_id = :establishmentId AND state IN ('waiting', 'inProgress', 'interrupted')
      UNION SELECT id FROM opened)
    SELECT c.id, m.service_id IS NOT NULL AS member FROM near JOIN consultations c ON c.id = near.id
    LEFT JOIN participants p ON p.consultation_id = c.id AND p.account_id = :accountId
    LEFT JOIN service_members m ON m.service_id = c.service_id AND m.account_id = :accountId
    WHERE p.id IS NOT NULL OR m.service_id IS NOT NULL OR c.id IN (SELECT id FROM opened)`,
  { accountId, establishmentId: caller.establishmentId, at, from: day.toJSDate(), to: day.plus({ days: 1 }).toJSDate() })
  const ids = found.rows.map(({ id }) => id)
  const loaded = await load(db, ids, at)
  const members = new Set(found.rows.flatMap(({ id, member }) => (member ? [id] : [])))
  const rows = loaded.flatMap((one) => dayRow(one, { ...caller, member: members.has(one.id) }) ?? [])
  return { site, professional: await findProfessional(db, accountId), rows }
}

export interface Views {
  visits: { participantId: ParticipantId; view: VisitView }[]
  rows: { accountId: AccountId; row: DayRow }[]
}
/** What everybody related to a consultation should see at `at`; the wire adapters send each to its owner. */
export async function readViews(db: Db, id: ConsultationId, demo: boolean, at: Date): Promise<Views> {
  const [loaded] = await load<Known>(db, [id], at, { readers })
  if (!loaded) return { visits: [], rows: [] }
  return {
    visits: loaded.people.filter((row) => row.account_id === null).map((me) => ({ participantId: me.id, view: visitView(loaded, me, demo) })),
    rows: loaded.readers.flatMap((reader) => {
      const row = dayRow(loaded, { kind: 'professional', accountId: reader.id, role: reader.role, establishmentId: loaded.establishment_id, member: reader.member })
      return row ? [{ accountId: reader.id, row }] : []
    }),
  }
}

/** Written into the text, for the partial index of the open ones. */
const openList = openStates.map((state) => `'${state}'`).join(',')

/** The open consultations that show a person, so that their coming and going can be told. */
export async function consultationsShowing(db: Db, who: { participantId: ParticipantId } | { accountId: AccountId }): Promise<ConsultationId[]> {
  const column = 'accountId' in who ? { 'p.account_id': who.accountId } : { 'p.id': who.participantId }
  const rows = await db<{ id: ConsultationId }>('participants as p').join('consultations as c', 'c.id', 'p.consultation_id')
    .where(column).whereRaw(`c.state IN (${openList})`).select<{ id: ConsultationId }[]>('c.id')
  return rows.map(({ id }) => id)
}

/** The open consultations that any of these people's pages may show: their own, and those of their services. */
export async function openConsultationsOf(db: Db, people: readonly ({ participantId: ParticipantId } | { accountId: AccountId })[]): Promise<ConsultationId[]> {
  const accounts = people.flatMap((who) => ('accountId' in who ? who.accountId : []))
  const participants = people.flatMap((who) => ('participantId' in who ? who.participantId : []))
  const found = await db.raw<{ rows: { id: ConsultationId }[] }>(`
    SELECT c.id FROM consultations c WHERE c.state IN (${openList}) AND (
      EXISTS (SELECT FROM participants p WHERE p.consultation_id = c.id AND (p.id = ANY(?) OR p.account_id = ANY(?)))
      OR EXISTS (SELECT FROM service_members m WHERE m.service_id = c.service_id AND m.account_id = ANY(?)))`, [participants, accounts, accounts])
  return found.rows.map(({ id }) => id)
}

/** A consultation in which the caller has a seat, locked for the act. Throws `notFound`. */
export async function seatedConsultation(act: Act, id: ConsultationId): Promise<Consultation> {
  const consultation = await loadForChange(act, id)
  mustSit(act.caller, consultation)
  return consultation
}

/** A consultation that the caller holds. Throws `notFound`, `forbidden`. */
export async function heldConsultation(act: Act, id: ConsultationId): Promise<Consultation> {
  const consultation = await loadForChange(act, id)
  mustHold(act.caller, consultation)
  return consultation
}

/** A consultation of a service that the caller works in: the relation of those who have no seat in it. Throws `notFound`. */
export async function consultationOfTeam(act: Act, id: ConsultationId): Promise<Consultation> {
  const consultation = await loadForChange(act, id)
  if (act.caller.kind !== 'professional' || !consultation.team.includes(act.caller.accountId)) throw new Fault('notFound')
  return consultation
}
