import type { DayPerson, DayRow } from '@lien/contract/views'
import { expect, test } from 'vitest'
import { arrivals, isByTelephone, mainAction, waitingOf, withRow } from './rules.ts'

const at = '2026-11-24T09:30:00Z'
const person = (seat: DayPerson['seat'], over: Partial<DayPerson> = {}) => ({ participantId: seat, seat, name: seat, checkedInAt: null, admitted: false, ...over }) as unknown as DayPerson
const row = (state: DayRow['state'], ...people: DayPerson[]) => ({ consultationId: 'one', scheduledAt: at, state, may: ['admit'], people: [person('oncologist'), ...people] }) as unknown as DayRow
const here = { checkedInAt: at }

test('the patient is admitted first, then whoever waits with them', () => {
  const relative = person('relative', here)
  expect(mainAction(row('waiting', relative, person('patient', here)))).toMatchObject({ kind: 'admit', person: { seat: 'patient' } })
  expect(mainAction(row('inProgress', relative, person('patient', { ...here, admitted: true })))).toMatchObject({ kind: 'admit', person: { seat: 'relative' } })
})

test('a call that runs can be joined; nothing is offered where nothing can be done', () => {
  expect(mainAction(row('inProgress', person('patient', { ...here, admitted: true })))).toEqual({ kind: 'join' })
  expect(mainAction(row('scheduled', person('patient')))).toBeNull()
  expect(mainAction(row('ended', person('patient', here)))).toBeNull()
})

test('whoever may admit nobody is offered neither the door nor the call', () => {
  expect(mainAction({ ...row('waiting', person('patient', here)), may: [] })).toBeNull()
  expect(mainAction({ ...row('inProgress'), may: ['read'] })).toBeNull()
})

test('an arrival is told once', () => {
  const before = row('scheduled', person('patient'))
  const after = row('waiting', person('patient', here))
  expect(arrivals([before], [after])).toHaveLength(1)
  expect(arrivals([after], [after])).toHaveLength(0)
  expect(waitingOf(row('cancelled', person('patient', here)))).toHaveLength(0)
})

test('a changed row takes its place by the hour', () => {
  const early = { ...row('scheduled'), consultationId: 'early', scheduledAt: '2026-11-24T08:00:00Z' } as unknown as DayRow
  expect(withRow([row('scheduled')], early).map(({ consultationId }) => consultationId)).toEqual(['early', 'one'])
  expect(withRow([early], { ...early, state: 'waiting' })).toHaveLength(1)
})

test('by telephone is what came last, and only while it is held', () => {
  const spell = (modality: 'video' | 'telephone') => ({ modality, from: at, to: null })
  const held = (state: DayRow['state'], ...spells: ('video' | 'telephone')[]) => ({ ...row(state), modalities: spells.map(spell) })
  expect(isByTelephone(held('inProgress', 'video', 'telephone'))).toBe(true)
  expect(isByTelephone(held('interrupted', 'telephone'))).toBe(true)
  expect(isByTelephone(held('inProgress', 'telephone', 'video'))).toBe(false)
  expect(isByTelephone(held('ended', 'video', 'telephone'))).toBe(false)
  expect(isByTelephone(held('waiting'))).toBe(false)
})
