import { unknownBirthPlace } from '@lien/contract/patient'
import type { Office } from '../../i18n/fr/office.ts'

/** "2 56 03 13 055 999 48": sex, year, month, department, commune, order, key, as on the card. No-break spaces. */
export const insText = (matricule: string): string => matricule.replace(/^(.)(..)(..)(..)(...)(...)(..)$/, '$1 $2 $3 $4 $5 $6 $7').replaceAll(' ', '\u00a0')

/** A birth place as far as its code tells. */
export function birthPlaceText(code: string, words: Office['identity']['place']): string {
  if (code === unknownBirthPlace) return words.unknown
  return code.startsWith('99') ? words.abroad(code) : words.code(code)
}
