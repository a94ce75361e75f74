import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createApp, type App } from '@lien/server/app.ts'
import { Limits } from '@lien/server/door/limits.ts'
import { createLog } from '@lien/server/platform/log.ts'
import { openDatabase } from '@lien/server/platform/db.ts'
import { faultOf, TestBrowser } from '../support/client.ts'
import { noLimits, openHouse, trailKey, type TestHouse } from '../support/house.ts'
import { oncologist, tokenOf } from '../support/world.ts'

const limits = { ...noLimits, attempts: { points: 6, duration: 60 }, signIn: { points: 4, duration: 60 } }
let house: TestHouse
let second: App
beforeAll(async () => {
  house = await openHouse({ limits })
  second = await createApp({ ...house.config, serverId: 'second' }, createLog('fatal'), { clientFolder: null, limits })
})
afterAll(async () => {
  await second.close()
  await house.close()
})

const guess = async (address: string, email: string) => {
  const reply = await new TestBrowser(address).signIn(email, 'pas celui-ci')
  return reply.ok ? 'in' : reply.fault.code
}

describe('limits of all server processes together', () => {
  it('two servers on one database share one limit: guesses spread over both run out together', async () => {
    const answers: string[] = []
    for (const address of [house.app.address, second.address, house.app.address, second.address, house.app.address, second.address]) answers.push(await guess(address, oncologist.email))
    expect(answers).toEqual(['unauthenticated', 'unauthenticated', 'unauthenticated', 'unauthenticated', 'rateLimited', 'rateLimited'])
    // The address has used its own six: other mail addresses do not help.
    expect(await guess(second.address, 'autre@lien.test')).toBe('rateLimited')
  })

  it('codes, birth dates and lost links run out by address, whichever server is asked', async () => {
    const few = await openHouse({ limits: { ...noLimits, attempts: { points: 4, duration: 60 }, askAgain: { points: 2, duration: 60 } } })
    try {
      const [here, there] = [few.browser(), few.browser(await few.secondApp())]
      const guarded = await few.world.house({ finess: '000000002', email: 'dre.code@lien.test', factor: 'birthDate' })
      const { pending } = await here.openPending(tokenOf((await few.world.visit(guarded)).guest('patient').link))
      there.takeCookiesFrom(here)
      const guesses = []
      for (const browser of [there, here, there, here, there]) guesses.push(await browser.post('link.confirmBirthDate', { birthDate: '1950-01-01' }, pending))
      expect(guesses.map((reply) => (reply.ok ? 'heard' : reply.fault.code))).toEqual(['heard', 'heard', 'heard', 'rateLimited', 'rateLimited'])
      expect(faultOf(await there.post('link.askAgain', { contact: '06 39 98 00 42' }))).toEqual({ code: 'rateLimited' })
    } finally {
      await few.close()
    }
  })

  it('lost links have a limit of their own, by address, whichever server is asked', async () => {
    const few = await openHouse({ limits: { ...noLimits, askAgain: { points: 2, duration: 60 } } })
    try {
      const [here, there] = [few.browser(), few.browser(await few.secondApp())]
      const answers = []
      for (const browser of [here, there, here]) answers.push(faultOf(await browser.post('link.askAgain', { contact: '06 39 98 00 42' }))?.code ?? 'noted')
      expect(answers).toEqual(['noted', 'noted', 'rateLimited'])
    } finally {
      await few.close()
    }
  })

  it('the table names nobody, and its rows expire', async () => {
    const rows = await house.database.query<{ key: string; expire: string }>('SELECT key, expire FROM limits')
    expect(rows.length).toBeGreaterThan(1)
    expect(JSON.stringify(rows)).not.toMatch(/127\.0\.0\.1|lien\.test/)
    for (const { key, expire } of rows) {
      expect(key).toMatch(/^(attempts|signIn):[\w-]{43}$/)
      expect(Number(expire)).toBeLessThanOrEqual(Date.now() + 60_000)
    }
  })

  it('a key is another one under another secret: a stolen table cannot be tried against addresses', async () => {
    const before = (await house.database.query('SELECT key FROM limits')).length
    await new Limits(limits, { db: house.app.db, secret: 'another-secret-another-secret-00' }).count('attempts', '127.0.0.1')
    expect((await house.database.query('SELECT key FROM limits')).length).toBe(before + 1)
  })

  it('without the database it still counts, and more strictly', async () => {
    const gone = openDatabase('postgresql://nobody@127.0.0.1:9/nothing', createLog('silent'))
    const alone = new Limits(limits, { db: gone, secret: trailKey })
    await alone.count('attempts', 'x')
    await alone.count('attempts', 'x')
    await expect(alone.count('attempts', 'x')).rejects.toMatchObject({ code: 'rateLimited' })
    await alone.count('attempts', 'y')
    await gone.destroy()
  })
})
