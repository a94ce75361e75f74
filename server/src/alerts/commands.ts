import { oncologistActions } from '@lien/contract/alerts'
import { Fault } from '@lien/contract/faults'
import type { AlertId, ParticipantId } from '@lien/contract/ids'
import { findProfessional } from '../accounts/queries.ts'
import { schedule } from '../consultations/commands.ts'
import { keepContact } from '../contacts/commands.ts'
import { findContact } from '../contacts/queries.ts'
import { sendLink } from '../links/commands.ts'
import type { Act } from '../platform/act.ts'
import { professionalOf, type Professional } from '../platform/caller.ts'
import { readablePhone } from '../platform/contactPoint.ts'
import type { ActHandlers } from '../platform/handlers.ts'
import { answersBeside } from './beside.ts'
import { countAlerts, listAlerts, readAlert } from './queries.ts'
import { ruleCommands } from './ruleCommands.ts'
import * as store from './store.ts'

export { judgeResponse, raiseFlags, reportMissing, rulesInForce } from './raising.ts'

type Names = 'alerts.list' | 'alerts.count' | 'alert.read' | 'alert.claim' | 'alert.release' | 'alert.act' | 'alert.close' | 'alert.startCall' | 'ruleset.read' | 'ruleset.preview' | 'ruleset.publish'

/**
 * The relation of whoever works on an alert: a coordinating nurse of its service, whoever holds its consultation, or
 * whoever it was handed on to. Throws `notFound` for everybody else.
 */
async function ownAlert(act: Act, id: AlertId): Promise<{ alert: store.KnownAlert; me: Professional }> {
  const me = professionalOf(act.caller)
  const alert = await store.findAlert(act.db, id, me.accountId)
  if (!alert) throw new Fault('notFound')
  act.concern(alert.consultationId)
  const related = alert.accountId === me.accountId || alert.escalatedTo.includes(me.accountId) || (me.role === 'coordinatingNurse' && alert.member)
  if (!related) throw new Fault('notFound')
  return { alert, me }
}

/** An open alert that the caller has taken on. */
async function heldAlert(act: Act, id: AlertId): Promise<{ alert: store.KnownAlert; me: Professional }> {
  const own = await ownAlert(act, id)
  if (own.alert.closed) throw new Fault('invalidState')
  if (own.alert.claimedBy !== own.me.accountId) throw new Fault('invalidState', { reason: 'notClaimed' })
  return own
}

const tell = (act: Act): void => act.tell({ type: 'alertsChanged', establishmentId: act.establishmentId })

export const alertCommands = ({ publicUrl, demo }: { publicUrl: string; demo: boolean }): ActHandlers<Names> => ({
  ...ruleCommands,

  async 'alerts.list'(act, { state, after }) {
    const page = await listAlerts(act.db, professionalOf(act.caller), state, after)
    act.record({ type: 'alerts.listed', rows: page.alerts.length })
    return page
  },

  'alerts.count': (act) => countAlerts(act.db, professionalOf(act.caller)),

  async 'alert.read'(act, { alertId }) {
    const { me } = await ownAlert(act, alertId)
    if ((await store.markSeen(act, alertId, me.accountId)) > 0) tell(act)
    const detail = await readAlert(act.db, alertId)
    if (!detail) throw new Fault('notFound')
    const { patientSeat, ...shown } = detail
    const contact = patientSeat ? await findContact(act.db, patientSeat) : null
    act.record({ type: 'alert.read', alertId })
    return { ...shown, ...(await answersBeside(act, shown.request.requestId)), phone: contact?.phone ? { number: contact.phone, text: readablePhone(contact.phone) } : null }
  },

  async 'alert.claim'(act, { alertId }) {
    const { alert, me } = await ownAlert(act, alertId)
    if (alert.closed) throw new Fault('invalidState')
    const won = await store.claim(act, alertId, me.accountId)
    // Whoever lost reads who has it now: the winner's act is committed by then.
    const holder = won ? me.accountId : (await store.findAlert(act.db, alertId, me.accountId))?.claimedBy
    if (!holder) throw new Fault('conflict')
    const mine = holder === me.accountId
    act.record(mine ? { type: 'alert.claimed', alertId } : { type: 'alert.claimMissed', alertId })
    if (won) tell(act)
    return { mine, holder: { accountId: holder, name: (await findProfessional(act.db, holder)).name } }
  },

  async 'alert.release'(act, { alertId }) {
    const { me } = await heldAlert(act, alertId)
    if (!await store.release(act, alertId, me.accountId)) throw new Fault('conflict')
    act.record({ type: 'alert.released', alertId })
    tell(act)
    return {}
  },

  async 'alert.act'(act, { alertId, action, comment }) {
    const { me } = await heldAlert(act, alertId)
    if (oncologistActions.includes(action) && me.role !== 'oncologist') throw new Fault('forbidden')
    if (!await store.saveAction(act, alertId, me.accountId, { action, comment: comment === '' ? null : comment })) throw new Fault('conflict')
    act.record({ type: 'alert.acted', alertId, action })
    tell(act)
    return {}
  },

  async 'alert.close'(act, { alertId }) {
    const { alert, me } = await heldAlert(act, alertId)
    if (!alert.action) throw new Fault('invalidState', { reason: 'actionMissing' })
    if (!await store.close(act, alertId, me.accountId)) throw new Fault('conflict')
    act.record({ type: 'alert.closed', alertId, answered: false })
    tell(act)
    return {}
  },

  async 'alert.startCall'(act, { alertId }) {
    const { alert, me } = await heldAlert(act, alertId)
    const detail = await readAlert(act.db, alertId)
    if (!detail) throw new Fault('notFound')
    if (detail.call) {
      act.record({ type: 'alert.callStarted', alertId, consultationId: detail.call })
      return { consultationId: detail.call, sentTo: null }
    }
    const contact = detail.patientSeat ? await findContact(act.db, detail.patientSeat) : null
    if (!contact) throw new Fault('invalidState', { reason: 'noContact' })
    const { name, specialty } = await findProfessional(act.db, me.accountId)
    const planned = await schedule(act, {
      establishmentId: me.establishmentId, serviceId: alert.serviceId, demo, kind: 'followUp', scheduledAt: act.at, durationMinutes: 15, patient: alert.patientId,
      people: [
        { seat: me.role === 'oncologist' ? 'oncologist' : 'coordinatingNurse', accountId: me.accountId, name, specialty },
        { seat: 'patient', accountId: null, name: detail.patient.name, specialty: null },
      ],
    })
    const { id: participantId } = patientAmong(planned.people)
    await keepContact(act, { participantId, consultationId: planned.id, establishmentId: me.establishmentId }, contact)
    const sent = await sendLink(act, { publicUrl, consultationId: planned.id, participantId })
    if (!sent) throw new Fault('invalidState', { reason: 'noContact' })
    await store.saveCall(act, alertId, planned.id)
    act.record({ type: 'alert.callStarted', alertId, consultationId: planned.id })
    act.tell({ type: 'changed', consultationId: planned.id })
    tell(act)
    return { consultationId: planned.id, sentTo: sent.masked }
  },
})

function patientAmong(people: readonly { id: ParticipantId; seat: string }[]): { id: ParticipantId } {
  const found = people.find(({ seat }) => seat === 'patient')
  if (!found) throw new Error('A call without its patient.')
  return found
}
