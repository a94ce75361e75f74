import { Fault } from '@lien/contract/faults'
import type { Occasions, Rhythm } from '@lien/contract/followUps'
import { fewestDaysBetween, monitoringStatement, mostMonths, type FollowUpEnding } from '@lien/contract/followUpRules'
import type { FollowUpId, PatientId } from '@lien/contract/ids'
import { consultationFor } from '../consultations/commands.ts'
import { linkTargetOf } from '../contacts/commands.ts'
import { findContact } from '../contacts/queries.ts'
import type { Act } from '../platform/act.ts'
import { professionalOf } from '../platform/caller.ts'
import type { ActHandlers } from '../platform/handlers.ts'
import { askBetween, cancelBetween, hasQuestions } from '../responses/commands.ts'
import { mustMayTreat } from '../summaries/commands.ts'
import { areApart, askedAt, dayOf, dueAt, monthsLater, occasionAfter, occasionFrom, occasionsFrom, plus, type Planned } from './occasions.ts'
import * as queries from './queries.ts'
import * as store from './store.ts'

type Names = 'monitoring.read' | 'monitoring.decide' | 'followup.read' | 'followup.preview' | 'followup.start' | 'followup.stop' | 'answering.read'

/** Days that are named one by one; the others are counted. */
const named = 6
const occasionsOf = (planned: Planned, from: string, until: string): Occasions => {
  const all = occasionsFrom(planned, from, until)
  return { next: all.slice(0, named), count: all.length }
}

/** A rhythm as the patient's treatments stand; null without that treatment, or where it has no cycle. */
async function plannedOf(act: Act, patientId: PatientId, rhythm: Rhythm): Promise<(Planned & { notedAt: Date | null }) | null> {
  if (rhythm.kind === 'weekly') return { ...rhythm, notedAt: null }
  const cycle = await queries.cycleOf(act.db, patientId, rhythm.treatmentId)
  return cycle && { kind: 'cycle', days: rhythm.days, ...cycle }
}

const wrong = (field: string): Fault => new Fault('invalidInput', { fields: [field] })

/** The days of a wish that can be. Throws `invalidInput` with the field at fault. */
async function wished(act: Act, { patientId, timeZone }: queries.Subject, { rhythm, until }: { rhythm: Rhythm; until: string }): Promise<{ planned: Planned; first: string }> {
  const today = dayOf(act.at, timeZone)
  if (until < today || until > monthsLater(today, mostMonths)) throw wrong('until')
  const planned = await plannedOf(act, patientId, rhythm)
  if (!planned) throw wrong('treatmentId')
  if (planned.kind === 'cycle' && !areApart(planned.days, planned.cycleDays)) throw wrong('days')
  const first = occasionAfter(planned, act.at, until, timeZone)
  if (first === null) throw wrong('until')
  return { planned, first }
}

const ended = (act: Act, ids: readonly FollowUpId[], ending: FollowUpEnding): void => {
  for (const followUpId of ids) act.record({ type: 'followup.stopped', followUpId, ending })
}

export const followUpCommands = (demo: boolean): ActHandlers<Names> => ({
  async 'monitoring.read'(act) {
    const found = await queries.monitoringOf(act.db, professionalOf(act.caller).establishmentId)
    act.record({ type: 'administration.read', what: 'monitoring', rows: 1 })
    return found
  },

  async 'monitoring.decide'(act, wish) {
    const { establishmentId, accountId } = professionalOf(act.caller)
    await store.holdHouse(act, establishmentId, 'decide')
    await store.insertDecision(act, { on: wish.on, statement: monitoringStatement, accountId })
    const stopped = wish.on ? [] : await store.end(act, { establishment_id: establishmentId }, 'switchedOff', accountId)
    await cancelBetween(act, stopped)
    act.record({ type: 'monitoring.decided', on: wish.on, statement: monitoringStatement, stopped: stopped.length })
    ended(act, stopped, 'switchedOff')
    return {}
  },

  async 'followup.read'(act, { consultationId }) {
    const { establishmentId } = await consultationFor(act, 'read', consultationId)
    const subject = await queries.subjectOf(act.db, consultationId)
    const { patientId, timeZone } = subject
    const current = await queries.currentOf(act.db, patientId)
    const { participantId } = current ? await queries.subjectOf(act.db, current.consultationId) : subject
    const contact = participantId && await findContact(act.db, participantId)
    const planned = current && await plannedOf(act, patientId, current.rhythm)
    const today = dayOf(act.at, timeZone)
    act.record({ type: 'followup.read', patientId })
    return {
      switchedOn: (await queries.monitoringOf(act.db, establishmentId)).on, timeZone, today, sentTo: (contact && linkTargetOf(contact)?.masked) ?? null,
      current: current && {
        followUpId: current.id, rhythm: current.rhythm, until: current.until, startedBy: current.by, startedAt: current.startedAt.toISOString(), last: current.last,
        occasions: planned && current.nextOn ? occasionsOf(planned, current.nextOn, current.until) : { next: [], count: 0 },
      },
      former: await queries.formerOf(act.db, patientId),
    }
  },

  async 'followup.preview'(act, { consultationId, ...wish }) {
    await mustMayTreat(act, consultationId)
    const subject = await queries.subjectOf(act.db, consultationId)
    const { planned, first } = await wished(act, subject, wish)
    act.record({ type: 'followup.read', patientId: subject.patientId })
    return occasionsOf(planned, first, wish.until)
  },

  async 'followup.start'(act, { consultationId, rhythm, until }) {
    const { establishmentId, state } = await mustMayTreat(act, consultationId)
    const { accountId } = professionalOf(act.caller)
    await store.holdHouse(act, establishmentId, 'begin')
    if (!(await queries.monitoringOf(act.db, establishmentId)).on) throw new Fault('invalidState', { reason: 'switchedOff' })
    if (state === 'cancelled' || state === 'noShow') throw new Fault('invalidState')
    const subject = await queries.subjectOf(act.db, consultationId)
    const { patientId, participantId, timeZone } = subject
    const contact = participantId && await findContact(act.db, participantId)
    if (!contact || !linkTargetOf(contact)) throw new Fault('invalidState', { reason: 'noContact' })
    if (!await hasQuestions(act, consultationId)) throw new Fault('invalidState', { reason: 'noQuestionnaire' })
    const { first } = await wished(act, subject, { rhythm, until })
    const id = act.newId<FollowUpId>()
    const next = { on: first, at: askedAt(first, timeZone) }
    if (!await store.insertFollowUp(act, { id, consultationId, patientId, rhythm, until, next, accountId })) throw new Fault('invalidState', { reason: 'followedAlready' })
    act.record({ type: 'followup.started', followUpId: id, rhythm: rhythm.kind })
    return { followUpId: id }
  },

  async 'followup.stop'(act, { consultationId, followUpId }) {
    await mustMayTreat(act, consultationId)
    const { patientId } = await queries.subjectOf(act.db, consultationId)
    const stopped = await store.end(act, { id: followUpId, patient_id: patientId }, 'stopped', professionalOf(act.caller).accountId)
    if (stopped.length === 0) throw new Fault('invalidState')
    await cancelBetween(act, stopped)
    ended(act, stopped, 'stopped')
    return {}
  },

  async 'answering.read'(act) {
    if (act.caller.kind !== 'answering') throw new Fault('forbidden')
    act.concern(act.caller.consultationId)
    act.record({ type: 'visit.read', participantId: act.caller.participantId })
    return queries.readAnswering(act.db, act.caller.requestId, demo)
  },
})

/**
 * What has come due in one follow-up, by Lien itself: the patient is asked for a day whose answer is still of use, days
 * that went by without a server are skipped, and the next one is planned. Whichever server holds its row does it.
 */
export async function askWhatIsDue(act: Act, publicUrl: string, id: FollowUpId): Promise<void> {
  const one = await store.hold(act, id)
  if (!one) return
  act.concern(one.consultationId)
  const { timeZone } = await queries.subjectOf(act.db, one.consultationId)
  const planned = await plannedOf(act, one.patientId, one.rhythm)
  if (!planned) return finish(act, id)
  // Its treatment has another first day, cycle or end since: what was planned is planned again.
  if (planned.notedAt && planned.notedAt > one.plannedAt) {
    const asked = await queries.lastAsked(act.db, id)
    const next = occasionAfter(planned, act.at, one.until, timeZone)
    const soonest = asked && plus(asked, fewestDaysBetween)
    return plan(act, id, next && soonest && next < soonest ? occasionFrom(planned, soonest, one.until) : next, timeZone)
  }
  let day = one.nextOn
  let late = 0
  for (; day !== null && dueAt(day, timeZone) <= act.at; day = occasionFrom(planned, plus(day, 1), one.until)) late += 1
  if (late > 0) act.record({ type: 'followup.skipped', followUpId: id, days: late, why: 'late' })
  if (day === null || askedAt(day, timeZone) > act.at) return plan(act, id, day, timeZone)
  if (!await askBetween(act, publicUrl, { consultationId: one.consultationId, followUpId: id, on: day, dueAt: dueAt(day, timeZone) })) act.record({ type: 'followup.skipped', followUpId: id, days: 1, why: 'noQuestionnaire' })
  await plan(act, id, occasionFrom(planned, plus(day, fewestDaysBetween), one.until), timeZone)
}

async function plan(act: Act, id: FollowUpId, next: string | null, timeZone: string): Promise<void> {
  if (next === null) await finish(act, id)
  else await store.savePlan(act, id, { on: next, at: askedAt(next, timeZone) })
}

/** Its last day was asked: what waits for an answer goes on waiting for it. */
async function finish(act: Act, id: FollowUpId): Promise<void> {
  ended(act, await store.end(act, { id }, 'finished', null), 'finished')
}
