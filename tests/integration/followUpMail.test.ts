import { afterAll, beforeAll, expect, it } from 'vitest'
import type { RequestId } from '@lien/contract/ids'
import { createLog } from '@lien/server/platform/log.ts'
import { Asker } from '@lien/server/responses/Asker.ts'
import { value } from '../support/client.ts'
import { follow, switchOn } from '../support/followed.ts'
import { shortForm } from '../support/forms.ts'
import { openHouse, type TestHouse } from '../support/house.ts'
import { openMailServer, type MailServer } from '../support/receivers.ts'
import { tokenOf } from '../support/world.ts'

let server: MailServer
let house: TestHouse
beforeAll(async () => {
  server = await openMailServer()
  house = await openHouse({ courier: 'configured', env: { LIEN_SMTP_URL: server.url, LIEN_MAIL_FROM: 'Téléconsultation <lien@hopital.test>' } })
})
afterAll(async () => {
  await house.close()
  await server.close()
})

const mailsTo = (address: string) => server.received.all.filter(({ to, mail }) => to === address && mail.subject === 'Comment allez-vous ?')

it('asked on its day, by a real mail: the link in it opens the questions, which are answered', async () => {
  const { app, world, database } = house
  await world.questionnaire(house.house, shortForm)
  await switchOn(house, house.house)
  const visit = await world.visit(house.house, { contacts: { patient: { phone: null, mail: 'claire@riviere.test', preferred: 'mail', language: 'fr' } } })
  const id = await follow(house, house.house, visit)
  await database.query(`UPDATE follow_ups SET next_on = (now() AT TIME ZONE 'Europe/Paris')::date - 1, next_at = now() - interval '1 day' WHERE id = $1`, [id])
  const asker = Asker.create({ db: app.db, transact: app.transact, clock: () => new Date(), log: createLog('warn'), publicUrl: 'http://localhost:3000', poll: 3600_000, reportMissing: () => Promise.resolve() })
  await asker.look()
  await asker.close()
  await expect.poll(() => mailsTo('claire@riviere.test').length).toBe(1)
  const { text = '' } = mailsTo('claire@riviere.test')[0]?.mail ?? {}
  expect(text).toMatch(/n’ouvre que ces questions/)
  expect(text).toMatch(/le 15 ou le 112/)
  const browser = house.browser()
  const { request } = await browser.openQuestions(tokenOf(/https?:\/\/\S+/.exec(text)?.[0] ?? ''))
  value(await browser.post('request.complete', { requestId: request.requestId }, request.requestId))
  expect(await database.query('SELECT state FROM questionnaire_requests WHERE id = $1', [request.requestId])).toEqual([{ state: 'completed' }])
})

it('an act that is broken off in the middle leaves nothing, and the next round asks once', async () => {
  const { app, world, database } = house
  const visit = await world.visit(house.house, { contacts: { patient: { phone: null, mail: 'coupee@riviere.test', preferred: 'mail', language: 'fr' } } })
  const id = await follow(house, house.house, visit)
  await database.query(`UPDATE follow_ups SET next_on = (now() AT TIME ZONE 'Europe/Paris')::date - 1, next_at = now() - interval '1 day' WHERE id = $1`, [id])
  // Like a process that dies before its commit: everything was written, nothing stays.
  const broken: typeof app.transact = (caller, command, work) => app.transact(caller, command, async (act) => {
    await work(act)
    throw new Error('broken off')
  })
  const round = async (transact: typeof app.transact) => {
    const asker = Asker.create({ db: app.db, transact, clock: () => new Date(), log: createLog('fatal'), publicUrl: 'http://localhost:3000', poll: 3600_000, reportMissing: () => Promise.resolve() })
    await asker.look()
    await asker.close()
  }
  const requests = () => database.query<{ id: RequestId }>('SELECT id FROM questionnaire_requests WHERE follow_up_id = $1', [id])
  await round(broken)
  expect(await requests()).toEqual([])
  expect(await database.query(`SELECT 1 FROM outbox WHERE consultation_id = $1 AND template = 'followUp'`, [visit.consultationId])).toEqual([])
  await Promise.all([round(app.transact), round(app.transact)])
  expect(await requests()).toHaveLength(1)
  await expect.poll(() => mailsTo('coupee@riviere.test').length).toBe(1)
})
