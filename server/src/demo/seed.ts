import { DateTime } from 'luxon'
import type { AccountId, ConsultationId, EstablishmentId, PatientId, ServiceId } from '@lien/contract/ids'
import { holds, type Seat } from '@lien/contract/roles'
import { judgeResponse } from '../alerts/commands.ts'
import { provideAccount } from '../accounts/commands.ts'
import { schedule } from '../consultations/commands.ts'
import { keepContact } from '../contacts/commands.ts'
import { findContact } from '../contacts/queries.ts'
import { decideFactor, provideEstablishment } from '../establishments/commands.ts'
import { issueLink } from '../links/commands.ts'
import { lien } from '../platform/caller.ts'
import type { Act } from '../platform/act.ts'
import { belongTo, provideService } from '../services/commands.ts'
import { askPrevisit, recordAnswered } from '../responses/commands.ts'
import { publishedFor } from '../questionnaires/queries.ts'
import { provideQuestionnaires } from '../questionnaires/commands.ts'
import type { Transact } from '../platform/transact.ts'
import { answersFor, demoTold, type Told } from './answers.ts'
import { demoColleagues, demoOncologist, demoServices, demoSite, demoVisits } from './people.ts'
import { demoHistory } from './history.ts'
import { openVisits, patientOfBefore, type OpenVisit } from './store.ts'

export interface Demo {
  professional: { email: string; password: string }
  /** They have the same password. */
  colleagues: { role: string; email: string }[]
  consultations: { title: string; links: { who: string; url: string }[] }[]
}
const minutes = 60_000

/** Makes sure that three consultations of today wait to be tried, and answers a fresh link for each of their people. */
export async function seedDemo({ transact }: { transact: Transact }, publicUrl: string, password: string): Promise<Demo> {
  const { value: establishmentId } = await transact(lien, 'system', (act) => provideEstablishment(act, demoSite))
  const { value } = await transact({ kind: 'system', establishmentId }, 'system', async (act) => {
    // Printed beside the patients' links; the people beside them get a code, on the demonstration's telephone.
    await decideFactor(act, establishmentId, 'birthDate')
    // A demonstration of an earlier version has none yet.
    await provideQuestionnaires(act, establishmentId)
    const accountId = await provideAccount(act, { establishmentId, role: 'oncologist', ...demoOncologist }, password)
    const services = []
    for (const name of demoServices) services.push(await provideService(act, name))
    const [serviceId = null] = services
    if (serviceId) await belongTo(act, accountId, [serviceId])
    for (const colleague of demoColleagues) {
      const id = await provideAccount(act, { establishmentId, ...colleague }, password)
      if (serviceId && colleague.role !== 'administrator') await belongTo(act, id, [serviceId])
    }
    return { establishmentId, accountId, serviceId, open: await openVisits(act.db, accountId, startOfDay(act.at)) }
  })
  const consultations: Demo['consultations'] = []
  for (const [index, visit] of demoVisits.entries()) {
    const { value: planned } = await transact({ kind: 'system', establishmentId: value.establishmentId }, 'system', async (act) => {
      const same = value.open.find((one) => one.patient === visit.patient.birthName)
      const open = same ?? (await plan(act, value, visit, index))
      const printed = await links(act, publicUrl, visit, open)
      // Whose answers are there already is not asked again.
      if (!same && !demoTold[index]) await askPrevisit(act, publicUrl, open.id)
      return printed
    })
    consultations.push(planned)
  }
  return { professional: { email: demoOncologist.email, password }, colleagues: demoColleagues.map(({ role, email }) => ({ role, email })), consultations }
}

/** For the person at the keyboard, in the language of the command line. */
const seatWords: Record<Seat, string> = { oncologist: 'oncologist', coordinatingNurse: 'coordinating nurse', patient: 'patient', relative: 'relative', townNurse: 'town nurse', townPhysician: 'town physician', interpreter: 'interpreter' }

const startOfDay = (at: Date): Date => DateTime.fromJSDate(at, { zone: demoSite.timeZone }).startOf('day').toJSDate()

interface Place { establishmentId: EstablishmentId; accountId: AccountId; serviceId: ServiceId | null }

async function plan(act: Act, { establishmentId, accountId, serviceId }: Place, visit: (typeof demoVisits)[number], index: number): Promise<OpenVisit> {
  const { patient } = visit
  const known = await patientOfBefore(act.db, establishmentId, patient) ?? (index === 0 ? await withHistory(act, { establishmentId, accountId, serviceId }, visit) : null)
  const planned = await schedule(act, {
    establishmentId, serviceId, demo: true, kind: visit.kind, patient: known ?? patient, durationMinutes: 20, scheduledAt: hourOf(act.at, index),
    people: [
      { seat: 'oncologist', accountId, name: demoOncologist.name, specialty: demoOncologist.specialty },
      { seat: 'patient', accountId: null, name: `${patient.givenName} ${patient.usedName ?? patient.birthName}`, specialty: null },
      ...visit.others.map(({ seat, name, specialty }) => ({ seat, name, specialty, accountId: null })),
    ],
  })
  const told = demoTold[index]
  if (told) await answer(act, establishmentId, planned.id, told)
  return { id: planned.id, patient: patient.birthName, people: planned.people }
}

/** The questions before the visit were answered two hours ago, and raise what the rules say. */
async function answer(act: Act, establishmentId: EstablishmentId, consultationId: ConsultationId, told: Told): Promise<void> {
  const [first] = await publishedFor(act.db, establishmentId, [])
  if (!first) return
  const at = new Date(act.at.getTime() - 120 * minutes)
  const requestId = await recordAnswered(act, { consultationId, answeredBy: 'patient', at, answers: new Map([[first.id, answersFor(first.form, told, at.getTime())]]) })
  await judgeResponse(act, { requestId })
}

/** A patient who was seen and asked before, so that there is something to read beside today's answers. */
async function withHistory(act: Act, { establishmentId, accountId, serviceId }: Place, { patient, kind }: (typeof demoVisits)[number]): Promise<PatientId | null> {
  const [own] = await publishedFor(act.db, establishmentId, [])
  let known: PatientId | null = null
  if (!own) return known
  for (const { daysAgo, answeredBy, told } of demoHistory) {
    const scheduledAt = DateTime.fromJSDate(startOfDay(act.at), { zone: demoSite.timeZone }).minus({ days: daysAgo }).set({ hour: 10, minute: 30 }).toJSDate()
    const { id, patientId } = await schedule(act, {
      establishmentId, serviceId, demo: true, held: true, kind, patient: known ?? patient, durationMinutes: 20, scheduledAt,
      people: [{ seat: 'oncologist', accountId, name: demoOncologist.name, specialty: demoOncologist.specialty }],
    })
    known = patientId
    const at = new Date(scheduledAt.getTime() - 20 * 60 * minutes)
    await recordAnswered(act, { consultationId: id, answeredBy, at, answers: new Map([[own.id, answersFor(own.form, told, at.getTime())]]) })
  }
  return known
}

/** Half an hour apart from the next five minutes on, within today: near midnight they come before now. */
function hourOf(at: Date, index: number): Date {
  const step = 5 * minutes
  const soon = Math.ceil(at.getTime() / step) * step + (5 + 30 * index) * minutes
  const last = startOfDay(at).getTime() + (24 * 60 - 30) * minutes
  return new Date(soon > last ? at.getTime() - (index + 1) * minutes : soon)
}

async function links(act: Act, publicUrl: string, { patient, phone, others }: (typeof demoVisits)[number], { id: consultationId, people }: OpenVisit): Promise<Demo['consultations'][number]> {
  act.concern(consultationId)
  const guests = people.filter((person) => !holds(person.seat))
  const made = []
  for (const { id: participantId, seat, name } of guests) {
    const isPatient = seat === 'patient'
    const reached = isPatient ? phone : others.find((one) => one.name === name)?.phone
    if (reached && !(await findContact(act.db, participantId))) await keepContact(act, { participantId, consultationId, establishmentId: act.establishmentId }, { phone: reached, mail: null, preferred: 'sms', language: 'fr' })
    const asked = isPatient ? `, born ${DateTime.fromISO(patient.birthDate).toFormat('dd/MM/yyyy')}` : ''
    made.push({ who: `${name}, ${seatWords[seat]}${asked}`, url: await issueLink(act, publicUrl, consultationId, participantId) })
  }
  return { title: guests.map((guest) => guest.name).join(' · '), links: made }
}
