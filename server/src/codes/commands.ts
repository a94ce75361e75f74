import type { ProvenFactor } from '@lien/contract/factors'
import type { Opening, PendingView } from '@lien/contract/commands/links'
import { Fault } from '@lien/contract/faults'
import type { PendingId } from '@lien/contract/ids'
import { addressOf, channelsOf } from '../contacts/commands.ts'
import { findContact } from '../contacts/queries.ts'
import { enqueue } from '../delivery/commands.ts'
import { openSeat, recogniseLink, servingLink } from '../links/commands.ts'
import { findSeat } from '../links/queries.ts'
import type { Act } from '../platform/act.ts'
import { newCode, type Seals } from '../platform/codes.ts'
import { isPatientOf, traitsOf } from '../patients/queries.ts'
import { maskContact } from '../platform/contactPoint.ts'
import type { ActHandlers } from '../platform/handlers.ts'
import { findPending } from './queries.ts'
import { afterWrong, codeLifetime, codePause, codesAnHour, digitsOf, lockOf, methodsFor, pendingLifetime } from './rules.ts'
import * as store from './store.ts'

interface Deps {
  demo: boolean
  seals: Seals
  /** Identity providers of patients, each of one establishment. */
  providers: readonly (PendingView['providers'][number] & { finess: string })[]
}
const hour = 3600_000

/** The second factor of personal links. Everything before it answers with one neutral stage, and nothing of the consultation. */
export function codeCommands({ demo, seals, providers }: Deps): ActHandlers<'link.open' | 'link.pending' | 'link.sendCode' | 'link.confirmCode' | 'link.confirmBirthDate' | 'link.confirmByProvider'> {
  /** @param refused the last answer was not the right one */
  async function viewOf(act: Act, pending: store.Pending, refused = false): Promise<PendingView> {
    const { seat, decided, finess, phone, timeZone } = await store.findDecision(act.db, pending.participantId)
    const contact = await findContact(act.db, pending.participantId)
    const channels = channelsOf(contact)
    const code = await store.newestCode(act.db, pending.id, act.at)
    return {
      stage: 'secondFactor', pending: pending.id, methods: [...(methodsFor(seat, decided, channels) ?? channels)],
      masked: Object.fromEntries(channels.map((channel) => [channel, maskContact(channel, (contact && addressOf(contact, channel)) ?? '')])),
      providers: seat === 'patient' ? providers.filter((one) => one.finess === finess).map(({ id, label }) => ({ id, label })) : [],
      sent: code && { channel: code.channel, at: code.sentAt.toISOString(), nextAt: new Date(code.sentAt.getTime() + codePause).toISOString() },
      refused, lockedUntil: lockOf(await store.lockGuard(act.db, pending.linkId), act.at)?.toISOString() ?? null,
      site: { phone, timeZone, demo },
    }
  }

  /** One answer of a person: the seat, or the same stage again. Wrong ones are written, so nothing here is thrown away by a fault. */
  async function answer(act: Act, pending: store.Pending, factor: ProvenFactor, isRight: () => Promise<boolean>): Promise<Opening> {
    const named = { participantId: pending.participantId, linkId: pending.linkId, pendingId: pending.id, factor }
    const guard = await store.lockGuard(act.db, pending.linkId)
    if (lockOf(guard, act.at)) {
      act.record({ type: 'factor.refused', ...named, locked: true })
      return viewOf(act, pending)
    }
    if (!(await isRight())) {
      const counted = afterWrong(guard, act.at)
      const locked = lockOf(counted, act.at) !== null
      await store.saveGuard(act.db, pending.linkId, counted)
      if (locked) await store.endCodes(act, { link_id: pending.linkId })
      act.record({ type: 'factor.refused', ...named, locked })
      return viewOf(act, pending, true)
    }
    if (!(await store.confirmPending(act, pending.id))) throw new Fault('unauthenticated')
    await store.saveGuard(act.db, pending.linkId, { ...guard, wrongAnswers: 0 })
    await store.endCodes(act, { pending_id: pending.id })
    act.record({ type: 'factor.confirmed', ...named })
    return openSeat(act, await servingLink(act, pending.linkId), demo)
  }

  return {
    async 'link.open'(act, { token }) {
      const link = await recogniseLink(act, token)
      const { seat, decided } = await store.findDecision(act.db, link.participantId)
      const methods = methodsFor(seat, decided, channelsOf(await findContact(act.db, link.participantId)))
      if (methods === null || (await isSeatedHere(act, link.participantId))) return openSeat(act, link, demo)
      const pending = { id: act.newId<PendingId>(), linkId: link.id, participantId: link.participantId, consultationId: link.consultationId, establishmentId: link.establishmentId }
      const expiresAt = new Date(act.at.getTime() + pendingLifetime)
      await store.insertPending(act, pending, expiresAt)
      act.record({ type: 'factor.asked', participantId: link.participantId, linkId: link.id, pendingId: pending.id })
      act.grant = { type: 'pending', pendingId: pending.id, expiresAt }
      return viewOf(act, pending)
    },

    async 'link.pending'(act) {
      return viewOf(act, await own(act))
    },

    async 'link.sendCode'(act, { channel }) {
      const pending = await own(act)
      const view = await viewOf(act, pending)
      if (!view.methods.includes(channel)) throw new Fault('invalidInput', { fields: ['channel'] })
      if (view.lockedUntil) throw new Fault('rateLimited', { reason: 'codeTooSoon' })
      const earlier = await store.codesSince(act.db, pending.linkId, new Date(act.at.getTime() - hour))
      if (earlier.count >= codesAnHour || (earlier.last && act.at.getTime() - earlier.last.getTime() < codePause)) throw new Fault('rateLimited', { reason: 'codeTooSoon' })
      const contact = await findContact(act.db, pending.participantId)
      const to = contact && addressOf(contact, channel)
      if (!to) throw new Fault('invalidState', { reason: 'noContact' })
      const code = newCode()
      const id = act.newId<string>()
      const expiresAt = new Date(act.at.getTime() + codeLifetime)
      await store.endCodes(act, { pending_id: pending.id })
      await store.insertCode(act, pending, { id, channel, codeHash: seals.seal(id, code), sentAt: act.at, expiresAt })
      act.record({ type: 'code.sent', participantId: pending.participantId, linkId: pending.linkId, pendingId: pending.id, channel })
      await enqueue(act, { channel, to, lang: contact.language, template: 'code', params: { code, minutes: codeLifetime / 60_000 }, expiresAt, participantId: pending.participantId, consultationId: pending.consultationId })
      return viewOf(act, pending)
    },

    async 'link.confirmCode'(act, { code }) {
      const pending = await own(act)
      const { methods } = await viewOf(act, pending)
      return answer(act, pending, 'code', async () => {
        const sent = await store.newestCode(act.db, pending.id, act.at)
        const right = seals.fits(sent?.codeHash ?? null, sent?.id ?? pending.id, digitsOf(code))
        return right && methods.some((method) => method !== 'birthDate')
      })
    },

    async 'link.confirmBirthDate'(act, { birthDate }) {
      const pending = await own(act)
      const { methods } = await viewOf(act, pending)
      return answer(act, pending, 'birthDate', async () => {
        const { birthDate: known } = await traitsOf(act.db, pending.consultationId)
        const right = seals.fits(seals.seal(pending.id, known), pending.id, birthDate)
        return right && methods.includes('birthDate')
      })
    },

    async 'link.confirmByProvider'(act, { pending: id, finess: house, ...proven }) {
      // The table lets nobody perform it; said again where it is done, because its input is believed.
      if (act.caller.kind !== 'system') throw new Fault('forbidden')
      const pending = await pendingOf(act, id)
      const { seat, finess } = await store.findDecision(act.db, pending.participantId)
      return answer(act, pending, 'identity', async () => seat === 'patient' && finess === house && (await isPatientOf(act.db, pending.consultationId, proven)))
    },
  }
}

/** The stage that this browser has opened, while its link still serves. */
function own(act: Act): Promise<store.Pending> {
  if (act.caller.kind !== 'pending') throw new Fault('forbidden')
  return pendingOf(act, act.caller.pendingId)
}

async function pendingOf(act: Act, id: PendingId): Promise<store.Pending> {
  const held = await findPending(act.db, id)
  if (!held || held.expiresAt <= act.at) throw new Fault('unauthenticated')
  await servingLink(act, held.linkId)
  return { id, linkId: held.linkId, participantId: held.participantId, consultationId: held.consultationId, establishmentId: held.establishmentId }
}

/** A browser that already sits in the seat, by a link that still holds, opens it again without being asked. */
async function isSeatedHere(act: Act, participantId: store.Pending['participantId']): Promise<boolean> {
  for (const held of act.knock.seats) {
    if (held.participantId !== participantId) continue
    const seat = await findSeat(act.db, participantId, held.linkId)
    if (seat && !seat.revokedAt && seat.expiresAt > act.at) return true
  }
  return false
}
