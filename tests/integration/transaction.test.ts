import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { openDatabase, type Pool, type Transaction } from '@lien/server/platform/db.ts'
import { faultOfDatabase } from '@lien/server/platform/dbFaults.ts'
import { createLog } from '@lien/server/platform/log.ts'
import { inTransaction } from '@lien/server/platform/transaction.ts'
import { openHouse, type TestHouse } from '../support/house.ts'

let [house, pool]: [TestHouse, Pool] = [undefined as never, undefined as never]
beforeEach(async () => {
  house = await openHouse()
  // One connection: whatever a transaction leaves behind meets the next one.
  pool = openDatabase(house.database.url, createLog('fatal'), { poolSize: 1 })
  await house.database.query('CREATE TABLE things (name text PRIMARY KEY)')
  await house.database.query('GRANT ALL ON things TO lien_app')
})
afterEach(async () => {
  await pool.destroy()
  await house.close()
})

const add = (trx: Transaction, name: string) => trx('things').insert({ name })
const kept = async () => (await house.database.query<{ name: string }>('SELECT name FROM things ORDER BY 1')).map(({ name }) => name)
const process = async (trx: Transaction) => (await trx.raw<{ rows: { pid: number }[] }>('SELECT pg_backend_pid() AS pid')).rows[0]?.pid

it('keeps all that was written once it ends well, and nothing of what ends badly; what is to follow follows the first alone', async () => {
  const followed: string[] = []
  await expect(inTransaction(pool, async (trx) => {
    trx.afterCommit(() => followed.push('kept'))
    await add(trx, 'one')
    await trx.raw('INSERT INTO things (name) VALUES (?)', ['two'])
    expect([await kept(), followed], 'nothing shows before the end').toEqual([[], []])
    return 'done'
  })).resolves.toBe('done')
  await expect(inTransaction(pool, async (trx) => {
    trx.afterCommit(() => followed.push('taken back'))
    await add(trx, 'three')
    throw new Error('no')
  })).rejects.toThrow('no')
  expect([await kept(), followed]).toEqual([['one', 'two'], ['kept']])
})

it('says so where the database took everything back because of an error that nobody passed on', async () => {
  const followed: string[] = []
  await expect(inTransaction(pool, async (trx) => {
    trx.afterCommit(() => followed.push('kept'))
    await add(trx, 'one')
    await add(trx, 'one').catch(() => undefined)
  })).rejects.toThrow('one of its statements had failed')
  expect([await kept(), followed]).toEqual([[], []])
})

it('a statement that comes after its transaction ended is refused, also while the next one holds that connection', async () => {
  let late: Transaction | undefined
  const first = await inTransaction(pool, async (trx) => { late = trx; return process(trx) })
  await inTransaction(pool, async (trx) => {
    expect(await process(trx), 'the same connection').toBe(first)
    if (late) await expect(add(late, 'late')).rejects.toThrow('after the end of its transaction')
    await add(trx, 'in time')
  })
  expect(await kept()).toEqual(['in time'])
})

it('what runs beside the statement that failed does not go on without its transaction', async () => {
  let goOn = () => {}
  const over = new Promise<void>((resolve) => { goOn = resolve })
  const straggle = async (trx: Transaction) => {
    await add(trx, 'before')
    await over
    await add(trx, 'after')
  }
  let straggler: Promise<void> | undefined
  await expect(inTransaction(pool, (trx) => Promise.all([straggler = straggle(trx), trx.raw('SELECT 1 / 0')]))).rejects.toThrow('division by zero')
  goOn()
  await expect(straggler).rejects.toThrow('after the end of its transaction')
  expect(await kept()).toEqual([])
})

it.each([['while it works', 0], ['between two statements', 200]])('a connection that is lost %s is told as the database being away, and the next transaction gets another', async (_when, pause) => {
  const error = await inTransaction(pool, async (trx) => {
    await add(trx, 'lost')
    await house.database.query('SELECT pg_terminate_backend($1)', [await process(trx)])
    await wait(pause)
    await add(trx, 'never')
  }).catch((thrown: unknown) => thrown)
  expect(faultOfDatabase(error)).toMatchObject({ code: 'unavailable', reason: 'databaseAway' })
  await inTransaction(pool, (trx) => add(trx, 'after'))
  expect(await kept()).toEqual(['after'])
})

it('what was sent is done in its order, without a wait: before what is asked next, or with the end', async () => {
  await inTransaction(pool, async (trx) => {
    trx.send(trx.raw('INSERT INTO things (name) VALUES (?)', ['one']))
    expect(await trx('things').select('name'), 'before what is asked next').toEqual([{ name: 'one' }])
    trx.send(trx('things').where({ name: 'one' }).update({ name: 'two' }))
    trx.send(trx('things').insert({ name: 'three' }))
  })
  expect(await kept(), 'with the end').toEqual(['three', 'two'])
})

it.each([['something is asked after it', true], ['it is the last', false]])('a failure of what was sent is the transaction’s, by its own name, where %s', async (_when, ask) => {
  const error = await inTransaction(pool, async (trx) => {
    await add(trx, 'one')
    trx.send(trx('things').insert({ name: 'one' }))
    if (ask) await trx('things').select('name')
  }).catch((thrown: unknown) => thrown)
  expect(error).toMatchObject({ code: '23505' })
  expect(await kept()).toEqual([])
  await inTransaction(pool, (trx) => add(trx, 'after'))
  expect(await kept()).toEqual(['after'])
})

it('what was sent by work that then failed is never done, and what comes after the end is refused', async () => {
  let late: Transaction | undefined
  await expect(inTransaction(pool, (trx) => {
    late = trx
    trx.send(trx('things').insert({ name: 'never' }))
    return Promise.reject(new Error('no'))
  })).rejects.toThrow('no')
  expect(() => { late?.send(late('things').insert({ name: 'late' })) }).toThrow('after the end of its transaction')
  await inTransaction(pool, (trx) => add(trx, 'after'))
  expect(await kept()).toEqual(['after'])
})

it('work that asks nothing of the database costs it nothing', async () => {
  const pid = await inTransaction(pool, process)
  const last = () => house.database.query('SELECT query, query_start::text FROM pg_stat_activity WHERE pid = $1', [pid])
  const before = await last()
  await expect(inTransaction(pool, () => Promise.resolve('nothing'))).resolves.toBe('nothing')
  await expect(inTransaction(pool, () => Promise.reject(new Error('no')))).rejects.toThrow('no')
  expect(before).toMatchObject([{ query: 'COMMIT' }])
  expect(await last()).toEqual(before)
})
