import { describe, expect, it } from 'vitest'
import type { AccountId, ConsultationId, EstablishmentId, LinkId, ParticipantId } from '@lien/contract/ids'
import type { Caller } from '../platform/caller.ts'
import { guestOf, isDeserted, mustBeAdmitted, mustConsent, mustHold, mustSit, next, type Consultation, type Person } from './rules.ts'

const establishmentId = 'here' as EstablishmentId
const person = (id: string, seat: Person['seat'], more: Partial<Person> = {}): Person => ({ id: id as ParticipantId, seat, accountId: null, consent: null, checkedInAt: null, admittedAt: null, ...more })
const doctor = person('d', 'oncologist', { accountId: 'amrani' as AccountId })
const consultation = (people: Person[], state: Consultation['state'] = 'inProgress'): Consultation => ({ id: 'c' as ConsultationId, establishmentId, state, people: [doctor, ...people] })
const professional = (accountId: string, establishment = 'here'): Caller => ({ kind: 'professional', accountId: accountId as AccountId, role: 'oncologist', establishmentId: establishment as EstablishmentId })
const guest = (participantId: string): Caller => ({ kind: 'guest', participantId: participantId as ParticipantId, linkId: 'l' as LinkId, seat: 'patient', consultationId: 'c' as ConsultationId, establishmentId })

describe('relations', () => {
  it('an account outside the consultation, or of another establishment, finds nothing', () => {
    expect(mustHold(professional('amrani'), consultation([]))).toBe(doctor)
    expect(() => mustHold(professional('other'), consultation([]))).toThrow('notFound')
    expect(() => mustHold(professional('amrani', 'elsewhere'), consultation([]))).toThrow('notFound')
  })

  it('a guest sits in their own seat and holds nothing', () => {
    const patient = person('p', 'patient')
    expect(mustSit(guest('p'), consultation([patient]))).toBe(patient)
    expect(() => mustHold(guest('p'), consultation([patient]))).toThrow('forbidden')
    expect(() => mustSit(guest('stranger'), consultation([patient]))).toThrow('notFound')
    expect(() => mustSit({ kind: 'anonymous' }, consultation([patient]))).toThrow('notFound')
  })

  it('the oncologist is nobody’s guest', () => {
    expect(() => guestOf(consultation([]), doctor.id)).toThrow('notFound')
  })
})

describe('the call', () => {
  it('takes guests once admitted and while it is in progress; the oncologist may wait in it', () => {
    const at = new Date()
    const [waiting, admitted] = [person('w', 'patient', { checkedInAt: at }), person('a', 'patient', { checkedInAt: at, admittedAt: at })]
    expect(() => mustBeAdmitted(consultation([waiting]), waiting)).toThrow('notAdmitted')
    expect(() => mustBeAdmitted(consultation([admitted]), admitted)).not.toThrow()
    expect(() => mustBeAdmitted(consultation([admitted], 'interrupted'), admitted)).toThrow('notAdmitted')
    expect(() => mustBeAdmitted(consultation([], 'scheduled'), doctor)).not.toThrow()
    expect(() => mustBeAdmitted(consultation([], 'ended'), doctor)).toThrow('invalidState')
  })

  it('is deserted when its last guest leaves', () => {
    const at = new Date()
    const [patient, nurse] = [person('p', 'patient', { admittedAt: at }), person('n', 'townNurse', { admittedAt: at })]
    expect(isDeserted(consultation([patient, nurse]), nurse.id)).toBe(false)
    expect(isDeserted(consultation([patient]), patient.id)).toBe(true)
  })

  it('[HAS-2019] needs the patient’s consent, and nobody else’s', () => {
    expect(() => mustConsent(person('p', 'patient'))).toThrow('consentMissing')
    expect(() => mustConsent(person('p', 'patient', { consent: 'refused' }))).toThrow('consentMissing')
    expect(() => mustConsent(person('p', 'patient', { consent: 'given' }))).not.toThrow()
    expect(() => mustConsent(person('n', 'townNurse'))).not.toThrow()
  })
})

it('a transition is refused as invalidState from a wrong state, as forbidden to a wrong role', () => {
  expect(next('waiting', 'admit', 'oncologist')).toBe('inProgress')
  expect(() => next('scheduled', 'admit', 'oncologist')).toThrow('invalidState')
  expect(() => next('waiting', 'admit', 'patient')).toThrow('forbidden')
})
