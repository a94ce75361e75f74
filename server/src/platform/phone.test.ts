import { expect, it } from 'vitest'
import { readablePhone, toE164 } from './phone.ts'

it.each([
  ['06 39 98 00 01', '+33639980001'], ['+33 1 99 00 00 01', '+33199000001'], ['01.99.00.00.01', '+33199000001'], ['0033 6 39 98 00 01', '+33639980001'],
  ['0692 12 34 56', '+262692123456'], ['0262 12 34 56', '+262262123456'], ['0690 30 12 34', '+590690301234'], ['+32 470 12 34 56', '+32470123456'],
])('%s is %s', (written, number) => expect(toE164(written)).toBe(number))

it.each(['', '15', '06 39', 'téléphone', '06 39 98 00 01 ou 02', '+33 6 39 98 00 01 ext. 4', '+1234567890123456789'])('%s is no number to call back', (written) => expect(toE164(written)).toBe(null))

it('is shown as it is dialled from anywhere', () => expect(readablePhone('+33639980001')).toBe('+33 6 39 98 00 01'))
