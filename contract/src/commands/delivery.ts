import { z } from 'zod'
import { nothing, type Command } from '../command.ts'
import { DemoMessage } from '../outbox.ts'
import { everyone } from '../roles.ts'

export const deliveryCommands = {
  /** What a demonstration would have sent, for testers without a telephone: refused everywhere else. */
  'outbox.readDemo': { kind: 'read', by: everyone, input: nothing, output: z.object({ messages: z.array(DemoMessage) }), trail: [] },
} as const satisfies Record<string, Command>
