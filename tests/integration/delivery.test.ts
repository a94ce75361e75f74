import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { OutboxId } from '@lien/contract/ids'
import type { OutboxLine } from '@lien/contract/administration'
import { confirmMessage, enqueue, retryMessage, type Message } from '@lien/server/delivery/commands.ts'
import { outboxOf } from '@lien/server/delivery/queries.ts'
import { faultOf, value } from '../support/client.ts'
import { openHouse, type TestHouse } from '../support/house.ts'
import { codeIn } from '../support/letters.ts'
import { openGateway, openMailServer, type GatewayServer, type MailServer } from '../support/receivers.ts'

const url = `https://lien.test/visit#${'T'.repeat(43)}`
const mail: Message = { channel: 'mail', to: 'Claire@exemple.test', template: 'link', lang: 'fr', params: { url, scheduledAt: '2026-08-24T08:30:00Z' } }
const sms: Message = { channel: 'sms', to: '06 39 98 00 42', template: 'code', lang: 'fr', params: { code: '493817', minutes: 10 } }

let here: TestHouse
let server: MailServer
let gateway: GatewayServer
let folder: string
/** Moved by tests, so that nobody waits for a retry. */
let later = 0
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'lien-gateway-'))
  ;[server, gateway] = await Promise.all([openMailServer(), openGateway({ idempotent: false })])
  const path = join(folder, 'sms.json')
  writeFileSync(path, JSON.stringify({ url: gateway.url, headers: { authorization: 'Bearer essai', 'x-reference': '{{id}}' }, body: { message: { to: ['{{to}}'], text: '« {{text}} »' }, lang: '{{lang}}', priority: 1 } }))
  here = await openHouse({ courier: 'configured', clock: () => new Date(Date.now() + later), env: { LIEN_SMTP_URL: server.url, LIEN_MAIL_FROM: 'Téléconsultation <lien@hopital.test>', LIEN_SMS_GATEWAY: path } })
})
afterEach(() => {
  server.refuse = null
  gateway.status = 202
})
afterAll(async () => {
  await here.close()
  await Promise.all([server.close(), gateway.close()])
  rmSync(folder, { recursive: true, force: true })
})

const put = async (message: Message): Promise<OutboxId> => (await here.world.act(here.house.establishmentId, (act) => enqueue(act, message))).value
const line = async (id: OutboxId): Promise<OutboxLine> => {
  const { value: all } = await here.world.act(here.house.establishmentId, (act) => outboxOf(act.db, here.house.establishmentId, act.at))
  const found = all.find(({ outboxId }) => outboxId === id)
  if (!found) throw new Error('This message is not in the outbox.')
  return found
}
const until = async (id: OutboxId, fits: (line: OutboxLine) => boolean): Promise<OutboxLine> => {
  for (;;) {
    const one = await line(id)
    if (fits(one)) return one
    await new Promise((resolve) => { setTimeout(resolve, 20) })
  }
}
const nudge = () => here.world.act(here.house.establishmentId, (act) => { act.tell({ type: 'queued' }); return Promise.resolve() })

it('a mail arrives in both texts under the outbox’s own id, and its words and address are gone from the table', async () => {
  const id = await put(mail)
  const one = await until(id, ({ state }) => state === 'sent')
  const { mail: came, to } = server.received.all.find((each) => each.id === `<${id}@hopital.test>`) ?? {}
  expect(to).toBe('claire@exemple.test')
  expect(came?.subject).toBe('Votre rendez-vous en vidéo')
  expect(came?.from?.text).toBe('"Téléconsultation" <lien@hopital.test>')
  expect(came?.headers.get('auto-submitted')).toBe('auto-generated')
  expect(came?.text).toContain(url)
  expect(came?.html).toContain(`href="${url}"`)
  expect(came?.text).toContain('heure de Paris')
  expect(one).toMatchObject({ recipient: 'c•••@exemple.test', attempts: 1, error: null, retriable: false })
  expect(await here.database.query('SELECT params, recipient FROM outbox WHERE id = $1', [id])).toEqual([{ params: null, recipient: 'c•••@exemple.test' }])
})

it('a text message reaches the gateway in the template’s shape, with its idempotency key', async () => {
  const id = await put(sms)
  await until(id, ({ state }) => state === 'sent')
  const call = gateway.received.all.find((one) => one.id === id)
  expect(call?.headers).toMatchObject({ authorization: 'Bearer essai', 'x-reference': id, 'content-type': 'application/json' })
  expect(JSON.parse(call?.body ?? '')).toEqual({ message: { to: ['+33639980042'], text: expect.stringMatching(/^« 493817 est votre code\..* »$/) as string }, lang: 'fr', priority: 1 })
})

it('what was sent, or stopped, is in the trail: ids and codes only', async () => {
  const visit = await here.world.visit(here.house)
  const { value: id } = await here.world.act(here.house.establishmentId, (act) => { act.concern(visit.consultationId); return enqueue(act, { ...sms, consultationId: visit.consultationId }) })
  await until(id, ({ state }) => state === 'sent')
  const trail = (await here.trail(visit.consultationId)).filter(({ type }) => type.startsWith('delivery.')).map(({ event }) => event)
  expect(trail).toEqual([{ type: 'delivery.queued', outboxId: id, channel: 'sms', template: 'code' }, { type: 'delivery.sent', outboxId: id, attempts: 1 }])
})

describe('what does not arrive', () => {
  it('is tried again after a minute when the server says: later', async () => {
    server.refuse = 451
    const id = await put(mail)
    const waiting = await until(id, ({ error }) => error !== null)
    expect(waiting).toMatchObject({ state: 'queued', error: 'refused', attempts: 1 })
    const wait = Date.parse(waiting.nextAt ?? '') - Date.now() - later
    expect(wait).toBeGreaterThan(40_000)
    expect(wait).toBeLessThan(75_000)
    server.refuse = null
    later += 90_000
    await nudge()
    expect(await until(id, ({ state }) => state === 'sent')).toMatchObject({ attempts: 2, error: null })
  })
  it('is given up when the server says: never; a person may have it sent again', async () => {
    server.refuse = 550
    const id = await put(mail)
    expect(await until(id, ({ state }) => state === 'failed')).toMatchObject({ error: 'recipientRefused', attempts: 1, recipient: 'c•••@exemple.test', retriable: true })
    server.refuse = null
    await here.world.act(here.house.establishmentId, (act) => retryMessage(act, id))
    await until(id, ({ state }) => state === 'sent')
    await expect(here.world.act(here.house.establishmentId, (act) => retryMessage(act, id))).rejects.toThrow('invalidState')
    await expect(here.world.act(here.house.establishmentId, (act) => confirmMessage(act, id))).rejects.toThrow('invalidState')
  })
  it('is left in doubt when a proxy before the gateway does not know, and is not sent again by itself', async () => {
    gateway.status = 504
    const id = await put(sms)
    expect(await until(id, ({ state }) => state !== 'queued' && state !== 'claimed' && state !== 'handing')).toMatchObject({ state: 'uncertain' })
    const before = gateway.asked
    later += 24 * 3600_000
    await nudge()
    expect((await line(id)).state).toBe('uncertain')
    expect(gateway.asked).toBe(before)
  })
  it('has no way out: says so, keeps trying', async () => {
    const id = await put({ ...sms, channel: 'voice' })
    expect(await until(id, ({ error }) => error !== null)).toMatchObject({ state: 'queued', error: 'noChannel' })
  })
  it('comes too late: a code that no longer serves is not sent, and its words are thrown away', async () => {
    const id = await put({ ...sms, expiresAt: new Date(Date.now() + later - 1) })
    expect(await until(id, ({ state }) => state === 'failed')).toMatchObject({ error: 'expired', retriable: false })
    await expect(here.world.act(here.house.establishmentId, (act) => retryMessage(act, id))).rejects.toThrow('invalidState')
  })
  it('was sealed under another key: is given up, and nothing leaves', async () => {
    const { value: id } = await here.world.act(here.house.establishmentId, async (act) => {
      const made = await enqueue(act, sms)
      await act.db('outbox').where({ id: made }).update({ params: Buffer.alloc(60, 7) })
      return made
    })
    expect(await until(id, ({ state }) => state === 'failed')).toMatchObject({ error: 'unreadable' })
  })
})

it('[wall] another establishment sees no message and can send none again', async () => {
  server.refuse = 550
  const id = await put(mail)
  await until(id, ({ state }) => state === 'failed')
  const other = await here.world.house({ finess: '000000002', email: 'dr.ailleurs@lien.test' })
  const caller = await here.oncologist(other)
  expect((await here.app.transact(caller, 'day.read', (act) => outboxOf(act.db, here.house.establishmentId, act.at))).value).toEqual([])
  await expect(here.app.transact(caller, 'day.read', (act) => retryMessage(act, id))).rejects.toThrow('notFound')
})

it('a server whose certificate nobody vouches for gets no mail', async () => {
  const tls = await openMailServer({ options: { secure: true } })
  const house = await openHouse({ courier: 'configured', env: { LIEN_SMTP_URL: tls.url.replace('smtp:', 'smtps:'), LIEN_MAIL_FROM: 'lien@hopital.test' } })
  const { value: id } = await house.world.act(house.house.establishmentId, (act) => enqueue(act, mail))
  for (;;) {
    const [row] = await house.database.query<{ last_error: string | null; state: string }>('SELECT last_error, state FROM outbox WHERE id = $1', [id])
    if (row?.last_error) {
      expect(row).toEqual({ last_error: 'tlsFailed', state: 'queued' })
      break
    }
    await new Promise((resolve) => { setTimeout(resolve, 20) })
  }
  expect(tls.received.all).toEqual([])
  await house.close()
  await tls.close()
})

describe('the demonstration', () => {
  it('shows its messages to whoever tries it; a real house refuses', async () => {
    const demo = await openHouse({ courier: 'configured', env: { LIEN_DEMO: '1', LIEN_OUTBOX_DIR: join(folder, 'demo') } })
    const { value: id } = await demo.world.act(demo.house.establishmentId, (act) => enqueue(act, sms))
    const read = async () => value(await demo.browser().post('outbox.readDemo', {})).messages
    for (let all = await read(); all.length === 0;) all = await read()
    expect(await read()).toEqual([expect.objectContaining({ id, channel: 'sms', to: '+33639980042', subject: null, text: expect.stringContaining('493817') as string })])
    await demo.close()
    expect(faultOf(await here.browser().post('outbox.readDemo', {}))?.code).toBe('forbidden')
  })
  it('its folder is refused where people are real', async () => {
    await expect(openHouse({ env: { LIEN_OUTBOX_DIR: folder } })).rejects.toThrow(/LIEN_DEMO/)
  })
})

it('in other tests, letters arrive at once', async () => {
  const house = await openHouse()
  await house.world.act(house.house.establishmentId, (act) => enqueue(act, sms))
  expect(codeIn(await house.letters.to('+33639980042'))).toBe('493817')
  await house.close()
})
