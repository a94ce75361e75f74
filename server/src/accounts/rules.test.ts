import { describe, expect, it } from 'vitest'
import { generateSync } from 'otplib'
import { afterFailure, fromAnywhere, fromOneNetwork, isLocked, lockDelay, nextStep, spelled, type Failures } from './rules.ts'
import { mustBeStrong } from './passwordRule.ts'
import { acceptedStep, newTotpSecret, totpUri } from './totp.ts'

const at = new Date('2026-11-24T09:30:00Z')
const later = (seconds: number): Date => new Date(at.getTime() + seconds * 1000)

describe('the delay after failures', () => {
  it('from one network is none for four, 30 s after the fifth, doubles, and stays at a quarter of an hour', () => {
    expect([1, 4, 5, 6, 7, 8, 9, 10, 11, 500].map((failures) => lockDelay(failures, fromOneNetwork) / 1000)).toEqual([0, 0, 30, 60, 120, 240, 480, 900, 900, 900])
  })

  it('from anywhere begins with the twentieth and never keeps the owner of an address longer than two minutes', () => {
    expect([19, 20, 21, 22, 23, 500].map((failures) => lockDelay(failures, fromAnywhere) / 1000)).toEqual([0, 30, 60, 120, 120, 120])
  })

  it('begins with the fifth, ends by itself, and goes on from there', () => {
    let failures: Failures = { failures: 0, lockedUntil: null }
    for (let n = 1; n < fromOneNetwork.free; n++) {
      failures = afterFailure(failures, fromOneNetwork, at)
      expect(isLocked(failures, at)).toBe(false)
    }
    failures = afterFailure(failures, fromOneNetwork, at)
    expect(failures).toEqual({ failures: 5, lockedUntil: later(30) })
    expect(isLocked(failures, later(29.999))).toBe(true)
    expect(isLocked(failures, later(30))).toBe(false)
    expect(afterFailure(failures, fromOneNetwork, later(30))).toEqual({ failures: 6, lockedUntil: later(90) })
  })
})

describe('a new password', () => {
  const email = 'dre.essai@lien.test'
  const refused = (password: string) => { try { mustBeStrong(password, email); return false } catch (error) { return String(error).includes('weakPassword') } }

  it('needs twelve characters and nothing else of its kind', () => {
    expect(refused('onzecarac-1')).toBe(true)
    for (const good of ['phrase longue', 'trois pommes vertes', 'zzqhvbnkwplt', '漢字漢字仮名交じり文章です']) expect(refused(good), good).toBe(false)
  })

  it('is none of the commonest, however it is dressed, nor the address, nor one piece over and over', () => {
    for (const bad of ['motdepasse2026', 'Mot de passe 1', 'AZERTYUIOP12', 'passwordpassword', 'password1234', '123456789012', 'aaaaaaaaaaaa', 'abcabcabcabc', 'Dre.Essai@lien.test', 'bienvenue-2026', 'x'.repeat(257)]) expect(refused(bad), bad).toBe(true)
  })
})

describe('a code of an authenticator application', () => {
  const secret = newTotpSecret()
  const code = (when: Date) => generateSync({ secret, epoch: Math.floor(when.getTime() / 1000) })
  const step = at.getTime() / 30_000

  it('serves within one step of now', () => {
    expect(acceptedStep(secret, code(at), at, null)).toBe(step)
    expect(acceptedStep(secret, code(later(-30)), at, null)).toBe(step - 1)
    expect(acceptedStep(secret, code(later(30)), at, null)).toBe(step + 1)
    for (const away of [-60, 60, 3600]) expect(acceptedStep(secret, code(later(away)), at, null), String(away)).toBeNull()
  })

  it('serves once: neither again nor one from before', () => {
    expect(acceptedStep(secret, code(at), at, step)).toBeNull()
    expect(acceptedStep(secret, code(later(-30)), at, step)).toBeNull()
    expect(acceptedStep(secret, code(later(30)), at, step)).toBe(step + 1)
  })

  it('is six digits, of this secret', () => {
    for (const wrong of ['', '12345', '1234567', 'abcdef', generateSync({ secret: newTotpSecret(), epoch: at.getTime() / 1000 })]) expect(acceptedStep(secret, wrong, at, null), wrong).toBeNull()
  })

  it('comes from an address that says whose it is', () => {
    expect(totpUri(secret, 'Hôpital : essai', 'dre.essai@lien.test')).toMatch(new RegExp(`^otpauth://totp/.*dre\\.essai(@|%40)lien\\.test\\?.*secret=${secret}`))
  })
})

it('an account with a factor is asked for it; one without is led to make one where that is required', () => {
  expect([nextStep('required', 0), nextStep('optional', 0), nextStep('required', 1), nextStep('optional', 2)]).toEqual(['enrol', 'done', 'secondFactor', 'secondFactor'])
})

it('recovery codes are written in groups', () => {
  expect(spelled('abcdefghjkmnpqrs')).toBe('abcd-efgh-jkmn-pqrs')
})
