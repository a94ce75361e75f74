import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createLog } from '@lien/server/platform/log.ts'
import { openDatabase, type Pool } from '@lien/server/platform/db.ts'
import { verifyTrail } from '@lien/server/platform/trailVerify.ts'
import { arrive, openHouse, trailKey, type TestHouse } from '../support/house.ts'

let house: TestHouse
let db: Pool
let chain: string
const verify = () => verifyTrail(db, trailKey)

beforeAll(async () => {
  house = await openHouse()
  db = openDatabase(house.database.url, createLog('fatal'), { role: 'lien_trail' })
})
afterAll(async () => {
  await db.destroy()
  await house.close()
})
beforeEach(async () => {
  const visit = await house.world.visit(house.house)
  await arrive(house, visit)
  chain = visit.consultationId
})

/** What somebody with the keys of the database could do: switch the triggers off, meddle, switch them on again. */
async function tamper(...statements: string[]): Promise<void> {
  await house.database.query(['BEGIN', 'SET LOCAL session_replication_role = replica', ...statements, 'COMMIT'].join(';\n'))
}
/** What verification says of this test's own chain; the others hold what earlier tests did to them. */
const found = async () => (await verify()).breaks.filter((one) => one.chain === chain).map(({ seq, why }) => ({ seq, why }))
const row = (seq: number) => `chain = '${chain}' AND seq = ${seq}`
const own = () => `chain = '${chain}'`
const forged = { why: 'the row is not the one that was written here' }

describe('[PGSSI-S imputability] the trail', () => {
  it('is intact as it was written', async () => {
    const verdict = await verify()
    expect(verdict.breaks).toEqual([])
    expect(verdict.rows).toBeGreaterThan(7)
  })

  it('cannot be changed, deleted from or truncated, not even by its owner', async () => {
    for (const sql of [`UPDATE trail SET body = '{}' WHERE ${row(1)}`, `DELETE FROM trail WHERE ${row(1)}`, 'TRUNCATE trail', 'DELETE FROM trail_heads', 'TRUNCATE trail_heads']) {
      await expect(house.database.query(sql)).rejects.toThrow(/append-only/)
    }
    // The server's own role is refused before any trigger.
    for (const sql of [`UPDATE trail SET body = '{}'`, 'DELETE FROM trail', 'TRUNCATE trail', 'ALTER TABLE trail DISABLE TRIGGER ALL', 'DELETE FROM trail_heads']) {
      await expect(db.raw(sql)).rejects.toThrow(/permission denied|must be owner/)
    }
  })

  it('a changed row is found', async () => {
    const [consent] = await house.database.query<{ seq: string }>(`SELECT seq FROM trail WHERE ${own()} AND type = 'consent.decided'`)
    await tamper(`UPDATE trail SET body = replace(body, '"given"', '"refused"') WHERE ${own()}`)
    expect(await found()).toEqual([{ seq: Number(consent?.seq), ...forged }])
  })

  it('a deleted row is found', async () => {
    await tamper(`DELETE FROM trail WHERE ${row(3)}`)
    expect(await found()).toEqual([{ seq: 3, why: 'row 3 is missing' }])
  })

  it('re-ordered rows are found', async () => {
    await tamper(`UPDATE trail SET seq = 999 WHERE ${row(3)}`, `UPDATE trail SET seq = 3 WHERE ${row(4)}`, `UPDATE trail SET seq = 4 WHERE ${row(999)}`)
    expect(await found()).toEqual([{ seq: 3, ...forged }])
  })

  it('a row inserted in the middle is found', async () => {
    await tamper(`UPDATE trail SET seq = seq + 1000 WHERE ${own()} AND seq > 2`, `UPDATE trail SET seq = seq - 999 WHERE ${own()} AND seq > 1000`,
      `INSERT INTO trail (chain, seq, body, hash) VALUES ('${chain}', 3, '{"event":{"type":"visit.read"}}', sha256('x'))`)
    expect(await found()).toEqual([{ seq: 3, ...forged }])
  })

  it('a row added after the end is found, copied or invented', async () => {
    const [end] = await house.database.query<{ seq: string }>(`SELECT max(seq) + 1 AS seq FROM trail WHERE ${own()}`)
    await tamper(`INSERT INTO trail (chain, seq, body, hash) SELECT chain, ${Number(end?.seq)}, body, hash FROM trail WHERE ${row(2)}`)
    expect(await found()).toEqual([{ seq: Number(end?.seq), ...forged }])
  })

  it('a cut end is found, also when the head is set back to match', async () => {
    await tamper(`DELETE FROM trail WHERE ${own()} AND seq > 5`)
    expect(await found()).toEqual([{ seq: 6, why: 'row 6 is missing: the end was cut off' }])
    await tamper(`UPDATE trail_heads SET seq = 5, hash = (SELECT hash FROM trail WHERE ${row(5)}) WHERE ${own()}`)
    expect(await found()).toEqual([{ seq: 5, why: 'the head was changed' }])
  })

  it('a chain that vanished whole is found, even with its head and its consultation', async () => {
    await tamper(`DELETE FROM trail WHERE ${own()}`, `DELETE FROM trail_heads WHERE ${own()}`, `DELETE FROM consultations WHERE id = '${chain}'`)
    expect(await found()).toEqual([{ seq: 1, why: 'the whole chain is missing' }])
  })

  it('a trail row that cannot be written fails the act: nothing of it stays', async () => {
    const visit = await house.world.visit(house.house)
    await house.database.query('REVOKE INSERT ON trail FROM lien_trail')
    const doctor = await house.doctor()
    await house.database.query('GRANT INSERT ON trail TO lien_trail')
    await doctor.signIn('dre.essai@lien.test', 'mot de passe d’essai')
    await house.database.query('REVOKE INSERT ON trail FROM lien_trail')
    expect((await doctor.post('consultation.cancel', { consultationId: visit.consultationId })).ok).toBe(false)
    await house.database.query('GRANT INSERT ON trail TO lien_trail')
    expect(await house.database.query('SELECT state FROM consultations WHERE id = $1', [visit.consultationId])).toEqual([{ state: 'scheduled' }])
  })

  it('truncated altogether is found', async () => {
    await house.database.query('ALTER TABLE trail DISABLE TRIGGER ALL; ALTER TABLE trail_heads DISABLE TRIGGER ALL; TRUNCATE trail, trail_heads')
    expect(await found()).toEqual([{ seq: 1, why: 'the whole chain is missing' }])
  })
})
