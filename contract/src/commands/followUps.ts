import { z } from 'zod'
import { nothing, ofConsultation, type Command } from '../command.ts'
import { monitoringStatement } from '../followUpRules.ts'
import { AnsweringView, FollowUpView, MonitoringView, Occasions, Rhythm } from '../followUps.ts'
import { FollowUpId } from '../ids.ts'
import type { AccountRole } from '../roles.ts'

const readers: readonly AccountRole[] = ['oncologist', 'coordinatingNurse']
const plan = ofConsultation.extend({ rhythm: Rhythm, until: z.iso.date() })

export const followUpCommands = {
  /** Whether the house asks patients between visits, and who decided it. */
  'monitoring.read': { kind: 'read', by: ['administrator'], input: nothing, output: MonitoringView, trail: ['administration.read'] },
  /** Switches asking between visits on, once the statement of what it means was read, or off: then every follow-up stops at once. */
  'monitoring.decide': {
    kind: 'change', by: ['administrator'], trail: ['monitoring.decided'], output: nothing,
    input: z.discriminatedUnion('on', [z.strictObject({ on: z.literal(true), statement: z.literal(monitoringStatement) }), z.strictObject({ on: z.literal(false) })]),
  },
  /** Whether the patient of a consultation is asked between visits, and when next. */
  'followup.read': { kind: 'read', by: readers, trail: ['followup.read'], input: ofConsultation, output: FollowUpView },
  /** The days on which a patient would be asked. */
  'followup.preview': { kind: 'read', by: readers, trail: ['followup.read'], input: plan, output: Occasions },
  /** Begins to ask the patient; one follow-up a patient. `invalidState` where the house has not switched it on (`switchedOff`), or nothing could be sent (`noContact`) or asked (`noQuestionnaire`). */
  'followup.start': { kind: 'change', by: readers, trail: ['followup.started'], input: plan, output: z.object({ followUpId: FollowUpId }) },
  /** Ends it: what waits for an answer is closed with it, and its links serve no more. */
  'followup.stop': { kind: 'change', by: readers, trail: ['followup.stopped'], input: ofConsultation.extend({ followUpId: FollowUpId }), output: nothing },
  /** What a link to questions opens, for a page that was reloaded. */
  'answering.read': { kind: 'read', by: ['answering'], trail: ['visit.read'], input: nothing, output: AnsweringView },
} as const satisfies Record<string, Command>
