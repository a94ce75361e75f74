/** The languages that people are written and spoken to in. */
export const languages = ['fr', 'en'] as const
export type Language = (typeof languages)[number]
