import { z } from 'zod'
import { callCloseReasons } from '@lien/contract/call'
import { ConsultationId, EstablishmentId, ParticipantId, SessionId, StayId } from '@lien/contract/ids'
import { sessionEndings } from '@lien/contract/sessions'
import type { Effect } from '../platform/act.ts'

/**
 * What servers tell each other: ids and codes only, since every connection to the database may listen. Whoever hears
 * that something changed reads it for its own pages, behind the second wall.
 */
const Told = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('changed'), consultationId: ConsultationId, soon: z.literal(true).optional() }),
  z.strictObject({ type: z.literal('alertsChanged'), establishmentId: EstablishmentId }),
  z.strictObject({ type: z.literal('admitted'), participantId: ParticipantId }),
  z.strictObject({ type: z.literal('roomMoved'), consultationId: ConsultationId, sfuId: z.string() }),
  z.strictObject({
    type: z.literal('closeStays'), consultationId: ConsultationId, reason: z.enum(callCloseReasons),
    stays: z.array(z.strictObject({ stayId: StayId, participantId: ParticipantId, socketId: z.string() })),
  }),
  z.strictObject({ type: z.literal('endSession'), participantId: ParticipantId }),
  z.strictObject({ type: z.literal('endSessions'), sessionIds: z.array(SessionId), reason: z.enum(sessionEndings) }),
])
/** What of an act concerns the others too. */
export type Shared = Extract<Effect, { type: z.infer<typeof Told>['type'] }>
/** `from`: which run of which server said it, so that it need not hear itself. */
const Message = z.strictObject({ from: z.uuid(), tell: Told })

const kinds: ReadonlySet<string> = new Set(Told.options.map((option) => option.shape.type.value))
const isShared = (effect: Effect): effect is Shared => kinds.has(effect.type)

/** PostgreSQL carries less than 8000 bytes in one notification; a list of ids is told in parts. */
const mostIds = 50

/** The messages that an act's effects are, in their order; those that concern nobody else are none. */
export function write(from: string, effects: readonly Effect[]): string[] {
  return effects.filter(isShared).flatMap(inParts).map((tell) => JSON.stringify({ from, tell }))
}

function inParts(effect: Shared): object[] {
  if (effect.type === 'endSessions') return parts(effect.sessionIds).map((sessionIds) => ({ ...effect, sessionIds }))
  // The places alone: what else the rows of the stays hold stays here.
  if (effect.type === 'closeStays') return parts(effect.stays, 20).map((stays) => ({ ...effect, stays: stays.map(({ stayId, participantId, socketId }) => ({ stayId, participantId, socketId })) }))
  return [effect]
}

/** At least one part: that nothing is listed may be the news. */
function parts<T>(list: readonly T[], most = mostIds): T[][] {
  return Array.from({ length: Math.max(1, Math.ceil(list.length / most)) }, (_, index) => list.slice(index * most, (index + 1) * most))
}

/** What another server says; null for one's own words and for what is not understood. */
export function read(self: string, payload: string | undefined): Shared | null {
  try {
    const message = Message.safeParse(JSON.parse(payload ?? ''))
    return message.success && message.data.from !== self ? (message.data.tell as Shared) : null
  } catch {
    return null
  }
}
