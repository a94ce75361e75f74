import type { ConsultationKind } from '@lien/contract/consultation'
import type { Seat } from '@lien/contract/roles'

/** Fictitious people for a demonstration; no such telephone, mail address or establishment exists. */
export const demoSite = { name: 'Centre de cancérologie de démonstration', finess: '000000000', timeZone: 'Europe/Paris', phone: '+33 1 99 00 00 00' } as const

export const demoOncologist = { email: 'dre.amrani@lien.test', name: 'Dre Leïla Amrani', specialty: 'cancérologue' } as const

interface DemoVisit {
  kind: ConsultationKind
  patient: { civility: 'Mme' | 'M.'; birthName: string; usedName: string | null; givenName: string; birthDate: string }
  others: { seat: Seat; name: string; specialty: string | null }[]
}
export const demoVisits: readonly DemoVisit[] = [
  { kind: 'treatment', patient: { civility: 'Mme', birthName: 'TESTEMONT', usedName: 'Rivière', givenName: 'Claire', birthDate: '1956-03-14' }, others: [] },
  { kind: 'followUp', patient: { civility: 'M.', birthName: 'Démonville', usedName: null, givenName: 'Paul', birthDate: '1949-11-02' }, others: [{ seat: 'relative', name: 'Jeanne Démonville', specialty: null }] },
  { kind: 'postRcp', patient: { civility: 'Mme', birthName: 'Fictive', usedName: 'Payet', givenName: 'Marie-Annick', birthDate: '1961-07-30' }, others: [{ seat: 'townNurse', name: 'Hugo Exemple', specialty: 'infirmier libéral' }] },
]
