import { describe, expect, it } from 'vitest'
import { states } from '@lien/contract/consultation'
import type { AccountId, ConsultationId, EstablishmentId, LinkId, ParticipantId, SessionId } from '@lien/contract/ids'
import { relations, rights, type Relation } from '@lien/contract/rights'
import { accountRoles, type AccountRole } from '@lien/contract/roles'
import type { Caller } from '../platform/caller.ts'
import { guestOf, isDeserted, must, mustBeAdmitted, mustBeByVideo, mustBeHeld, mustConsent, mustHold, mustSit, next, type Consultation, type Person } from './rules.ts'

const establishmentId = 'here' as EstablishmentId
const person = (id: string, seat: Person['seat'], more: Partial<Person> = {}): Person => ({ id: id as ParticipantId, seat, accountId: null, consent: null, checkedInAt: null, admittedAt: null, ...more })
const doctor = person('d', 'oncologist', { accountId: 'amrani' as AccountId })
const consultation = (people: Person[], state: Consultation['state'] = 'inProgress'): Consultation => ({ id: 'c' as ConsultationId, establishmentId, state, people: [doctor, ...people], team: [], openedTo: [], byTelephone: false })
const professional = (accountId: string, establishment = 'here'): Caller => ({ kind: 'professional', accountId: accountId as AccountId, sessionId: 's' as SessionId, role: 'oncologist', establishmentId: establishment as EstablishmentId })
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

describe('relation × role', () => {
  const roles: readonly AccountRole[] = accountRoles
  const member = (role: AccountRole, relation: Relation): Caller => ({ kind: 'professional', accountId: (relation === 'seat' ? 'amrani' : 'someone') as AccountId, sessionId: 's' as SessionId, role, establishmentId })
  const related = (relation: Relation): Consultation => ({ ...consultation([]), team: relation === 'team' ? ['someone' as AccountId] : [], openedTo: relation === 'opened' ? ['someone' as AccountId] : [] })
  const see = ['read', 'messages', 'issueLink', 'revokeLink']
  /** Written out again on purpose: a right that slips into the table must be wished for here too. Whatever is not here is nothing. */
  const wished: Record<Relation, Partial<Record<AccountRole, string[]>>> = {
    seat: { oncologist: [...see, 'write', 'admit', 'sendBack', 'telephone', 'end', 'cancel', 'noShow'], coordinatingNurse: [...see, 'write', 'admit', 'sendBack', 'telephone', 'end', 'cancel', 'noShow'], administrator: ['revokeLink'] },
    team: { oncologist: ['breakGlass'], coordinatingNurse: see, secretary: ['read', 'issueLink', 'revokeLink', 'cancel', 'noShow'], administrator: ['revokeLink'] },
    opened: { oncologist: see, coordinatingNurse: see, administrator: ['revokeLink'] },
    establishment: { oncologist: ['breakGlass'], coordinatingNurse: ['breakGlass'], administrator: ['revokeLink'] },
  }

  it('gives exactly what is wished, walked right by right', () => {
    for (const relation of relations) for (const role of roles) for (const right of rights) {
      const allowed = wished[relation][role]?.includes(right) ?? false
      const attempt = () => must(member(role, relation), right, related(relation))
      if (allowed) expect(attempt, `${relation} ${role} ${right}`).not.toThrow()
      else expect(attempt, `${relation} ${role} ${right}`).toThrow(/^(notFound|forbidden)$/)
    }
  })

  it('answers whoever may not see it as if it were not there', () => {
    expect(() => must(member('secretary', 'establishment'), 'issueLink', related('establishment'))).toThrow('notFound')
    expect(() => must(member('secretary', 'team'), 'messages', related('team'))).toThrow('forbidden')
    expect(() => must(member('oncologist', 'team'), 'read', related('team'))).toThrow('notFound')
  })

  it('gives nothing across establishments, to guests, or to nobody', () => {
    for (const right of rights) {
      expect(() => must(professional('someone', 'elsewhere'), right, { ...related('team'), openedTo: ['someone' as AccountId] })).toThrow('notFound')
      expect(() => must(guest('stranger'), right, consultation([]))).toThrow('notFound')
      expect(() => must({ kind: 'anonymous' }, right, consultation([]))).toThrow('notFound')
      expect(() => must(guest('p'), right, consultation([person('p', 'patient')]))).toThrow('forbidden')
    }
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

  it('carries no media while the consultation goes on by telephone', () => {
    expect(() => mustBeByVideo(consultation([]))).not.toThrow()
    expect(() => mustBeByVideo({ ...consultation([]), byTelephone: true })).toThrow('byTelephone')
  })

  it('has a modality from its start to its end only', () => {
    for (const state of states) {
      const attempt = () => mustBeHeld(consultation([], state))
      if (state === 'inProgress' || state === 'interrupted') expect(attempt, state).not.toThrow()
      else expect(attempt, state).toThrow('invalidState')
    }
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
