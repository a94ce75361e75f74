import { describe, expect, it } from 'vitest'
import { isMobile, maskMail, maskPhone, readablePhone, toE164, toMailAddress } from './contactPoint.ts'

describe('telephone numbers become E.164', () => {
  it.each([
    ['06 39 98 00 42', '+33639980042'], ['0033 6 39 98 00 42', '+33639980042'], ['+33 (0)6 39 98 00 42', '+33639980042'], ['01.99.00.12.34', '+33199001234'],
    ['0692 01 23 45', '+262692012345'], ['+262 692 01 23 45', '+262692012345'], ['0590 20 12 34', '+590590201234'], ['0594 25 12 34', '+594594251234'], ['0696 20 12 34', '+596696201234'],
    ['+508 55 12 34', '+508551234'], ['+687 75 12 34', '+687751234'], ['+689 87 12 34 56', '+68987123456'],
    ['+32 470 12 34 56', '+32470123456'], ['+213 551 23 45 67', '+213551234567'],
  ])('%s → %s', (written, e164) => expect(toE164(written)).toBe(e164))
  it.each(['', '12', '06 39 98 00', '+33 6 39 98 00 42 99', 'abc', '+999 123456', '06 39 98 00 42 poste 12', '06 39 98 00 42 ou 43', '0'.repeat(50)])('%s is none', (written) => expect(toE164(written)).toBeNull())
})

it('knows whom a text message can reach', () => {
  expect(isMobile('+33639980042')).toBe(true)
  expect(isMobile('+33199001234')).toBe(false)
})

it('shows enough for the owner and no more', () => {
  expect(maskPhone('+33639980042')).toBe('06 •• •• •• 42')
  expect(maskPhone('+262692012345')).toBe('+262 ••• 45')
  expect(maskPhone('+32470123456')).toBe('+32 ••• 56')
  expect(maskMail('claire.riviere@exemple.test')).toBe('c•••@exemple.test')
})

it('is read as it is dialled from anywhere', () => expect(readablePhone('+33639980042')).toBe('+33 6 39 98 00 42'))

it('mail addresses are one line and one address', () => {
  expect(toMailAddress(' Claire@Exemple.test ')).toBe('claire@exemple.test')
  for (const wrong of ['a@b', 'a b@exemple.test', 'a@exemple.test\r\nBcc: b@exemple.test', 'a@exemple.test, b@exemple.test', '<a@exemple.test>']) expect(toMailAddress(wrong)).toBeNull()
})
