import { expect, test } from 'vitest'
import { outcomeOf } from './verdict.ts'

const fine = { camera: 'ok', microphone: 'ok', speaker: 'heard' } as const

test.each([
  [fine, 'good', 'ready'],
  [fine, 'weak', 'weakNetwork'],
  [fine, null, 'untried'],
  [{ ...fine, camera: 'denied' }, 'good', 'noCamera'],
  [{ ...fine, camera: 'off' }, 'weak', 'noCamera'],
  [{ ...fine, camera: 'busy' }, 'bad', 'badNetwork'],
  [{ ...fine, speaker: 'notHeard' }, 'none', 'notHeard'],
  [{ ...fine, microphone: 'denied', camera: 'denied' }, 'none', 'noMicrophone'],
  [{ ...fine, microphone: 'off' }, 'good', 'noMicrophone'],
  [fine, 'none', 'noNetwork'],
] as const)('%j over a %s network: %s', (report, network, outcome) => {
  expect(outcomeOf(report, network)).toBe(outcome)
})
