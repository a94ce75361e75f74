import type { Catalogue } from './fr/index.ts'

export type Language = 'fr' | 'en'
const key = 'lien:language'

/** What the person chose before; else the first of their browser's languages that we speak; else French. */
export function chosenLanguage(): Language {
  const stored = localStorage.getItem(key)
  if (stored === 'fr' || stored === 'en') return stored
  const known = navigator.languages.map((language) => language.slice(0, 2)).find((language) => language === 'fr' || language === 'en')
  return known === 'en' ? 'en' : 'fr'
}

/** For `Intl`: day before month in both. */
export const localeOf = (lang: Language): string => (lang === 'fr' ? 'fr-FR' : 'en-GB')

export const remember = (lang: Language): void => localStorage.setItem(key, lang)

/** One catalogue a language, each in its own chunk: a phone loads only the words it shows. */
export async function loadCatalogue(lang: Language): Promise<Catalogue> {
  return lang === 'fr' ? (await import('./fr/index.ts')).fr : (await import('./en/index.ts')).en
}
