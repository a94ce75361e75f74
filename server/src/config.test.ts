import { randomBytes } from 'node:crypto'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { readConfig, StartFailure } from './config.ts'

const secret = () => randomBytes(32).toString('base64url')
const whole = { NODE_ENV: 'production', DATABASE_URL: 'postgresql://db/lien', LIEN_PUBLIC_URL: 'https://lien.test/', LIEN_SESSION_KEY: secret(), LIEN_TRAIL_KEY: secret(), LIEN_OUTBOX_KEY: secret(), LIEN_FACTOR_KEY: secret(), LIEN_SFUS: 'http://127.0.0.1:3100', LIEN_SFU_TOKEN: secret() }

it('reads a whole environment', () => {
  expect(readConfig(whole)).toMatchObject({ production: true, publicUrl: 'https://lien.test', demo: null, sfus: ['http://127.0.0.1:3100'] })
})

it('no secret has a default: it names everything that is missing in one sentence', () => {
  expect(() => readConfig({ NODE_ENV: 'production' })).toThrow(StartFailure)
  expect(() => readConfig({ NODE_ENV: 'production' })).toThrow(/DATABASE_URL.*LIEN_PUBLIC_URL.*LIEN_SESSION_KEY.*LIEN_TRAIL_KEY.*LIEN_OUTBOX_KEY.*LIEN_FACTOR_KEY.*LIEN_SFUS.*LIEN_SFU_TOKEN/)
  expect(() => readConfig({ ...whole, LIEN_TRAIL_KEY: 'short' })).toThrow(/LIEN_TRAIL_KEY/)
})

it('fictitious people never enter a production database', () => {
  expect(() => readConfig({ ...whole, LIEN_DEMO: '1' })).toThrow(/fictitious/)
})

it('a setting may stand in a file, without the line’s end; given twice or unreadable it is refused by name', () => {
  const file = join(mkdtempSync(join(tmpdir(), 'lien-config-')), 'trail-key')
  const { LIEN_TRAIL_KEY: trailKey, ...others } = whole
  writeFileSync(file, `${trailKey}\n`)
  expect(readConfig({ ...others, LIEN_TRAIL_KEY_FILE: file }).trailKey).toBe(trailKey)
  expect(() => readConfig({ ...whole, LIEN_TRAIL_KEY_FILE: file })).toThrow(/LIEN_TRAIL_KEY is given twice/)
  expect(() => readConfig({ ...others, LIEN_TRAIL_KEY_FILE: '/nowhere' })).toThrow(/LIEN_TRAIL_KEY_FILE cannot be read \(ENOENT\)/)
  writeFileSync(file, 'short')
  expect(() => readConfig({ ...others, LIEN_TRAIL_KEY_FILE: file })).toThrow(/LIEN_TRAIL_KEY/)
})

it('weak, repeated, copied and shared secrets never guard real patients, and are named without being told', () => {
  const refused = (name: string, value: string): string => {
    try { readConfig({ ...whole, [name]: value }) } catch (error) { return error instanceof StartFailure ? error.message : String(error) }
    return 'accepted'
  }
  for (const weak of ['x'.repeat(40), 'k7Qz'.repeat(10), 'abc123DEF456ghi7'.repeat(3).slice(0, 44), 'please-change-me-0a9s8d7f6g5h4j3k2l', 'example-Zm9vYmFyYmF6cXV4Zm9vYmFyMTI', '1234567890'.repeat(4)]) {
    const sentence = refused('LIEN_TRAIL_KEY', weak)
    expect(sentence, weak).toMatch(/^LIEN_TRAIL_KEY .* openssl rand -base64 32$/)
    expect(sentence).not.toContain(weak)
  }
  expect(refused('LIEN_TRAIL_KEY', whole.LIEN_SFU_TOKEN)).toMatch(/same as/)
  // A demonstration on one's own machine may be simple.
  expect(readConfig({ ...whole, NODE_ENV: undefined, LIEN_TRAIL_KEY: 'x'.repeat(40) }).trailKey).toBe('x'.repeat(40))
  for (let made = 0; made < 200; made += 1) expect(refused('LIEN_TRAIL_KEY', secret())).toBe('accepted')
})

it('several tokens, newest first: the server says the first; each must be strong', () => {
  const [fresh, old] = [secret(), secret()]
  expect(readConfig({ ...whole, LIEN_SFU_TOKEN: `${fresh}, ${old}` }).sfuToken).toBe(fresh)
  expect(() => readConfig({ ...whole, LIEN_SFU_TOKEN: `${fresh},short` })).toThrow(/LIEN_SFU_TOKEN/)
})

it('a relay needs its addresses and its secret; neither, and there is none', () => {
  const relay = { LIEN_TURN_URLS: 'turn:turn.lien.test:3478?transport=udp, turns:turn.lien.test:443?transport=tcp', LIEN_TURN_SECRET: secret() }
  expect(readConfig(whole).turn).toBeNull()
  expect(readConfig({ ...whole, ...relay }).turn).toEqual({ urls: ['turn:turn.lien.test:3478?transport=udp', 'turns:turn.lien.test:443?transport=tcp'], secret: relay.LIEN_TURN_SECRET })
  expect(() => readConfig({ ...whole, ...relay, LIEN_TURN_SECRET: undefined })).toThrow(/LIEN_TURN_SECRET/)
  expect(() => readConfig({ ...whole, LIEN_TURN_SECRET: relay.LIEN_TURN_SECRET })).toThrow(/LIEN_TURN_URLS/)
  for (const wrong of ['https://turn.lien.test', 'turn.lien.test:3478', 'turn:turn.lien.test?transport=sctp', ' ']) expect(() => readConfig({ ...whole, ...relay, LIEN_TURN_URLS: wrong }), wrong).toThrow(/LIEN_TURN_URLS/)
  expect(() => readConfig({ ...whole, ...relay, LIEN_TURN_SECRET: 'short' })).toThrow(/LIEN_TURN_SECRET/)
})
