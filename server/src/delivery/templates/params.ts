import { z } from 'zod'

const instant = z.iso.datetime()

/** What each message needs to be written. The house's name, telephone and time zone are the establishment's own. */
export const templateParams = {
  /** A consultation's personal link. */
  link: z.strictObject({ url: z.url(), scheduledAt: instant }),
  /** A lost link, sent again. */
  linkAgain: z.strictObject({ url: z.url(), scheduledAt: instant }),
  /** A one-time code, and for how many minutes it serves. */
  code: z.strictObject({ code: z.string().regex(/^[0-9]{4,10}$/), minutes: z.number().int().positive() }),
  /** A new account's first password, and for how many hours the address serves. */
  invitation: z.strictObject({ url: z.url(), hours: z.number().int().positive() }),
  /** Questions before a visit, and the same once more; the link opens the seat that answers them. */
  questionnaire: z.strictObject({ url: z.url(), scheduledAt: instant }),
  questionnaireReminder: z.strictObject({ url: z.url(), scheduledAt: instant }),
  /** Questions between visits, and the same once more; the link opens these questions alone, until `dueAt`. */
  followUp: z.strictObject({ url: z.url(), dueAt: instant }),
  followUpReminder: z.strictObject({ url: z.url(), dueAt: instant }),
  passwordReset: z.strictObject({ url: z.url(), minutes: z.number().int().positive() }),
  /** An alert that nobody has seen, to a deputy: whole hours it has waited, and where the list is. No patient's data. */
  alertWaiting: z.strictObject({ url: z.url(), hours: z.number().int().nonnegative() }),
} as const

export type TemplateName = keyof typeof templateParams
export type TemplateParams<T extends TemplateName> = z.output<(typeof templateParams)[T]>
export type Letter = { [T in TemplateName]: { template: T; params: TemplateParams<T> } }[TemplateName]
