import { expect, it } from 'vitest'
import { readConfig, StartFailure } from './config.ts'

const secret = 's'.repeat(32)
const whole = { NODE_ENV: 'production', DATABASE_URL: 'postgresql://db/lien', LIEN_PUBLIC_URL: 'https://lien.test/', LIEN_SESSION_KEY: secret, LIEN_TRAIL_KEY: secret, LIEN_OUTBOX_KEY: secret, LIEN_SFUS: 'http://127.0.0.1:3100', LIEN_SFU_TOKEN: secret }

it('reads a whole environment', () => {
  expect(readConfig(whole)).toMatchObject({ production: true, publicUrl: 'https://lien.test', demo: null, sfus: ['http://127.0.0.1:3100'] })
})

it('no secret has a default: it names everything that is missing in one sentence', () => {
  expect(() => readConfig({ NODE_ENV: 'production' })).toThrow(StartFailure)
  expect(() => readConfig({ NODE_ENV: 'production' })).toThrow(/DATABASE_URL.*LIEN_PUBLIC_URL.*LIEN_SESSION_KEY.*LIEN_TRAIL_KEY.*LIEN_OUTBOX_KEY.*LIEN_SFUS.*LIEN_SFU_TOKEN/)
  expect(() => readConfig({ ...whole, LIEN_TRAIL_KEY: 'short' })).toThrow(/LIEN_TRAIL_KEY/)
})

it('fictitious people never enter a production database', () => {
  expect(() => readConfig({ ...whole, LIEN_DEMO: '1' })).toThrow(/fictitious/)
})
