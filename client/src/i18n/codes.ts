import { codes as english } from './en/codes.ts'
import { codes as french } from './fr/codes.ts'
import { useI18n } from './I18n.tsx'

/** Both languages, which are short, come with the screens that show them: the first screen of most visits needs neither. */
export const useCodeWords = (): typeof french => (useI18n().lang === 'fr' ? french : english)
