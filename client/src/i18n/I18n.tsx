import { createContext, use, useCallback, useEffect, useState, type ReactNode } from 'react'
import type { Catalogue } from './fr/index.ts'
import { chosenLanguage, localeOf, remember, watchChoice, type Language } from './language.ts'

export interface I18n { t: Catalogue; lang: Language; locale: string; switchLanguage: () => void }

const Context = createContext<I18n | null>(null)

/** The words of the page. The first language is loaded before the first paint, the other when asked for. */
export function I18nProvider({ first, load, children }: { first: Catalogue; load: (lang: Language) => Promise<Catalogue>; children: ReactNode }) {
  const [state, setState] = useState<{ t: Catalogue; lang: Language }>(() => ({ t: first, lang: chosenLanguage() }))
  useEffect(() => {
    document.documentElement.lang = state.lang
  }, [state.lang])
  // Without a network the words stay as they are.
  const speak = useCallback((lang: Language) => void load(lang).then((t) => setState({ t, lang }), () => undefined), [load])
  useEffect(() => watchChoice(speak), [speak])
  const switchLanguage = (): void => {
    const lang = state.lang === 'fr' ? 'en' : 'fr'
    remember(lang)
    speak(lang)
  }
  return <Context value={{ ...state, locale: localeOf(state.lang), switchLanguage }}>{children}</Context>
}

export function useI18n(): I18n {
  const i18n = use(Context)
  if (!i18n) throw new Error('useI18n outside its provider')
  return i18n
}
