import { createHmac } from 'node:crypto'
import { expect, it } from 'vitest'
import type { StayId } from '@lien/contract/ids'
import { relaysOf } from './relays.ts'

const stayId = '01890000-0000-7000-8000-000000000001' as StayId
const urls = ['turn:turn.lien.test:3478?transport=udp', 'turns:turn.lien.test:443?transport=tcp']

it('credentials name their end and their stay, sealed as coturn seals them', () => {
  const [relay] = relaysOf({ urls, secret: 'north' }, stayId, new Date('2026-11-24T09:30:00.900Z'))
  // openssl: printf %s "$username" | openssl dgst -sha1 -hmac north -binary | base64
  expect(relay).toEqual({ urls, username: `1795527000:${stayId}`, credential: '0QUYmyq9j0cI/nfqFmiAKo19sf8=' })
  expect(relay?.credential).toBe(createHmac('sha1', 'north').update(`1795527000:${stayId}`).digest('base64'))
})

it('no relay, no credentials', () => {
  expect(relaysOf(null, stayId, new Date())).toEqual([])
})
