import { can, isOpen } from '@lien/contract/consultation'
import { holds } from '@lien/contract/roles'
import type { DayPerson, DayRow } from '@lien/contract/views'

/** Who is in the waiting room now: checked in, not let in. */
export const waitingOf = (row: DayRow): DayPerson[] =>
  isOpen(row.state) ? row.people.filter((person) => !holds(person.seat) && person.checkedInAt !== null && !person.admitted) : []

export type MainAction = { kind: 'admit'; person: DayPerson } | { kind: 'join' } | null

/** The one action a row offers: the patient first, then whoever waits, then the call that is open. */
export function mainAction(row: DayRow): MainAction {
  if (!row.may.includes('admit')) return null
  const waiting = waitingOf(row)
  const person = waiting.find(({ seat }) => seat === 'patient') ?? waiting[0]
  const running = row.state === 'inProgress'
  if (person && (running || can(row.state, 'admit', 'oncologist'))) return { kind: 'admit', person }
  return running || row.state === 'interrupted' ? { kind: 'join' } : null
}

/** People who came to the waiting room between two views of the day. */
export function arrivals(before: readonly DayRow[], after: readonly DayRow[]): DayPerson[] {
  const known = new Set(before.flatMap(waitingOf).map(({ participantId }) => participantId))
  return after.flatMap(waitingOf).filter(({ participantId }) => !known.has(participantId))
}

export function withRow(rows: readonly DayRow[], row: DayRow): DayRow[] {
  return [...rows.filter(({ consultationId }) => consultationId !== row.consultationId), row].sort((a, b) => a.scheduledAt.localeCompare(b.scheduledAt))
}

/** A consultation opened by break-glass leaves the list when its access runs out. */
export const stillOpen = (row: DayRow, now: number): boolean => row.until === null || Date.parse(row.until) > now

/** It has begun and is not over. */
export const isHeld = ({ state }: DayRow): boolean => state === 'inProgress' || state === 'interrupted'

/** It goes on by telephone now. */
export const isByTelephone = (row: DayRow): boolean => isHeld(row) && row.modalities.at(-1)?.modality === 'telephone'
