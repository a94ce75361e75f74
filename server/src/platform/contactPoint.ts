import { parsePhoneNumberFromString } from 'libphonenumber-js/max'
import { z } from 'zod'

/**
 * A telephone number as people write it, in E.164 (ITU-T); null when no such number can exist. Without a prefix it is
 * a French one: `06…` of La Réunion or Martinique is recognised by its range, `0692…` is +262, `0696…` is +596.
 */
export function toE164(raw: string): string | null {
  const written = raw.trim()
  if (written.length > 40) return null
  const read = [home, ...overseas].map((country) => parsePhoneNumberFromString(written, { defaultCountry: country, extract: false })).filter((one) => one !== undefined)
  // Plans change faster than their description, and ranges kept for fiction are in none: of the right length is enough.
  const best = read.find((one) => one.isValid()) ?? read.find((one) => one.isPossible())
  return best && !best.ext ? best.number : null
}
const home = 'FR' as const
/** Overseas departments share the leading 0 of France; what is no number of the mainland may be one of theirs. Saint-Pierre, New Caledonia and Polynesia are written with their prefix: their six or eight digits could be anybody's. */
const overseas = ['RE', 'GP', 'MQ', 'GF'] as const

/** « +33 6 39 98 00 01 »: as it is read and dialled from anywhere. */
export const readablePhone = (e164: string): string => parsePhoneNumberFromString(e164)?.formatInternational() ?? e164

/** May it be sent a text message? Landlines get a voice call. */
export const isMobile = (e164: string): boolean => {
  const type = parsePhoneNumberFromString(e164)?.getType()
  return /^\+33[67]/.test(e164) || type === 'MOBILE' || type === 'FIXED_LINE_OR_MOBILE'
}

/** A mail address in lower case; null when it is none. */
export const toMailAddress = (raw: string): string | null => z.email().max(254).safeParse(raw.trim().toLowerCase()).data ?? null

const dot = '•'
/** Enough for its owner to recognise, too little to be called: « 06 •• •• •• 42 », « +32 ••• 42 ». */
export function maskPhone(e164: string): string {
  const parsed = parsePhoneNumberFromString(e164)
  const last = e164.slice(-2)
  if (!parsed || parsed.countryCallingCode !== '33') return `+${parsed?.countryCallingCode ?? ''} ${dot.repeat(3)} ${last}`
  return `0${parsed.nationalNumber.slice(0, 1)} ${`${dot}${dot} `.repeat(3)}${last}`
}
/** « c•••@exemple.test » */
export function maskMail(address: string): string {
  const at = address.lastIndexOf('@')
  return `${address.slice(0, 1)}${dot.repeat(3)}${at > 0 ? address.slice(at) : ''}`
}
export const maskContact = (channel: 'sms' | 'mail' | 'voice', to: string): string => (channel === 'mail' ? maskMail(to) : maskPhone(to))
