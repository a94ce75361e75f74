import type { Catalogue } from './fr/index.ts'

export type Language = 'fr' | 'en'
const key = 'lien:language'

const isLanguage = (text: unknown): text is Language => text === 'fr' || text === 'en'

/** What the person chose before; else the first of their browser's languages that we speak; else French. */
export function chosenLanguage(): Language {
  const stored = localStorage.getItem(key)
  if (isLanguage(stored)) return stored
  const known = navigator.languages.map((language) => language.slice(0, 2)).find(isLanguage)
  return known ?? 'fr'
}

/** For `Intl`: day before month in both. */
export const localeOf = (lang: Language): string => (lang === 'fr' ? 'fr-FR' : 'en-GB')

export const remember = (lang: Language): void => localStorage.setItem(key, lang)

/** The same person chose in another of their tabs (HTML §12.2, `storage` is told to the others alone). */
export function watchChoice(chosen: (lang: Language) => void): () => void {
  const told = (event: StorageEvent): void => {
    if (event.key === key && isLanguage(event.newValue)) chosen(event.newValue)
  }
  window.addEventListener('storage', told)
  return () => window.removeEventListener('storage', told)
}

/** One catalogue a language, each in its own chunk: a phone loads only the words it shows. */
export async function loadCatalogue(lang: Language): Promise<Catalogue> {
  return lang === 'fr' ? (await import('./fr/index.ts')).fr : (await import('./en/index.ts')).en
}
