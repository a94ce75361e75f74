import { describe, expect, it } from 'vitest'
import { sessionEndings } from '@lien/contract/sessions'
import { deviceOf, expiryOf, grace, idle, judge, workday, type Family } from './rules.ts'

const at = new Date('2026-11-24T09:00:00Z')
const after = (ms: number) => new Date(at.getTime() + ms)
const family: Family = { generation: 5, rotatedAt: at, expiresAt: after(idle), ending: null, accountOpen: true }

describe('a refresh token', () => {
  it('of the current generation is exchanged, whenever it comes', () => {
    expect(judge(5, family, at)).toBe('rotate')
    expect(judge(5, family, after(idle - 1))).toBe('rotate')
  })

  it('of the generation just before serves for a moment, without another rotation', () => {
    expect(judge(4, family, after(grace))).toBe('again')
    expect(judge(4, family, after(grace + 1))).toBe('sessionReused')
  })

  it('of any earlier generation, or of one never given, ends the family at once', () => {
    for (const generation of [0, 3, 6]) expect(judge(generation, family, at)).toBe('sessionReused')
  })

  it('of a family that is over says why, whatever its generation', () => {
    for (const ending of sessionEndings) for (const generation of [3, 4, 5]) expect(judge(generation, { ...family, ending }, at)).toBe(ending)
    expect(judge(5, family, after(idle))).toBe('sessionExpired')
    expect(judge(5, { ...family, accountOpen: false }, at)).toBe('endedByAdministrator')
  })
})

it('a session slides while it is used, and never past the workday', () => {
  expect(expiryOf(at, at)).toEqual(after(idle))
  expect(expiryOf(at, after(1000))).toEqual(after(idle + 1000))
  expect(expiryOf(at, after(workday - 1000))).toEqual(after(workday))
})

it('names a device as its person would', () => {
  expect(deviceOf('Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0')).toEqual({ browser: 'Edge', system: 'Windows' })
  expect(deviceOf('Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Safari/605.1.15')).toEqual({ browser: 'Safari', system: 'macOS' })
  expect(deviceOf('Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/140.0 Mobile/15E148 Safari/604.1')).toEqual({ browser: 'Chrome', system: 'iPhone' })
  expect(deviceOf('Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0')).toEqual({ browser: 'Firefox', system: 'Linux' })
  for (const unknown of [null, '', '<script>', 'node']) expect(deviceOf(unknown)).toEqual({ browser: null, system: null })
})
