import type { Office } from './fr/office.ts'
import { useI18n, type I18n } from './I18n.tsx'
import type { Language } from './language.ts'

export async function loadOffice(lang: Language): Promise<Office> {
  return lang === 'fr' ? (await import('./fr/office.ts')).office : (await import('./en/office.ts')).office
}

/** The words of the professionals' page, whose provider was given them. */
export function useOffice(): I18n & { t: Office } {
  const i18n = useI18n()
  if (!('professional' in i18n.t)) throw new Error('useOffice outside the professionals’ page')
  return i18n as I18n & { t: Office }
}
