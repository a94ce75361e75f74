import type { VisitView } from '@lien/contract/views'
import { expect, test } from 'vitest'
import { doorFaultOf, isEarly, stageOf, type Progress } from './rules.ts'

const at = '2026-11-24T09:30:00Z'
const nothingYet: Progress = { begun: false, testing: false, reconsider: false, here: false, outside: null, answering: null }
const visit = (me: Partial<VisitView['me']>, state: VisitView['state'] = 'scheduled') =>
  ({ state, me: { seat: 'patient', consent: null, deviceCheck: null, checkedInAt: null, admitted: false, ...me } }) as VisitView
const stage = (me: Partial<VisitView['me']>, progress: Partial<Progress> = {}, state?: VisitView['state']) => stageOf(visit(me, state), { ...nothingYet, ...progress })

test('a patient goes from the welcome to the call, one screen at a time', () => {
  expect(stage({})).toBe('welcome')
  expect(stage({}, { begun: true })).toBe('consent')
  expect(stage({ consent: 'given' }, { begun: true })).toBe('devices')
  expect(stage({ consent: 'given', checkedInAt: at }, { begun: true }, 'waiting')).toBe('waiting')
  expect(stage({ consent: 'given', checkedInAt: at, admitted: true }, { begun: true, here: true }, 'inProgress')).toBe('call')
})

test('nobody but the patient is asked for consent', () => {
  expect(stage({ seat: 'relative' }, { begun: true })).toBe('devices')
})

test('a refusal is respected, and may be reconsidered', () => {
  expect(stage({ consent: 'refused' }, { begun: true })).toBe('refused')
  expect(stage({ consent: 'refused' }, { begun: true, reconsider: true })).toBe('consent')
})

test('a reload in the waiting room comes back to it; a link opened elsewhere during the call asks first', () => {
  expect(stage({ consent: 'given', checkedInAt: at }, {}, 'waiting')).toBe('waiting')
  expect(stage({ consent: 'given', checkedInAt: at, admitted: true }, {}, 'inProgress')).toBe('welcome')
})

test('whoever left or was replaced stays outside until they say otherwise, or all is over', () => {
  const admitted = { consent: 'given', checkedInAt: at, admitted: true } as const
  expect(stage(admitted, { begun: true, here: true, outside: 'left' }, 'inProgress')).toBe('left')
  expect(stage(admitted, { begun: true, here: true, outside: 'replaced' }, 'ended')).toBe('ended')
  expect(stage({}, {}, 'cancelled')).toBe('cancelled')
  expect(stage({}, {}, 'noShow')).toBe('noShow')
})

test('each fault at the door has its page, and unknown links tell nothing apart', () => {
  expect(doorFaultOf({ code: 'notFound', reason: 'linkUnknown' })).toBe('unknown')
  expect(doorFaultOf({ code: 'invalidInput', reason: 'malformed' })).toBe('unknown')
  expect(doorFaultOf({ code: 'forbidden', reason: 'linkExpired' })).toBe('expired')
  expect(doorFaultOf({ code: 'forbidden', reason: 'linkRevoked' })).toBe('revoked')
  expect(doorFaultOf({ code: 'forbidden', reason: 'linkUsedUp' })).toBe('usedUp')
  expect(doorFaultOf({ code: 'unauthenticated' })).toBe('session')
  expect(doorFaultOf({ code: 'unavailable' })).toBe('away')
})

test('a test needs no consent and leads nowhere; an admission goes first', () => {
  expect(stage({}, { testing: true })).toBe('test')
  expect(stage({ consent: 'refused' }, { testing: true })).toBe('test')
  expect(stage({ consent: 'given', checkedInAt: at, admitted: true }, { testing: true, here: true }, 'inProgress')).toBe('call')
  expect(stage({}, { testing: true }, 'cancelled')).toBe('cancelled')
})

test('an hour before the appointment one prepares; before that one tests', () => {
  expect(isEarly(at, Date.parse(at) - 61 * 60_000)).toBe(true)
  expect(isEarly(at, Date.parse(at) - 59 * 60_000)).toBe(false)
  expect(isEarly(at, Date.parse(at) + 60_000)).toBe(false)
})

test('by telephone, every page of an admitted person says so, whatever it did before; the patient’s also from the waiting room', () => {
  const ringing = (me: Partial<VisitView['me']>, progress: Partial<Progress> = {}, state: VisitView['state'] = 'inProgress') => stageOf({ ...visit(me, state), telephone: { rings: null } }, { ...nothingYet, ...progress })
  const admitted = { consent: 'given', checkedInAt: at, admitted: true } as const
  for (const progress of [{}, { begun: true, here: true }, { outside: 'left' }, { outside: 'replaced' }] as const) expect(ringing(admitted, progress)).toBe('telephone')
  expect(ringing({ ...admitted, admitted: false }, {}, 'interrupted')).toBe('telephone')
  expect(ringing({ seat: 'relative', checkedInAt: at }, { begun: true, here: true })).toBe('waiting')
  expect(ringing(admitted, { begun: true, here: true }, 'ended')).toBe('ended')
})
