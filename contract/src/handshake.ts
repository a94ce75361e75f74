import { z } from 'zod'
import { ParticipantId } from './ids.ts'

/**
 * What the socket's handshake carries. `seat` says which of the browser's seat cookies to use (none: the
 * professional's). `first` is one command performed as the socket opens, its reply pushed as `first`: it saves a
 * returning person one round trip.
 */
export const Handshake = z.strictObject({
  seat: ParticipantId.optional(),
  first: z.strictObject({ name: z.string().max(64), input: z.unknown() }).optional(),
})
export type Handshake = z.infer<typeof Handshake>
