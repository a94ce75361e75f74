import { z } from 'zod'
import { ConsultationId, ParticipantId } from './ids.ts'
import type { Role } from './roles.ts'
import type { TrailEventType } from './trail.ts'

/**
 * `change` writes and leaves its trail row in one transaction; `read` shows and leaves one too where it shows a
 * person's data; `media` steers the caller's own stay in a call: it holds no transaction around the sfu.
 */
export type CommandKind = 'change' | 'read' | 'media'

export interface Command {
  kind: CommandKind
  by: readonly Role[]
  input: z.ZodType
  output: z.ZodType
  /** The events one of which a performance must leave; empty where nothing personal is shown or changed. */
  trail: readonly TrailEventType[]
  /** Its answer sets or clears a cookie, or its input is larger than a socket's message, so it goes over HTTP only. */
  httpOnly?: true
  /** Bytes of its body, where it carries a document; otherwise `maxMessageBytes`. */
  maxBytes?: number
}

export const nothing = z.strictObject({})
export const ofConsultation = z.strictObject({ consultationId: ConsultationId })
export const ofParticipant = z.strictObject({ consultationId: ConsultationId, participantId: ParticipantId })
