import { expect, it } from 'vitest'
import { identity } from '../../i18n/fr/identity.ts'
import { birthPlaceText, insText } from './format.ts'

it('writes an INS as on the card', () => {
  expect(insText('279035121518989')).toBe('2 79 03 51 215 189 89'.replaceAll(' ', '\u00a0'))
  expect(insText('185052A12345633')).toBe('1 85 05 2A 123 456 33'.replaceAll(' ', '\u00a0'))
})

it('says whether a birth place is here, abroad or unknown', () => {
  expect(['2A004', '99100', '99999'].map((code) => birthPlaceText(code, identity.place))).toEqual(['code INSEE 2A004', 'à l’étranger (99100)', 'inconnu'])
})
