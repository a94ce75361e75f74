import { parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js/max'

/**
 * The French plan is one from overseas too (0692… is dialled as it is from Paris), but in E.164 each of these numbers
 * has its own country code: +33 692… would reach nobody.
 */
const overseas: readonly CountryCode[] = ['RE', 'YT', 'GP', 'MQ', 'GF', 'PM']

/** A number as people write it, French unless it names its country, in E.164; null where it cannot be one. */
export function toE164(text: string): string | null {
  const number = parsePhoneNumberFromString(text, { defaultCountry: 'FR', extract: false })
  if (!number?.isPossible() || number.ext) return null
  if (number.countryCallingCode !== '33' || number.isValid()) return number.number
  const there = overseas.map((country) => parsePhoneNumberFromString(number.formatNational(), { defaultCountry: country, extract: false })).find((one) => one?.isValid())
  return there?.number ?? number.number
}

/** "+33 6 39 98 00 01": as it is read and dialled from anywhere. */
export const readablePhone = (e164: string): string => parsePhoneNumberFromString(e164)?.formatInternational() ?? e164
