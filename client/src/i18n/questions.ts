import { questions as english } from './en/questions.ts'
import { questions as french } from './fr/questions.ts'
import { useI18n } from './I18n.tsx'

/** Both languages come with the screens that show them: the first screen needs neither. */
export const useQuestionWords = (): typeof french => (useI18n().lang === 'fr' ? french : english)
