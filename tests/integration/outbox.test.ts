import { afterAll, beforeAll, expect, it } from 'vitest'
import { channels, outboxStates, templates } from '@lien/contract/outbox'
import { enqueue } from '@lien/server/delivery/commands.ts'
import type { Act } from '@lien/server/platform/act.ts'
import { openHouse, type TestHouse } from '../support/house.ts'
import { tokenOf, type PlannedVisit } from '../support/world.ts'

let here: TestHouse
let visit: PlannedVisit
beforeAll(async () => {
  here = await openHouse()
  visit = await here.world.visit(here.house)
})
afterAll(() => here.close())

const code = (to = '+33639980042') => ({ channel: 'sms', to, template: 'code', lang: 'fr', params: { code: '493817', minutes: 10 } }) as const
const guest = () => ({ kind: 'guest', participantId: visit.guest('patient').participantId, establishmentId: here.house.establishmentId, consultationId: visit.consultationId }) as const

/** A guest's own act, by the link they hold. */
async function asGuest<T>(work: (act: Act) => Promise<T>): Promise<T> {
  const [link] = await here.database.query<{ id: never }>('SELECT id FROM links WHERE participant_id = $1', [visit.guest('patient').participantId])
  return (await here.app.transact({ ...guest(), seat: 'patient', linkId: link?.id as never }, 'visit.read', async (act) => { act.concern(visit.consultationId); return work(act) })).value
}
const row = async (id: string) => (await here.database.query<{ state: string; params: Buffer | null; recipient: string; establishment_id: string; consultation_id: string | null }>('SELECT * FROM outbox WHERE id = $1', [id]))[0]

it('a message is written with the act that decided it, and is gone with it', async () => {
  const { value: id } = await here.world.act(here.house.establishmentId, (act) => enqueue(act, code('06 39 98 00 42')))
  expect(await row(id)).toMatchObject({ recipient: expect.stringMatching(/^\+33639980042$|••/) as string, establishment_id: here.house.establishmentId })
  const before = await here.database.query('SELECT id FROM outbox')
  await expect(here.world.act(here.house.establishmentId, async (act) => { await enqueue(act, code()); throw new Error('changed its mind') })).rejects.toThrow('changed its mind')
  expect(await here.database.query('SELECT id FROM outbox')).toHaveLength(before.length)
})

it('no code and no link can be read in the table or in the trail', async () => {
  const url = `https://lien.test/v#${tokenOf(visit.guest('patient').link)}`
  const { value: id } = await here.world.act(here.house.establishmentId, async (act) => { await enqueue(act, code()); return enqueue(act, { channel: 'mail', to: 'claire@exemple.test', template: 'link', lang: 'fr', params: { url, scheduledAt: '2026-11-24T09:30:00Z' } }) })
  const dump = JSON.stringify(await here.database.query("SELECT o.*, encode(params, 'escape') AS params FROM outbox o")) + JSON.stringify(await here.database.query('SELECT body FROM trail'))
  expect(dump).toContain(id)
  expect(dump).not.toContain('493817')
  expect(dump).not.toContain(tokenOf(visit.guest('patient').link))
})

it('[wall] a guest’s act sends for its own consultation, reads nothing, and cannot send for another', async () => {
  const id = await asGuest((act) => enqueue(act, code()))
  expect(await row(id)).toMatchObject({ consultation_id: visit.consultationId, establishment_id: here.house.establishmentId })
  expect(await asGuest(async (act) => (await act.db('outbox').select('id')) as unknown[])).toEqual([])
  const other = await here.world.visit(here.house)
  await expect(asGuest((act) => enqueue(act, { ...code(), consultationId: other.consultationId }))).rejects.toThrow(/row-level security/)
})

it('[wall] an anonymous act sends only once a door function knows whom it is about', async () => {
  const anonymous = { kind: 'anonymous' } as const
  await expect(here.app.transact(anonymous, 'professional.signIn', (act) => enqueue(act, code()))).rejects.toThrow()
  const { value: id } = await here.app.transact(anonymous, 'professional.signIn', async (act) => {
    await act.db.raw('SELECT door_credentials(?)', [here.house.email])
    return enqueue(act, { channel: 'mail', to: here.house.email, template: 'passwordReset', lang: 'fr', params: { url: 'https://lien.test/r#x', minutes: 30 } })
  })
  expect(await row(id)).toMatchObject({ establishment_id: here.house.establishmentId })
})

it.each([{ to: '06 39' }, { channel: 'mail', to: 'a@exemple.test\r\nBcc: b@exemple.test' } as const])('refuses an address that cannot be one: %j', async (wrong) => {
  await expect(here.world.act(here.house.establishmentId, (act) => enqueue(act, { ...code(), ...wrong }))).rejects.toThrow('invalidInput')
})

it('the table allows the contract’s channels, templates and states, and no other', async () => {
  for (const [name, list] of Object.entries({ outbox_channel: channels, outbox_template: templates, outbox_state: outboxStates })) {
    const [found] = await here.database.query<{ def: string }>('SELECT pg_get_constraintdef(oid) AS def FROM pg_constraint WHERE conname = $1', [name])
    expect([...(found?.def ?? '').matchAll(/'([A-Za-z]+)'::text/g)].map(([, word]) => word).sort()).toEqual([...list].sort())
  }
})
