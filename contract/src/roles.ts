/** What a professional's account may be. */
export const accountRoles = ['oncologist', 'coordinatingNurse', 'townNurse', 'townPhysician', 'secretary', 'administrator', 'auditor'] as const
export type AccountRole = (typeof accountRoles)[number]

/** Seats taken through a personal link, without an account. */
export const guestSeats = ['patient', 'relative', 'townNurse', 'townPhysician', 'interpreter'] as const
export type GuestSeat = (typeof guestSeats)[number]

/** Seats taken with an account: whoever has one holds the consultation, lets people in and ends it. */
export const holderSeats = ['oncologist', 'coordinatingNurse'] as const
export type HolderSeat = (typeof holderSeats)[number]

/** Every seat of a consultation. */
export const seats = [...holderSeats, ...guestSeats] as const
export type Seat = (typeof seats)[number]
export const holds = (seat: Seat): seat is HolderSeat => (holderSeats as readonly Seat[]).includes(seat)

/**
 * Who may perform a command: `pending` has opened a link whose second factor is still asked for, `answering` one that
 * leads to a patient's questions and nowhere else.
 * A role is necessary, never sufficient (each command also checks the relation).
 */
export type Role = 'anonymous' | 'pending' | 'answering' | AccountRole | GuestSeat

export const everyone: readonly Role[] = ['anonymous', ...new Set<Role>([...accountRoles, ...guestSeats])]
export const professionals: readonly Role[] = accountRoles
export const guests: readonly Role[] = guestSeats
/** Those who can sit in a call. */
export const seated: readonly Role[] = seats
