import { expect, it } from 'vitest'
import { channelsOf, linkChannelsOf, type Contact } from './rules.ts'

const contact: Contact = { phone: '+33639980042', mail: 'claire@lien.test', preferred: 'mail', language: 'fr' }

it('offers every known way, the preferred one first', () => {
  expect(channelsOf(contact)).toEqual(['mail', 'sms', 'voice'])
  expect(channelsOf({ ...contact, preferred: 'voice' })).toEqual(['voice', 'sms', 'mail'])
  expect(channelsOf({ ...contact, phone: null })).toEqual(['mail'])
  expect(channelsOf(null)).toEqual([])
})

it('sends no text message to a landline, and speaks no link', () => {
  expect(channelsOf({ ...contact, phone: '+33199000042', mail: null })).toEqual(['voice'])
  expect(linkChannelsOf({ ...contact, phone: '+33199000042', mail: null })).toEqual([])
  expect(channelsOf({ ...contact, phone: '+262692000042', mail: null, preferred: 'sms' })).toEqual(['sms', 'voice'])
  expect(linkChannelsOf({ ...contact, preferred: 'voice' })).toEqual(['sms', 'mail'])
})
