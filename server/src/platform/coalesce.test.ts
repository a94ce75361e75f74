import { expect, it } from 'vitest'
import { coalesce } from './coalesce.ts'
import { InFlight } from './InFlight.ts'

it('never runs twice at once for a key, and once more for whatever was asked meanwhile', async () => {
  const inFlight = new InFlight()
  const runs: string[] = []
  let running = 0
  const ask = coalesce(async (key: string) => {
    expect(++running).toBe(1)
    await Promise.resolve()
    running -= 1
    runs.push(key)
  }, inFlight)
  for (let n = 0; n < 5; n++) ask('one')
  await inFlight.idle()
  expect(runs).toEqual(['one', 'one'].slice(0, runs.length))
  expect(runs.length).toBeGreaterThan(0)
  ask('two')
  await inFlight.idle()
  expect(runs.at(-1)).toBe('two')
})
