import { createContext, useContext } from 'react'
import { questions as english } from './en/questions.ts'
import { questions as french } from './fr/questions.ts'
import { useI18n } from './I18n.tsx'

/** True where no visit follows: the screens are the same, and say so. */
export const BetweenVisitsContext = createContext(false)

/** Both languages come with the screens that show them: the first screen needs neither. */
export function useQuestionWords(): typeof french {
  const words = useI18n().lang === 'fr' ? french : english
  return useContext(BetweenVisitsContext) ? betweenVisits(words) : words
}

function betweenVisits(words: typeof french): typeof french {
  const { title, lead, points, thanks, worse, warning, over } = words.between
  return { ...words, title, over, intro: { ...words.intro, lead, points }, thanks: { ...words.thanks, next: thanks, worse }, warning: { ...words.warning, title: warning } }
}
