import { expect, test } from 'vitest'
import { failureOf } from './deviceFailure.ts'

test.each([
  ['NotAllowedError', 'denied'], ['SecurityError', 'denied'], ['PermissionDeniedError', 'denied'],
  ['NotFoundError', 'absent'], ['OverconstrainedError', 'absent'],
  ['NotReadableError', 'busy'], ['AbortError', 'busy'], ['TypeError', 'unsupported'],
] as const)('%s means %s', (name, failure) => {
  expect(failureOf(Object.assign(new Error('x'), { name }))).toBe(failure)
})

test('anything else is a browser that cannot', () => {
  expect(failureOf('?')).toBe('unsupported')
})
