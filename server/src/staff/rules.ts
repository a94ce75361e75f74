import type { ImportColumn, ImportLine, ImportProblem } from '@lien/contract/administration'
import type { Language } from '@lien/contract/contact'
import type { AccountId, ServiceId } from '@lien/contract/ids'
import type { AccountRole } from '@lien/contract/roles'

/** An RPPS number is 11 digits of which the last is their Luhn key (ISO/IEC 7812-1, annex B). */
export function rppsProblem(rpps: string): 'rppsDigits' | 'rppsKey' | null {
  if (!/^\d{11}$/.test(rpps)) return 'rppsDigits'
  const sum = Array.from(rpps, Number).reverse().reduce((total, digit, at) => {
    const value = digit * (at % 2 === 0 ? 1 : 2)
    return total + (value > 9 ? value - 9 : value)
  }, 0)
  return sum % 10 === 0 ? null : 'rppsKey'
}

/** Lower case, no accents, no spaces around: how a heading, a role or a service is recognised. */
export const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/[\s_-]+/g, ' ').trim()

/** What people write in the column « rôle »; the contract's own names are understood too. */
const roleWords: Record<string, AccountRole> = {
  'oncologue': 'oncologist', 'cancerologue': 'oncologist', 'medecin': 'oncologist', 'oncologist': 'oncologist',
  'infirmiere de coordination': 'coordinatingNurse', 'infirmier de coordination': 'coordinatingNurse', 'ide coordination': 'coordinatingNurse', 'idec': 'coordinatingNurse', 'coordinatingnurse': 'coordinatingNurse', 'coordinating nurse': 'coordinatingNurse',
  'infirmiere de ville': 'townNurse', 'infirmier de ville': 'townNurse', 'townnurse': 'townNurse', 'town nurse': 'townNurse',
  'medecin de ville': 'townPhysician', 'medecin traitant': 'townPhysician', 'townphysician': 'townPhysician', 'town physician': 'townPhysician',
  'secretaire': 'secretary', 'secretariat': 'secretary', 'secretary': 'secretary',
  'administrateur': 'administrator', 'administratrice': 'administrator', 'administrator': 'administrator',
  'auditeur': 'auditor', 'auditrice': 'auditor', 'auditor': 'auditor',
}
export const roleOf = (text: string): AccountRole | null => (Object.hasOwn(roleWords, plain(text)) ? (roleWords[plain(text)] ?? null) : null)

/** What people write in the column « langue »; who says nothing is written to in French, as elsewhere. */
const languageWords: Record<string, Language> = { '': 'fr', 'fr': 'fr', 'francais': 'fr', 'french': 'fr', 'en': 'en', 'anglais': 'en', 'english': 'en' }
const languageOf = (text: string): Language | null => (Object.hasOwn(languageWords, plain(text)) ? (languageWords[plain(text)] ?? null) : null)

/** Physicians act under their RPPS (arrêté du 6 février 2009); a secretary has none. */
const needRpps: readonly AccountRole[] = ['oncologist', 'townPhysician']

/** One line of a file, by column, as it was read. */
export interface RawLine { line: number; cells: Partial<Record<ImportColumn, string>> }
/** What the establishment has already. */
export interface Known { accounts: readonly { id: AccountId; email: string; rpps: string | null }[]; services: readonly { id: ServiceId; name: string }[] }
export interface NewPerson { name: string; email: string; role: AccountRole; rpps: string | null; specialty: string | null; language: Language; services: ServiceId[] }
export interface CheckedLine { view: ImportLine; person: NewPerson | null }

const isMail = (text: string): boolean => /^[^\s@<>,;]+@[^\s@<>,;]+\.[^\s@<>,;]+$/.test(text)
const longest = 120

/** Checks every line against the rules, the other lines and the establishment. A person is there only where the verdict is `new`. */
export function checkLines(lines: readonly RawLine[], known: Known): CheckedLine[] {
  const seen = { rpps: new Set<string>(), mail: new Set<string>() }
  return lines.map(({ line, cells }) => {
    const cell = (column: ImportColumn): string => (cells[column] ?? '').trim()
    const [rpps, email, role] = [cell('rpps').replace(/\s/g, ''), cell('mail').toLowerCase(), roleOf(cell('role'))]
    const language = languageOf(cell('langue'))
    const name = `${cell('prenom')} ${cell('nom')}`.trim()
    const service = known.services.find((one) => plain(one.name) === plain(cell('service')))
    const same = known.accounts.find((one) => one.email.toLowerCase() === email)
    const rppsHolder = rpps === '' ? undefined : known.accounts.find((one) => one.rpps === rpps)
    const rppsWrong = rpps === '' ? (role && needRpps.includes(role) ? 'rppsMissing' as const : null) : rppsProblem(rpps)
    const found: (ImportProblem | false | null)[] = [
      rppsWrong,
      rpps !== '' && rppsWrong === null && seen.rpps.has(rpps) && 'rppsTwice',
      (rppsHolder !== undefined && rppsHolder !== same) || (same && same.rpps !== null && rpps !== '' && same.rpps !== rpps) ? 'rppsOther' : null,
      cell('nom') === '' && 'nameMissing', cell('prenom') === '' && 'givenNameMissing',
      email === '' ? 'mailMissing' : !isMail(email) || email.length > 254 ? 'mailMalformed' : seen.mail.has(email) && 'mailTwice',
      cell('role') === '' ? 'roleMissing' : role === null && 'roleUnknown',
      cell('service') !== '' && !service && 'serviceUnknown',
      language === null && 'languageUnknown',
      (name.length > longest || cell('specialite').length > longest) && 'tooLong',
    ]
    seen.rpps.add(rpps)
    seen.mail.add(email)
    const problems = found.filter((one): one is ImportProblem => typeof one === 'string')
    const verdict = problems.length > 0 ? 'wrong' : same ? 'known' : 'new'
    const view = { line, rpps, name, email, role: cell('role'), service: cell('service'), specialty: cell('specialite'), verdict, problems } as const
    const person = verdict === 'new' && role && language ? { name, email, role, rpps: rpps === '' ? null : rpps, specialty: cell('specialite') || null, language, services: service ? [service.id] : [] } : null
    return { view, person }
  })
}
