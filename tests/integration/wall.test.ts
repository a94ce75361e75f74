import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Act } from '@lien/server/platform/act.ts'
import type { Caller } from '@lien/server/platform/caller.ts'
import { asLien, openDatabase, type Pool } from '@lien/server/platform/db.ts'
import { createLog } from '@lien/server/platform/log.ts'
import { openHouse, type TestHouse } from '../support/house.ts'
import { tokenOf, type House, type PlannedVisit } from '../support/world.ts'

let house: TestHouse
let elsewhere: House
let mine: PlannedVisit
let theirs: PlannedVisit
let raw: Pool
let tables: string[]
beforeAll(async () => {
  house = await openHouse()
  elsewhere = await house.world.house({ finess: '000000042', email: 'dr.ailleurs@lien.test' })
  mine = await house.world.visit(house.house)
  theirs = await house.world.visit(house.house)
  await house.world.visit(elsewhere)
  raw = openDatabase(house.database.url, createLog('fatal'))
  tables = (await house.database.query<{ name: string }>(`SELECT relname AS name FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND relforcerowsecurity ORDER BY 1`)).map(({ name }) => name)
})
afterAll(async () => {
  await raw.destroy()
  await house.close()
})

/** The rows that SQL without any filter finds, table by table; a table closed to the application counts as none. */
async function seen(db: { raw: Pool['raw'] }): Promise<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const table of tables) {
    const [allowed] = (await db.raw<{ rows: { ok: boolean }[] }>(`SELECT has_table_privilege(?, 'SELECT') AS ok`, [table])).rows
    if (!allowed?.ok) continue
    const [row] = (await db.raw<{ rows: { n: string }[] }>('SELECT count(*) AS n FROM ??', [table])).rows
    if (Number(row?.n) > 0) counts[table] = Number(row?.n)
  }
  return counts
}

const patientOf = async (visit: PlannedVisit): Promise<Caller> => {
  await house.browser().open(tokenOf(visit.guest('patient').link))
  const [link] = await house.database.query<{ id: string }>('SELECT id FROM links WHERE participant_id = $1', [visit.guest('patient').participantId])
  return { kind: 'guest', participantId: visit.guest('patient').participantId, linkId: link?.id, seat: 'patient', consultationId: visit.consultationId, establishmentId: house.house.establishmentId } as Caller
}
/** A command whose author forgot the relation check. */
const careless = <T>(caller: Caller, work: (act: Act) => Promise<T>) => house.app.transact(caller, 'system', work).then(({ value }) => value)

describe('[wall] row-level security', () => {
  it('raw SQL as the application, for nobody, finds no row in any table', async () => {
    expect(tables.length).toBeGreaterThan(10)
    expect(await seen(raw)).toEqual({})
  })

  it('raw SQL as the application, for nobody, writes no row either', async () => {
    await expect(raw('services').insert({ id: '01890000-0000-7000-8000-000000000001', establishment_id: house.house.establishmentId, name: 'Intrus', created_at: new Date() })).rejects.toMatchObject({ code: '42501' })
    expect(await raw('consultations').update({ state: 'cancelled' })).toBe(0)
    await expect(raw('trail').select()).rejects.toMatchObject({ code: '42501' })
    await expect(raw('trail_heads').update({ seq: 0 })).rejects.toMatchObject({ code: '42501' })
  })

  it('a command without its relation check shows and changes nothing of another patient of the same service', async () => {
    const caller = await patientOf(mine)
    const found = await careless(caller, async (act) => ({
      consultations: await act.db('consultations').select('id'), people: await act.db('participants').select('consultation_id'), patients: await act.db('patients').select('id'),
      accounts: await act.db('accounts').select('id'), links: await act.db('links').select('consultation_id'),
      changed: await act.db('consultations').where({ id: theirs.consultationId }).update({ state: 'cancelled' }),
      admitted: await act.db('participants').where({ consultation_id: theirs.consultationId }).update({ admitted_at: act.at }),
    }))
    expect(found.consultations).toEqual([{ id: mine.consultationId }])
    expect(new Set(found.people.map((row: { consultation_id: string }) => row.consultation_id))).toEqual(new Set([mine.consultationId]))
    expect(new Set(found.links.map((row: { consultation_id: string }) => row.consultation_id))).toEqual(new Set([mine.consultationId]))
    expect(found.patients).toHaveLength(1)
    expect(found).toMatchObject({ accounts: [], changed: 0, admitted: 0 })
  })

  it('a command without its relation check shows nothing of another establishment', async () => {
    const caller = await house.oncologist(elsewhere)
    const found = await careless(caller, async (act) => ({
      establishments: await act.db('establishments').select('id'), consultations: await act.db('consultations').select('establishment_id'),
      changed: await act.db('consultations').where({ id: mine.consultationId }).update({ state: 'cancelled' }),
    }))
    expect(found.establishments).toEqual([{ id: elsewhere.establishmentId }])
    expect(found.consultations).toEqual([{ establishment_id: elsewhere.establishmentId }])
    expect(found.changed).toBe(0)
    await expect(careless(caller, (act) => act.db('messages').insert({ id: act.newId(), establishment_id: house.house.establishmentId, consultation_id: mine.consultationId, participant_id: mine.doctor, text: 'Intrus', sent_at: act.at }))).rejects.toMatchObject({ code: '42501' })
  })

  it('what a transaction opened is closed with it: the next one on the same connection finds nothing', async () => {
    const one = openDatabase(house.database.url, createLog('fatal'), { poolSize: 1 })
    const [link] = await house.database.query<{ id: string }>('SELECT id FROM links WHERE participant_id = $1', [theirs.guest('patient').participantId])
    await one.transaction(async (trx) => {
      await trx.raw('SELECT * FROM door_seat(?, ?)', [theirs.guest('patient').participantId, link?.id ?? ''])
      expect(await trx('consultations').select('id')).toEqual([{ id: theirs.consultationId }])
    })
    expect(await seen(one)).toEqual({})
    await one.destroy()
  })

  it('a plan that a connection keeps shows each caller their own rows: another patient, another establishment, Lien itself, nobody', async () => {
    const one = openDatabase(house.database.url, createLog('fatal'), { poolSize: 1 })
    const [first, second] = await house.database.query<{ id: string; participant_id: string; consultation_id: string }>('SELECT id, participant_id, consultation_id FROM links WHERE consultation_id = ANY($1) ORDER BY created_at', [[mine.consultationId, theirs.consultationId]])
    // One text and one plan; who asks decides what is there.
    const found = (db: { raw: Pool['raw'] }) => db.raw<{ rows: { id: string }[] }>('SELECT id FROM consultations WHERE state = ?', ['scheduled']).then(({ rows }) => rows.map(({ id }) => id))
    const after = (door: string, keys: readonly string[]) => one.transaction(async (trx) => {
      await trx.raw(door, keys)
      return found(trx)
    })
    const through = (link: typeof first) => after('SELECT seat FROM door_seat(?, ?)', [link?.participant_id ?? '', link?.id ?? ''])
    const [foreign] = await house.database.query<{ id: string }>(`SELECT id FROM consultations WHERE establishment_id = $1`, [elsewhere.establishmentId])
    const everybody = (await house.database.query<{ id: string }>(`SELECT id FROM consultations WHERE state = 'scheduled' ORDER BY id`)).map(({ id }) => id)
    expect(everybody.length).toBeGreaterThan(2)
    for (let round = 0; round < 3; round++) {
      expect(await through(first)).toEqual([first?.consultation_id])
      expect(await through(second)).toEqual([second?.consultation_id])
      expect(await after('SELECT role FROM door_account(?)', [elsewhere.accountId])).toEqual([foreign?.id])
      expect((await asLien(one, found)).sort()).toEqual(everybody)
      expect(await found(one)).toEqual([])
    }
    const kept = await one.raw<{ rows: { generic_plans: string }[] }>(`SELECT generic_plans FROM pg_prepared_statements WHERE statement LIKE 'SELECT id FROM consultations WHERE state%'`)
    expect(kept.rows.map(({ generic_plans }) => Number(generic_plans))).toEqual([15])
    await one.destroy()
  })
})
