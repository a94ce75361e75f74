import type { IncomingMessage } from 'node:http'
import { expect, it } from 'vitest'
import { addressKey, addressOf } from './address.ts'

it('an IPv4 address counts for itself, however it is written; an IPv6 one for its network of 64 bits', () => {
  expect(addressKey('192.0.2.7')).toBe('192.0.2.7')
  expect(addressKey('::ffff:192.0.2.7')).toBe('192.0.2.7')
  expect(addressKey('2001:db8:1:2::1')).toBe('2001:db8:1:2::/64')
  expect(addressKey('2001:0DB8:1:2:ffff:aaaa:bbbb:cccc')).toBe('2001:db8:1:2::/64')
  expect(addressKey('2001:db8::1')).toBe('2001:db8:0:0::/64')
  expect(addressKey('fe80::1%eth0')).toBe('fe80:0:0:0::/64')
  expect(addressKey('::1')).toBe('0:0:0:0::/64')
  expect(addressKey(undefined)).toBe('unknown')
  expect(addressKey('nonsense')).toBe('unknown')
})

it('only a trusted proxy is believed about an address, and only its own word', () => {
  const request = { headers: { 'x-forwarded-for': '203.0.113.9, 192.0.2.7' }, socket: { remoteAddress: '10.0.0.1' } } as unknown as IncomingMessage
  expect(addressOf(request, false)).toBe('10.0.0.1')
  expect(addressOf(request, true)).toBe('192.0.2.7')
})
