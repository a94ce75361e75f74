import { precall as english } from './en/precall.ts'
import { precall as french } from './fr/precall.ts'
import { useI18n } from './I18n.tsx'

/** Both languages come with the screens that show them: the first screen needs neither. */
export const usePrecallWords = (): typeof french => (useI18n().lang === 'fr' ? french : english)
