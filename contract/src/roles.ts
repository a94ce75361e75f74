/** What a professional's account may be. */
export const accountRoles = ['oncologist', 'coordinatingNurse', 'townNurse', 'townPhysician', 'secretary', 'administrator', 'auditor'] as const
export type AccountRole = (typeof accountRoles)[number]

/** Seats taken through a personal link, without an account. */
export const guestSeats = ['patient', 'relative', 'townNurse', 'townPhysician', 'interpreter'] as const
export type GuestSeat = (typeof guestSeats)[number]

/** Every seat of a consultation. */
export const seats = ['oncologist', ...guestSeats] as const
export type Seat = (typeof seats)[number]

/**
 * Who may perform a command: `pending` has opened a link whose second factor is still asked for.
 * A role is necessary, never sufficient (each command also checks the relation).
 */
export type Role = 'anonymous' | 'pending' | AccountRole | GuestSeat

export const everyone: readonly Role[] = ['anonymous', ...new Set<Role>([...accountRoles, ...guestSeats])]
export const professionals: readonly Role[] = accountRoles
export const guests: readonly Role[] = guestSeats
/** Those who can sit in a call. */
export const seated: readonly Role[] = seats
