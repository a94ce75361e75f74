import type { PatientFactor } from '@lien/contract/factors'
import type { ConsultationId, EstablishmentId, ParticipantId, PatientId, QuestionnaireId, AccountId, ServiceId } from '@lien/contract/ids'
import { holds, type AccountRole, type GuestSeat } from '@lien/contract/roles'
import { provideAccount } from '@lien/server/accounts/commands.ts'
import { schedule } from '@lien/server/consultations/commands.ts'
import { keepContact } from '@lien/server/contacts/commands.ts'
import type { Contact } from '@lien/server/contacts/queries.ts'
import { decideFactor, provideEstablishment } from '@lien/server/establishments/commands.ts'
import { issueLink } from '@lien/server/links/commands.ts'
import type { Act } from '@lien/server/platform/act.ts'
import type { Form } from '@lien/contract/forms'
import type { RequestSummary } from '@lien/contract/requests'
import { askPrevisit } from '@lien/server/responses/commands.ts'
import { belongTo, provideService } from '@lien/server/services/commands.ts'
import type { Transact } from '@lien/server/platform/transact.ts'

/** The patient's birth date however it is written, or its year as a word; its digits are also a minute of the day, and part of many an identifier. */
export const birthDateWritten = /(?<![\w:-])1956(?!\w)|1956\D?03\D?14|14\D?0?3\D?1956/

export const oncologist = { email: 'dre.essai@lien.test', name: 'Dre Ada Essai', specialty: 'cancérologue', password: 'mot de passe d’essai' } as const

/** Of the test register, with a right key; belongs to nobody. */
export const testIns = '256031305599924'

export interface PlannedVisit { consultationId: ConsultationId; patientId: PatientId; doctor: ParticipantId; guest: (seat: string) => SeatedGuest }
export interface SeatedGuest { participantId: ParticipantId; link: string }
export interface House { establishmentId: EstablishmentId; accountId: AccountId; email: string }

/** How guests are reached, by seat; nobody, where a test is not about it. */
export interface VisitOptions { guests?: GuestSeat[]; in?: number; service?: ServiceId | null; contacts?: Partial<Record<GuestSeat, Contact>>; /** Whom the house knows already. */ patient?: PatientId }
/** Numbers that ARCEP keeps for fiction, and domains that exist nowhere. */
export const mobile: Contact = { phone: '+33639980042', mail: 'claire@riviere.test', preferred: 'sms', language: 'fr' }

/** Writes what tests begin with through the same commands as everybody else. */
export class World {
  readonly #transact: Transact
  readonly #publicUrl: string
  constructor(transact: Transact, publicUrl: string) { this.#transact = transact; this.#publicUrl = publicUrl }

  /** `factor`: what patients are asked beside their link; nothing, where a test is not about it. `questionnaires`: with Lien's own, as every new establishment has them. */
  async house({ finess = '000000001', email = oncologist.email, factor = 'none', questionnaires = false }: { finess?: string; email?: string; factor?: PatientFactor; questionnaires?: boolean } = {}): Promise<House> {
    const { value } = await this.act(null, async (act) => {
      const establishmentId = await provideEstablishment(act, { name: 'Hôpital d’essai', finess, timeZone: 'Europe/Paris', phone: '+33 1 99 00 00 01', secondFactor: 'optional' }, { questionnaires })
      await decideFactor(act, establishmentId, factor)
      const accountId = await provideAccount(act, { establishmentId, email, role: 'oncologist', name: oncologist.name, specialty: oncologist.specialty }, oncologist.password)
      return { establishmentId, accountId, email }
    })
    return value
  }

  /** Somebody else of the house, with the oncologist's password; a member of the services named. */
  async colleague(house: House, role: AccountRole, email: string, services: ServiceId[] = []): Promise<AccountId> {
    const { value } = await this.act(house.establishmentId, async (act) => {
      const accountId = await provideAccount(act, { establishmentId: house.establishmentId, email, role, name: `Personne ${role}`, specialty: null }, oncologist.password)
      await belongTo(act, accountId, services)
      return accountId
    })
    return value
  }

  async service(house: House, name: string): Promise<ServiceId> {
    return (await this.act(house.establishmentId, (act) => provideService(act, name))).value
  }

  /** A consultation with a patient and whoever else; `in` is in minutes from now. */
  async visit(house: House, { guests = ['patient'], in: minutes = 5, service = null, contacts = {}, patient }: VisitOptions = {}): Promise<PlannedVisit> {
    const { value } = await this.act(house.establishmentId, async (act) => {
      const planned = await schedule(act, {
        establishmentId: house.establishmentId, serviceId: service, kind: 'followUp', durationMinutes: 20, scheduledAt: new Date(act.at.getTime() + minutes * 60_000),
        demo: true,
        patient: patient ?? {
          civility: 'Mme', birthName: 'TESTEMONT', usedName: 'Rivière', givenName: 'Claire', birthDate: '1956-03-14',
          identity: { givenNames: 'Claire Anne Fictive', usedGivenName: null, sex: 'F', birthPlace: '13055', ins: { matricule: testIns, oid: '1.2.250.1.213.1.4.10' }, status: 'qualified' },
        },
        people: [
          { seat: 'oncologist', accountId: house.accountId, name: oncologist.name, specialty: oncologist.specialty },
          ...guests.map((seat) => ({ seat, accountId: null, name: seat === 'patient' ? 'Claire Rivière' : `Personne ${seat}`, specialty: null })),
        ],
      })
      const made = new Map<string, SeatedGuest>()
      let doctor: ParticipantId | undefined
      for (const person of planned.people) {
        if (holds(person.seat)) doctor = person.id
        else {
          const contact = contacts[person.seat]
          if (contact) await keepContact(act, { participantId: person.id, consultationId: planned.id, establishmentId: house.establishmentId }, contact)
          made.set(person.seat, { participantId: person.id, link: await issueLink(act, this.#publicUrl, planned.id, person.id) })
        }
      }
      if (!doctor) throw new Error('A visit without its oncologist.')
      const guest = (seat: string): SeatedGuest => {
        const found = made.get(seat)
        if (!found) throw new Error(`Nobody sits as ${seat}.`)
        return found
      }
      return { consultationId: planned.id, patientId: planned.patientId, doctor, guest }
    })
    return value
  }

  /** A published questionnaire, as the import would have left it. */
  async questionnaire({ establishmentId }: House, form: Form, { url = 'https://lien.test/Questionnaire/essai', version = '1', module = null }: { url?: string; version?: string; module?: string | null } = {}): Promise<QuestionnaireId> {
    const { value } = await this.act(establishmentId, async (act) => {
      const id = act.newId<QuestionnaireId>()
      await act.db('questionnaires').insert({
        id, establishment_id: establishmentId, url, version, title: JSON.stringify(form.title), state: 'published', purpose: module ? 'module' : 'previsit', module,
        source: '{}', form: JSON.stringify(form), imported_at: act.at, published_at: act.at,
      })
      return id
    })
    return value
  }

  /** The patient of a visit is asked what is published, or what is named. */
  async ask({ establishmentId }: House, { consultationId }: PlannedVisit, questionnaires?: readonly QuestionnaireId[]): Promise<RequestSummary> {
    return (await this.act(establishmentId, (act) => {
      act.concern(consultationId)
      return askPrevisit(act, this.#publicUrl, consultationId, questionnaires)
    })).value
  }

  act<T>(establishmentId: EstablishmentId | null, work: (act: Act) => Promise<T>): Promise<{ value: T }> {
    return this.#transact({ kind: 'system', establishmentId }, 'system', work)
  }
}

export const tokenOf = (link: string): string => new URL(link).hash.slice(1)
