/** A break-glass access lasts this long, in ms: a night's emergency fits, a habit does not. */
export const accessLength = 4 * 3600 * 1000
export const untilOf = (at: Date): Date => new Date(at.getTime() + accessLength)
