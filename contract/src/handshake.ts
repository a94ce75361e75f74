import { z } from 'zod'
import { ParticipantId } from './ids.ts'

/** One command that the server performs at a moment of its own, its reply pushed as `first`. */
const FirstCommand = z.strictObject({ name: z.string().max(64), input: z.unknown() })

/**
 * What the socket's handshake carries. `seat` says which of the browser's seat cookies to use (none: the
 * professional's). `first` is performed as the socket opens: it saves a returning person one round trip.
 */
export const Handshake = z.strictObject({
  seat: ParticipantId.optional(),
  first: FirstCommand.optional(),
})
export type Handshake = z.infer<typeof Handshake>

/**
 * What a waiting page says with `standBy`: the command to perform for it the moment its person is admitted, so that
 * the admission's notice and the join's answer are one. Null takes it back.
 */
export const StandBy = FirstCommand.nullable()
export type StandBy = z.infer<typeof StandBy>
