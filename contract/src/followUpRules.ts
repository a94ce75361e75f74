/** The words that an administrator reads before asking between visits is switched on; another text is another number. */
export const monitoringStatement = '1'

/** Days between two times that a patient is asked: the questions of the first are over before the second. */
export const fewestDaysBetween = 3
/** A follow-up lasts no longer, in months, before somebody decides on it again. */
export const mostMonths = 12

/** As ISO 8601 counts: Monday is 1. */
export const weekdays = [1, 2, 3, 4, 5, 6, 7] as const
export type Weekday = (typeof weekdays)[number]

/** `finished`: its last day, or its treatment's, is over. `switchedOff`: the house asks nobody between visits any more. */
export const followUpEndings = ['stopped', 'switchedOff', 'finished'] as const
export type FollowUpEnding = (typeof followUpEndings)[number]

/** Why nobody was asked at a time that was planned. `late`: no server ran in those days. */
export const skipReasons = ['late', 'noQuestionnaire'] as const
export type SkipReason = (typeof skipReasons)[number]
