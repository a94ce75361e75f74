import { Fault } from '@lien/contract/faults'
import type { ConsultationId, LinkId, ParticipantId } from '@lien/contract/ids'
import { visitPath } from '@lien/contract/wire'
import { guestFor } from '../consultations/commands.ts'
import { readVisit } from '../consultations/queries.ts'
import { leaveCall } from '../stays/commands.ts'
import type { Act } from '../platform/act.ts'
import { professionalOf } from '../platform/caller.ts'
import type { ActHandlers } from '../platform/handlers.ts'
import { hashToken, newToken } from '../platform/tokens.ts'
import { linksInForce } from './queries.ts'
import { expiryOf, mustServe } from './rules.ts'
import * as store from './store.ts'

/** Makes a link and answers its address: the only moment the token exists in the clear. */
export async function issueLink(act: Act, publicUrl: string, consultationId: ConsultationId, participantId: ParticipantId): Promise<string> {
  const token = newToken()
  const link = { id: act.newId<LinkId>(), consultationId, participantId, tokenHash: hashToken(token), expiresAt: expiryOf(await store.scheduledAt(act.db, consultationId), act.at) }
  await store.insertLink(act, link)
  act.record({ type: 'link.issued', participantId, linkId: link.id })
  return `${publicUrl}${visitPath}#${token}`
}

export const linkCommands = ({ demo, publicUrl }: { demo: boolean; publicUrl: string }): ActHandlers<'link.open' | 'link.issue' | 'link.revoke' | 'link.list'> => ({
  async 'link.open'(act, { token }) {
    const link = await store.findLink(act.db, hashToken(token))
    if (!link) throw new Fault('notFound', { reason: 'linkUnknown' })
    act.concern(link.consultationId)
    mustServe(link, act.at)
    await store.markOpened(act, link.id)
    act.record({ type: 'link.opened', participantId: link.participantId, linkId: link.id })
    act.grant = { type: 'seat', participantId: link.participantId, linkId: link.id, expiresAt: link.expiresAt }
    act.tell({ type: 'changed', consultationId: link.consultationId })
    return readVisit(act.db, link.participantId, demo)
  },

  async 'link.issue'(act, { consultationId, participantId }) {
    const guest = await guestFor(act, 'issueLink', consultationId, participantId)
    await showOut(act, consultationId, guest.id)
    return { url: await issueLink(act, publicUrl, consultationId, guest.id) }
  },

  async 'link.revoke'(act, { consultationId, participantId }) {
    const guest = await guestFor(act, 'revokeLink', consultationId, participantId)
    act.record({ type: 'link.revoked', participantId: guest.id, links: await showOut(act, consultationId, guest.id) })
    return {}
  },

  async 'link.list'(act) {
    const links = await linksInForce(act.db, professionalOf(act.caller).establishmentId, act.at)
    act.record({ type: 'administration.read', what: 'links', rows: links.length })
    return { links }
  },
})

/** Whoever came in by the person's earlier links is out at once, of the call too. */
async function showOut(act: Act, consultationId: ConsultationId, participantId: ParticipantId): Promise<number> {
  const revoked = await store.revokeLinks(act, participantId)
  await leaveCall(act, consultationId, participantId, 'linkRevoked')
  act.tell({ type: 'endSession', participantId })
  act.tell({ type: 'changed', consultationId })
  return revoked
}
