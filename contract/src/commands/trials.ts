import { z } from 'zod'
import { Joined } from '../call.ts'
import { nothing, type Command } from '../command.ts'
import { guests } from '../roles.ts'
import { RtpCapabilities } from '../rtp.ts'
import { NetworkReport } from '../views.ts'

/** The network test before a call: a room of one's own on the sfu, where one receives oneself. */
export const trialCommands = {
  /** Opens the caller's own test room; it closes by itself after 30 s, and nobody else can see or enter it. */
  'test.join': { kind: 'media', by: guests, input: z.strictObject({ rtpCapabilities: RtpCapabilities }), output: Joined, trail: [] },
  /** Closes it, and says what was found; null when it was broken off. */
  'test.end': { kind: 'media', by: guests, input: z.strictObject({ network: NetworkReport.nullable() }), output: nothing, trail: [] },
} as const satisfies Record<string, Command>
