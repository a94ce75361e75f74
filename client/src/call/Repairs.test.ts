import { beforeEach, expect, test, vi } from 'vitest'
import type { MediaLink } from './MediaLink.ts'
import { deadlines, patience, stillness, unanswered } from './ladderRules.ts'
import { Repairs } from './Repairs.ts'

/** What the page has of a call: its line, and a link whose packets come or do not. */
const signalling = { open: true, hurry: () => undefined, renew: () => undefined }
const [passed, giveUp, sayAgain, join] = [vi.fn(), vi.fn(), vi.fn(), vi.fn()]
let stands: boolean[] = []
let silences: boolean[] = []
let restarts = 0
const linkOf = () => ({
  ready: true, health: 'whole', standsStill: () => Promise.resolve(stands.shift() ?? false), isUnanswered: (ms: number) => new Promise((over) => { setTimeout(() => over(silences.shift() ?? false), ms) }),
  restart: () => {
    restarts++
    return Promise.resolve('done')
  },
  receiver: { sayAgain },
}) as unknown as MediaLink
let link = linkOf()
let repairs: Repairs
beforeEach(() => {
  Object.assign(signalling, { open: true })
  ;[stands, silences, restarts, link] = [[], [], 0, linkOf()]
  for (const each of [passed, giveUp, sayAgain, join]) each.mockClear()
  repairs = new Repairs({ signalling: signalling as never, link: () => link, wanted: () => true, live: () => true, giveUp, join, changed: () => undefined, incident: () => undefined, passed })
})

async function away(meanwhile: () => void = () => undefined): Promise<void> {
  signalling.open = false
  repairs.lineLost()
  meanwhile()
  signalling.open = true
  await repairs.lineBack()
}

test('a line that comes back while media flow restarts nothing', async () => {
  stands = [false, false]
  await away()
  expect(restarts).toBe(0)
})

test('media that stand still since the line was lost, or only since it is back, are restarted once, and it is told', async () => {
  for (const seen of [[true], [false, true]]) {
    stands = seen
    await away()
    await vi.waitFor(() => expect(passed).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ disturbance: 'pathLost', tried: ['restart'] })))
    passed.mockClear()
    repairs.settled()
  }
  expect(restarts).toBe(2)
})

test('a device that said, out of reach, that it is on another network restarts as soon as its place is held, without looking', async () => {
  await away(() => repairs.moved())
  expect(restarts).toBe(1)
  // It was said of that absence alone.
  await away()
  expect(restarts).toBe(1)
})

test('what is known of a link that was replaced meanwhile says nothing of the next', async () => {
  stands = [true, false]
  await away(() => {
    link = linkOf()
    repairs.entered()
  })
  expect(restarts).toBe(0)
})

test('a stay that is silent while the line is away is not given up, and is repaired from below once it is held; one that is broken is', async () => {
  vi.useFakeTimers()
  try {
    const health = (value: string) => {
      Object.assign(link, { health: value })
      repairs.assess()
    }
    health('whole')
    Object.assign(signalling, { open: false })
    repairs.lineLost()
    health('silent')
    await vi.advanceTimersByTimeAsync(patience + deadlines.restart + deadlines.rebuild)
    expect([repairs.climbing, repairs.keeps, giveUp.mock.calls.length]).toEqual([true, true, 0])
    Object.assign(signalling, { open: true })
    await repairs.lineBack()
    expect(restarts).toBe(1)
    health('whole')
    await vi.advanceTimersByTimeAsync(0)
    expect(repairs.climbing).toBe(false)
    expect(sayAgain).toHaveBeenCalledOnce()
    expect([giveUp, join].map(({ mock }) => mock.calls.length)).toEqual([0, 0])
    Object.assign(signalling, { open: false })
    health('broken')
    await vi.advanceTimersByTimeAsync(deadlines.restart)
    expect([repairs.keeps, giveUp.mock.calls.length]).toEqual([false, 1])
  } finally {
    vi.useRealTimers()
  }
})

test('a picture that leaves and is never answered while all seem well: restarted after the second look, not after one, and only where all seem well', async () => {
  vi.useFakeTimers()
  try {
    const looks = (answers: boolean[]) => {
      silences = answers
      return vi.advanceTimersByTimeAsync(unanswered.ms * (answers.length + 1))
    }
    void repairs.watch()
    await looks([true, false, true, false])
    expect(restarts).toBe(0)
    Object.assign(signalling, { open: false })
    await looks([true, true, true])
    expect(restarts).toBe(0)
    Object.assign(signalling, { open: true })
    await looks([true, true])
    expect(restarts).toBe(1)
    repairs.close()
    await looks([true, true, true])
    expect(restarts).toBe(1)
  } finally {
    vi.useRealTimers()
  }
})

test('a restart that brings no answer is not told as mended: nobody is heard until the next rung, or until an answer comes', async () => {
  vi.useFakeTimers()
  try {
    void repairs.watch()
    silences = Array<boolean>(20).fill(true)
    await vi.advanceTimersByTimeAsync(unanswered.ms * unanswered.times + stillness)
    expect([restarts, repairs.unheard, repairs.climbing]).toEqual([1, true, true])
    await vi.advanceTimersByTimeAsync(deadlines.restart)
    expect(join).toHaveBeenCalledOnce()
    expect(passed).not.toHaveBeenCalled()
    link = linkOf()
    expect(repairs.unheard).toBe(false)
    repairs.entered()
    repairs.assess()
    expect(passed).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ tried: ['restart', 'rebuild'] }))
    passed.mockClear()
    repairs.settled()
    silences = [true, true, true, false]
    await vi.advanceTimersByTimeAsync(unanswered.ms * (unanswered.times + 1) + stillness * 2)
    expect([restarts, repairs.unheard]).toEqual([2, false])
    expect(passed).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ tried: ['restart'] }))
  } finally {
    vi.useRealTimers()
  }
})
