import type { ConsultationKind } from '@lien/contract/consultation'
import type { InsOid } from '@lien/contract/patient'
import type { Seat } from '@lien/contract/roles'
import type { NewPatient } from '../patients/commands.ts'

/** Fictitious people for a demonstration; no such telephone, mail address or establishment exists. */
export const demoSite = { name: 'Centre de cancérologie de démonstration', finess: '000000000', timeZone: 'Europe/Paris', phone: '+33 1 99 00 00 00', secondFactor: 'optional' } as const

export const demoOncologist = { email: 'dre.amrani@lien.test', name: 'Dre Leïla Amrani', specialty: 'cancérologue' } as const

/** Colleagues who share the oncologist's password: they show what other roles see. */
export const demoColleagues = [
  { email: 'admin@lien.test', name: 'Noé Gestion', role: 'administrator', specialty: null },
  { email: 'infirmiere@lien.test', name: 'Camille Relais', role: 'coordinatingNurse', specialty: 'infirmière de coordination' },
  { email: 'secretariat@lien.test', name: 'Ines Planning', role: 'secretary', specialty: null },
] as const
/** The first is the one of the demonstration's consultations. */
export const demoServices = ['Oncologie médicale', 'Hématologie'] as const

interface DemoVisit {
  kind: ConsultationKind
  patient: NewPatient
  /** Of the numbers that ARCEP keeps for fiction. */
  phone: string
  others: { seat: Seat; name: string; specialty: string | null; phone: string }[]
}
/** The register of test people: these matricules have a right key and belong to nobody. */
const testRegister: InsOid = '1.2.250.1.213.1.4.10'

export const demoVisits: readonly DemoVisit[] = [
  {
    kind: 'treatment', phone: '+33639980001', others: [],
    patient: {
      civility: 'Mme', birthName: 'TESTEMONT', usedName: 'Rivière', givenName: 'Claire', birthDate: '1956-03-14',
      identity: { givenNames: 'Claire Anne Fictive', usedGivenName: null, sex: 'F', birthPlace: '13055', ins: { matricule: '256031305599924', oid: testRegister }, status: 'qualified' },
    },
  },
  {
    kind: 'followUp', phone: '+33639980002', others: [{ seat: 'relative', name: 'Jeanne Démonville', specialty: null, phone: '+33639980012' }],
    patient: {
      civility: 'M.', birthName: 'Démonville', usedName: null, givenName: 'Paul', birthDate: '1949-11-02',
      identity: { givenNames: 'Paul André', usedGivenName: null, sex: 'M', birthPlace: '2A004', ins: { matricule: '149112A00499970', oid: testRegister }, status: 'retrieved' },
    },
  },
  {
    kind: 'postRcp', phone: '+33639980003', others: [{ seat: 'townNurse', name: 'Hugo Exemple', specialty: 'infirmier libéral', phone: '+33639980013' }],
    patient: {
      civility: 'Mme', birthName: 'Fictive', usedName: 'Payet', givenName: 'Marie-Annick', birthDate: '1961-07-30',
      identity: { givenNames: 'Marie-Annick', usedGivenName: null, sex: 'F', birthPlace: '97411', ins: null, status: 'validated' },
    },
  },
]
