import type { PatientFactor } from '@lien/contract/factors'
import { decideFactor } from '@lien/server/establishments/commands.ts'
import type { AlertId, EstablishmentId, ParticipantId, PendingId, QuestionnaireId, RequestId } from '@lien/contract/ids'
import type { AccountRole, GuestSeat } from '@lien/contract/roles'
import { reportMissing } from '@lien/server/alerts/commands.ts'
import { provideAccount } from '@lien/server/accounts/commands.ts'
import { enqueue } from '@lien/server/delivery/commands.ts'
import { issueLink } from '@lien/server/links/commands.ts'
import { importDocument } from '@lien/server/questionnaires/commands.ts'
import { Answered } from '../../support/answered.ts'
import type { TestBrowser } from '../../support/client.ts'
import type { TestHouse } from '../../support/house.ts'
import { shortForm } from '../../support/forms.ts'
import { mobile, oncologist, tokenOf, type PlannedVisit } from '../../support/world.ts'
import { smallQuestionnaire } from '../../support/questionnaires.ts'
import type { Target } from './verdicts.ts'

/**
 * Who tries, in the order of the columns of `verdicts.ts`. The target is one consultation of the service "ours" of
 * the establishment "here", in progress, everybody admitted.
 */
export const callers = [
  // 1 nobody
  'anonymous',
  // 5 guests of the target
  'patient', 'relative', 'townNurse seat', 'townPhysician seat', 'interpreter',
  // 6 people with a link that does not lead here, or not any more, or not yet, or to the target's questions alone
  'patient of another consultation', 'patient of another establishment', 'patient, link expired', 'patient, link revoked', 'patient, second factor owed', 'patient, link to questions',
  // 4 oncologists: of the target, a colleague of its service, of another service, of another establishment
  'oncologist', 'oncologist of the service', 'oncologist of another service', 'oncologist elsewhere',
  // 3 coordinating nurses and 3 secretaries: of its service, of another, of another establishment
  'nurse of the service', 'nurse of another service', 'nurse elsewhere',
  'secretary of the service', 'secretary of another service', 'secretary elsewhere',
  // 4 other accounts here, 2 elsewhere
  'administrator', 'auditor', 'townNurse account', 'townPhysician account', 'administrator elsewhere', 'auditor elsewhere',
  // 1 account closed since it signed in
  'oncologist, account closed',
] as const
export type CallerName = (typeof callers)[number]

/** A browser with that caller's session; `seat` is what its page says it speaks for. */
export interface Knocks { browser: TestBrowser; seat: ParticipantId | PendingId | RequestId | null }

const closed = 'oncologist, account closed' satisfies CallerName
const guestSeats = { patient: 'patient', relative: 'relative', 'townNurse seat': 'townNurse', 'townPhysician seat': 'townPhysician', interpreter: 'interpreter' } as const satisfies Partial<Record<CallerName, GuestSeat>>

/** What stands around every target: two establishments, two services here, an account for each professional caller. */
export class Surroundings {
  readonly #house: TestHouse
  readonly #lasting = new Map<CallerName, Knocks>()
  readonly #accounts = new Map<CallerName, string>()
  readonly #ours: string
  readonly #spare: Pick<Target, 'spareAccount' | 'spareService'>
  /** What patients of the house are asked, once there is something. */
  readonly #published: Promise<QuestionnaireId>
  private constructor(house: TestHouse, ours: string, spare: Pick<Target, 'spareAccount' | 'spareService'>) {
    this.#house = house
    this.#ours = ours
    this.#spare = spare
    this.#published = house.world.questionnaire(house.house, shortForm)
  }

  static async create(house: TestHouse): Promise<Surroundings> {
    const here = house.house.establishmentId
    const elsewhere = await house.world.house({ finess: '000000099', email: 'oncologue.ailleurs@lien.test' })
    const [ours, theirs, foreign] = await Promise.all([service(house, here, 'Le nôtre'), service(house, here, 'Le leur'), service(house, elsewhere.establishmentId, 'Ailleurs')])
    const spareService = await service(house, here, 'De trop')
    const { value: spareAccount } = await house.world.act(here, (act) => provideAccount(act, { establishmentId: here, email: 'de.trop@lien.test', role: 'secretary', name: 'Personne de trop', specialty: null }, oncologist.password))
    const surroundings = new Surroundings(house, ours, { spareAccount, spareService })
    await join(house, ours, house.house.accountId)
    await join(house, foreign, elsewhere.accountId)
    const open = async (name: CallerName, role: AccountRole, establishmentId: EstablishmentId, serviceId: string | null) => {
      const email = `${name.replaceAll(/[^a-z]/gi, '.')}@lien.test`
      const { value: accountId } = await house.world.act(establishmentId, (act) => provideAccount(act, { establishmentId, email, role, name: `Personne ${name}`, specialty: null }, oncologist.password))
      if (serviceId) await join(house, serviceId, accountId)
      surroundings.#accounts.set(name, email)
    }
    surroundings.#lasting.set('anonymous', { browser: house.browser(), seat: null })
    surroundings.#accounts.set('oncologist', oncologist.email)
    surroundings.#accounts.set('oncologist elsewhere', elsewhere.email)
    await open('oncologist of the service', 'oncologist', here, ours)
    await open('oncologist of another service', 'oncologist', here, theirs)
    for (const [word, role] of [['nurse', 'coordinatingNurse'], ['secretary', 'secretary']] as const) {
      await open(`${word} of the service`, role, here, ours)
      await open(`${word} of another service`, role, here, theirs)
      await open(`${word} elsewhere`, role, elsewhere.establishmentId, foreign)
    }
    for (const role of ['administrator', 'auditor'] as const) {
      await open(role, role, here, null)
      await open(`${role} elsewhere`, role, elsewhere.establishmentId, null)
    }
    for (const role of ['townNurse', 'townPhysician'] as const) await open(`${role} account`, role, here, null)
    await open(closed, 'oncologist', here, ours)
    await surroundings.signIn()
    surroundings.#lasting.set('patient of another consultation', await surroundings.#guest(await surroundings.visit(), 'patient'))
    surroundings.#lasting.set('patient of another establishment', await surroundings.#guest(await house.world.visit(elsewhere), 'patient'))
    return surroundings
  }

  /** Signs every professional in, again after a command that ends sessions. */
  async signIn(): Promise<void> {
    const setClosed = (at: string) => this.#house.database.query(`UPDATE accounts SET disabled_at = ${at} WHERE email = $1`, [this.#accounts.get(closed)])
    await setClosed('NULL')
    for (const [name, email] of this.#accounts) this.#lasting.set(name, { browser: await this.#house.doctor(email), seat: null })
    await setClosed('now()')
  }

  /** A fresh target with everybody in, and whoever may try something on it. */
  async target(): Promise<{ target: Target; knocks: ReadonlyMap<CallerName, Knocks> }> {
    await this.#decide('none')
    const visit = await this.visit()
    const knocks = new Map(this.#lasting)
    for (const [name, seat] of Object.entries(guestSeats)) knocks.set(name as CallerName, await this.#guest(visit, seat))
    knocks.set('patient, link expired', await this.#spoilt(visit, 'expires_at'))
    knocks.set('patient, link revoked', await this.#spoilt(visit, 'revoked_at'))
    knocks.set('patient, second factor owed', await this.#owing(visit))
    const asked = await this.#asked(visit)
    knocks.set('patient, link to questions', await this.#answering(visit, asked.requestId as RequestId))
    return { target: { ...visit, ...this.#spare, ...await this.#spareRows(), ...asked, spareTreatment: await this.#treatment(visit), alertId: await this.#alert(asked.requestId) }, knocks }
  }

  /** That they have not come back. */
  async #alert(asked: string): Promise<AlertId> {
    const requestId = asked as RequestId
    await this.#house.world.act(this.#house.house.establishmentId, (act) => reportMissing(act, { requestId }))
    const [alert] = await this.#house.database.query<{ id: AlertId }>('SELECT id FROM alerts WHERE request_id = $1', [requestId])
    if (!alert) throw new Error('No alert was raised.')
    return alert.id
  }

  /** Questions that the target's patient is asked. */
  async #asked(visit: PlannedVisit): Promise<Pick<Target, 'requestId' | 'responseId'>> {
    const { world, house, database } = this.#house
    const { requestId } = await world.ask(house, visit, [await this.#published])
    const [response] = await database.query<{ id: string }>('SELECT id FROM questionnaire_responses WHERE request_id = $1', [requestId])
    if (!response) throw new Error('Nothing was asked.')
    return { requestId, responseId: response.id }
  }

  async #spareRows(): Promise<Pick<Target, 'spareSession' | 'spareMessage' | 'spareQuestionnaire'>> {
    const { query } = this.#house.database
    const [session] = await query<{ id: string }>(`INSERT INTO sessions (id, account_id, establishment_id, generation, rotated_at, created_at, seen_at, expires_at) SELECT gen_random_uuid(), id, establishment_id, 0, now(), now(), now(), now() + interval '1 hour' FROM accounts WHERE id = $1 RETURNING id`, [this.#spare.spareAccount])
    const { value: message } = await this.#house.world.act(this.#house.house.establishmentId, async (act) => {
      const id = await enqueue(act, { channel: 'mail', to: 'personne@lien.test', lang: 'fr', template: 'code', params: { code: '000000', minutes: 10 } })
      // Before anybody can take it on.
      await act.db('outbox').where({ id }).update({ state: 'failed', last_error: 'refused' })
      return id
    })
    if (!session) throw new Error('No session was made.')
    const here = this.#house.house.establishmentId
    const { value: questionnaire } = await this.#house.world.act(here, (act) => importDocument(act, here, smallQuestionnaire(`urn:lien:essai:${act.id}`)))
    return { spareSession: session.id, spareMessage: message, spareQuestionnaire: questionnaire.id }
  }

  async #treatment({ consultationId }: PlannedVisit): Promise<string> {
    return new Answered(this.#house.database.query).treatment(consultationId, { startedOn: '2026-01-05' })
  }

  async visit(): Promise<PlannedVisit> {
    const visit = await this.#house.world.visit(this.#house.house, { guests: Object.values(guestSeats), contacts: { patient: mobile, relative: mobile } })
    const { query } = this.#house.database
    await query(`UPDATE consultations SET service_id = $2, state = 'inProgress', started_at = now() WHERE id = $1`, [visit.consultationId, this.#ours])
    await query(`UPDATE participants SET consent = 'given', consent_at = now(), consent_means = 'ownLink', checked_in_at = now(), admitted_at = now() WHERE consultation_id = $1 AND account_id IS NULL`, [visit.consultationId])
    return visit
  }

  async #guest(visit: PlannedVisit, seat: string, link = visit.guest(seat).link): Promise<Knocks> {
    const browser = this.#house.browser()
    await browser.open(tokenOf(link))
    return { browser, seat: visit.guest(seat).participantId }
  }

  async #decide(factor: PatientFactor): Promise<void> {
    const here = this.#house.house.establishmentId
    await this.#house.world.act(here, (act) => decideFactor(act, here, factor))
  }

  /** A browser that has opened the patient's link where a code is asked, and has not typed it. */
  async #owing(visit: PlannedVisit): Promise<Knocks> {
    const browser = this.#house.browser()
    await this.#decide('code')
    const { pending } = await browser.openPending(tokenOf(visit.guest('patient').link))
    await this.#decide('none')
    return { browser, seat: pending }
  }

  /** A browser with a link to the questions that the target's patient is asked. */
  async #answering(visit: PlannedVisit, requestId: RequestId): Promise<Knocks> {
    const { query } = this.#house.database
    const { value: link } = await this.#house.world.act(this.#house.house.establishmentId, async (act) => {
      act.concern(visit.consultationId)
      return issueLink(act, 'http://localhost:3000', visit.consultationId, visit.guest('patient').participantId)
    })
    await query('UPDATE links SET request_id = $2 WHERE id = (SELECT id FROM links WHERE participant_id = $1 ORDER BY created_at DESC, id DESC LIMIT 1)', [visit.guest('patient').participantId, requestId])
    const browser = this.#house.browser()
    await browser.openQuestions(tokenOf(link))
    return { browser, seat: requestId }
  }

  /** The patient's browser of another link of theirs, which has stopped serving since. */
  async #spoilt(visit: PlannedVisit, column: 'expires_at' | 'revoked_at'): Promise<Knocks> {
    const { participantId } = visit.guest('patient')
    const { value: link } = await this.#house.world.act(this.#house.house.establishmentId, async (act) => {
      act.concern(visit.consultationId)
      return issueLink(act, 'http://localhost:3000', visit.consultationId, participantId)
    })
    const knocks = await this.#guest(visit, 'patient', link)
    await this.#house.database.query(`UPDATE links SET ${column} = now() - interval '1 second' WHERE id = (SELECT id FROM links WHERE participant_id = $1 ORDER BY created_at DESC, id DESC LIMIT 1)`, [participantId])
    return knocks
  }
}

async function service(house: TestHouse, establishmentId: EstablishmentId, name: string): Promise<string> {
  const [made] = await house.database.query<{ id: string }>('INSERT INTO services (id, establishment_id, name, created_at) VALUES (gen_random_uuid(), $1, $2, now()) RETURNING id', [establishmentId, name])
  if (!made) throw new Error('No service was made.')
  return made.id
}
const join = (house: TestHouse, serviceId: string, accountId: string) =>
  house.database.query('INSERT INTO service_members (service_id, account_id, establishment_id, since) SELECT $1, id, establishment_id, now() FROM accounts WHERE id = $2', [serviceId, accountId])
