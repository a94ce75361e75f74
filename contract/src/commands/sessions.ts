import { z } from 'zod'
import { nothing, type Command } from '../command.ts'
import { SessionId } from '../ids.ts'
import { everyone, professionals } from '../roles.ts'
import { sessionEndings } from '../sessions.ts'
import { SessionView } from '../views.ts'

export const sessionCommands = {
  /** Exchanges the refresh cookie for a new one and a new access cookie; or says why the session is over, and takes both back. */
  'session.refresh': { kind: 'change', by: everyone, input: nothing, output: z.object({ over: z.enum(sessionEndings).nullable() }), trail: ['session.refreshed', 'session.ended'], httpOnly: true },
  /** The devices that the caller is signed in on. */
  'session.list': { kind: 'read', by: professionals, input: nothing, output: z.object({ sessions: z.array(SessionView) }), trail: [] },
  /** Ends one of the caller's own sessions, or all of them except the one that asks. */
  'session.revoke': { kind: 'change', by: professionals, input: z.strictObject({ which: z.union([SessionId, z.literal('others')]) }), output: nothing, trail: ['session.ended'] },
} as const satisfies Record<string, Command>
