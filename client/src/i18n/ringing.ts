import { ringing as english } from './en/ringing.ts'
import { ringing as french } from './fr/ringing.ts'
import { useI18n } from './I18n.tsx'

/** Both languages come with the screen that shows them. */
export const useRingingWords = (): typeof french => (useI18n().lang === 'fr' ? french : english)
