import { Fault } from '@lien/contract/faults'
import type { AnsweringView } from '@lien/contract/followUps'
import type { ConsultationId, LinkId, ParticipantId, RequestId } from '@lien/contract/ids'
import type { Channel } from '@lien/contract/outbox'
import type { VisitView } from '@lien/contract/views'
import { visitPath } from '@lien/contract/wire'
import { guestFor, guestOnFile } from '../consultations/commands.ts'
import { readVisit } from '../consultations/queries.ts'
import { addressOf, linkChannelsOf } from '../contacts/commands.ts'
import { findContact, reachedBy } from '../contacts/queries.ts'
import { enqueue } from '../delivery/commands.ts'
import { readAnswering } from '../followUps/queries.ts'
import { leaveCall } from '../stays/commands.ts'
import type { Act } from '../platform/act.ts'
import { lien, professionalOf } from '../platform/caller.ts'
import { maskContact, toE164, toMailAddress } from '../platform/contactPoint.ts'
import type { ActHandlers } from '../platform/handlers.ts'
import { hashToken, newToken } from '../platform/tokens.ts'
import type { Transact } from '../platform/transact.ts'
import { linksInForce } from './queries.ts'
import { askedAgainWindow, expiryOf, mayAskAgain, mustServe } from './rules.ts'
import * as store from './store.ts'

/** The questions that a link leads to alone, and by when they are answered. */
interface Questions { requestId: RequestId; dueAt: Date }
interface Made { linkId: LinkId; url: string; /** What it is for: the hour of the visit, or the end of the questions. */ until: Date }

async function makeLink(act: Act, publicUrl: string, consultationId: ConsultationId, participantId: ParticipantId, { askedAgain = false, questions = null }: { askedAgain?: boolean; questions?: Questions | null } = {}): Promise<Made> {
  const token = newToken()
  const until = questions?.dueAt ?? await store.scheduledAt(act.db, consultationId)
  const link = { id: act.newId<LinkId>(), consultationId, participantId, tokenHash: hashToken(token), expiresAt: expiryOf(until, act.at), askedAgain, requestId: questions?.requestId ?? null }
  await store.insertLink(act, link)
  act.record({ type: 'link.issued', participantId, linkId: link.id })
  return { linkId: link.id, url: `${publicUrl}${visitPath}#${token}`, until }
}

/** Makes a link and answers its address: the only moment the token exists in the clear. */
export const issueLink = async (act: Act, publicUrl: string, consultationId: ConsultationId, participantId: ParticipantId): Promise<string> =>
  (await makeLink(act, publicUrl, consultationId, participantId)).url

type Sending = { publicUrl: string; consultationId: ConsultationId; participantId: ParticipantId; askedAgain?: boolean } & (
  /** What it is sent with, `link` where nothing is said; none of them stops an earlier link. */
  | { template?: 'link' | 'linkAgain' | 'questionnaire' | 'questionnaireReminder'; questions?: null }
  | { template: 'followUp' | 'followUpReminder'; questions: Questions }
)
/**
 * Sends a fresh link to the person's known contact, by the way they prefer; for whoever plans a consultation, and for
 * lost links. Null when nothing is known that a link could be sent to.
 */
export async function sendLink(act: Act, { publicUrl, consultationId, participantId, askedAgain = false, ...what }: Sending): Promise<{ channel: Channel; masked: string } | null> {
  const contact = await findContact(act.db, participantId)
  const [channel] = linkChannelsOf(contact)
  const to = contact && channel && addressOf(contact, channel)
  if (!to) return null
  const { linkId, url, until } = await makeLink(act, publicUrl, consultationId, participantId, { askedAgain, questions: what.questions ?? null })
  act.record({ type: 'link.sent', participantId, linkId, channel })
  const letter = what.questions ? { template: what.template, params: { url, dueAt: until.toISOString() } } : { template: what.template ?? 'link', params: { url, scheduledAt: until.toISOString() } }
  await enqueue(act, { channel, to, lang: contact.language, ...letter, consultationId, participantId })
  return { channel, masked: maskContact(channel, to) }
}

/** Whoever holds this token; the act concerns their consultation from here on. Throws `notFound` or `forbidden` with the reason. */
export async function recogniseLink(act: Act, token: string): Promise<store.FoundLink> {
  const link = await store.findLink(act.db, hashToken(token))
  if (!link) throw new Fault('notFound', { reason: 'linkUnknown' })
  act.concern(link.consultationId)
  mustServe(link, act.at)
  return link
}

/** A link known by its id, while it still serves. Throws like `recogniseLink`. */
export async function servingLink(act: Act, id: LinkId): Promise<store.FoundLink> {
  const link = await store.linkById(act.db, id)
  if (!link) throw new Fault('notFound', { reason: 'linkUnknown' })
  act.concern(link.consultationId)
  mustServe(link, act.at)
  return link
}

/** The seat, or the questions, are this browser's: nothing more is asked of it. */
export async function openSeat(act: Act, link: store.FoundLink, demo: boolean): Promise<VisitView | AnsweringView> {
  await store.markOpened(act, link.id)
  act.record({ type: 'link.opened', participantId: link.participantId, linkId: link.id })
  if (link.requestId) {
    act.grant = { type: 'answering', requestId: link.requestId, participantId: link.participantId, linkId: link.id, expiresAt: link.expiresAt }
    return readAnswering(act.db, link.requestId, demo)
  }
  act.grant = { type: 'seat', participantId: link.participantId, linkId: link.id, expiresAt: link.expiresAt }
  act.tell({ type: 'changed', consultationId: link.consultationId })
  return readVisit(act.db, link, demo, act.at)
}

export const linkCommands = ({ publicUrl }: { publicUrl: string }): ActHandlers<'link.askAgain' | 'link.issue' | 'link.resend' | 'link.revoke' | 'link.list'> => ({
  /** Known or not, the same is done before the answer: what is known is looked up after it. */
  'link.askAgain'(act, { contact }) {
    act.record({ type: 'link.askedAgain' })
    act.tell({ type: 'askedAgain', contact })
    return Promise.resolve({})
  },

  async 'link.issue'(act, { consultationId, participantId }) {
    const guest = await guestFor(act, 'issueLink', consultationId, participantId)
    await showOut(act, consultationId, guest.id)
    return { url: await issueLink(act, publicUrl, consultationId, guest.id) }
  },

  async 'link.resend'(act, { consultationId, participantId }) {
    const guest = await guestFor(act, 'issueLink', consultationId, participantId)
    // A link that went astray must not be opened by whoever has it now.
    await store.revokeUnopened(act, guest.id)
    const sent = await sendLink(act, { publicUrl, consultationId, participantId: guest.id, template: 'linkAgain' })
    if (!sent) throw new Fault('invalidState', { reason: 'noContact' })
    act.tell({ type: 'changed', consultationId })
    return sent
  },

  async 'link.revoke'(act, { consultationId, participantId }) {
    const guest = await guestOnFile(act, 'revokeLink', consultationId, participantId)
    act.record({ type: 'link.revoked', participantId: guest.id, links: await showOut(act, consultationId, guest.id) })
    return {}
  },

  async 'link.list'(act) {
    const links = await linksInForce(act.db, professionalOf(act.caller).establishmentId, act.at)
    act.record({ type: 'administration.read', what: 'links', rows: links.length })
    return { links }
  },
})

/** Nobody is expected to answer these any more: their links serve nobody. */
export async function revokeQuestions(act: Act, requestIds: readonly RequestId[]): Promise<void> {
  const revoked = await store.revokeForRequests(act, requestIds)
  for (const participantId of new Set(revoked)) act.record({ type: 'link.revoked', participantId, links: revoked.filter((one) => one === participantId).length })
}

/** Lien answers somebody who lost their link: a fresh one goes to each known contact of that number or address, and nowhere else. */
export async function answerLost(transact: Transact, publicUrl: string, typed: string): Promise<void> {
  const phone = toE164(typed)
  const mail = phone ? null : toMailAddress(typed)
  const known = phone ? { phone } : mail ? { mail } : null
  if (!known) return
  const { value: people } = await transact(lien, 'system', (act) =>
    reachedBy(act.db, known, new Date(act.at.getTime() - askedAgainWindow), new Date(act.at.getTime() + askedAgainWindow)))
  for (const { participantId, consultationId, establishmentId } of people) {
    await transact({ kind: 'system', establishmentId }, 'system', async (act) => {
      act.concern(consultationId)
      if (mayAskAgain(await store.askedAgainSince(act, participantId), act.at)) await sendLink(act, { publicUrl, consultationId, participantId, template: 'linkAgain', askedAgain: true })
    })
  }
}

/** Whoever came in by the person's earlier links is out at once, of the call too. */
async function showOut(act: Act, consultationId: ConsultationId, participantId: ParticipantId): Promise<number> {
  const revoked = await store.revokeLinks(act, participantId)
  await leaveCall(act, consultationId, participantId, 'linkRevoked')
  act.tell({ type: 'endSession', participantId })
  act.tell({ type: 'changed', consultationId })
  return revoked
}
