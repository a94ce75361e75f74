import type { Identity } from '@lien/contract/commands/patients'
import { insSystems } from '@lien/contract/patient'
import { useOffice } from '../../i18n/office.ts'
import { birth } from '../../i18n/time.ts'
import { birthPlaceText, insText } from './format.ts'

/** Who the patient is, to be compared with the document they show. */
export function Traits({ identity: who }: { identity: Identity }) {
  const { t, locale } = useOffice()
  const { traits, statuses, sexes, systems, place, noIns } = t.identity
  const lines: [string, string | null][] = [
    [traits.birthName, who.birthName],
    [traits.usedName, who.usedName],
    [who.givenNames === who.givenName ? traits.givenName : traits.givenNames, who.givenNames],
    [traits.usedGivenName, who.usedGivenName],
    [traits.sex, sexes[who.sex]],
    [traits.birthDate, birth(who.birthDate, locale)],
    [traits.birthPlace, birthPlaceText(who.birthPlace, place)],
    [traits.ins, who.ins ? `${insText(who.ins.matricule)} (${systems[insSystems[who.ins.oid]]})` : noIns],
    [traits.status, statuses[who.status]],
  ]
  return <dl className="traits">{lines.map(([label, value]) => value !== null && <div key={label}><dt>{label}</dt><dd>{value}</dd></div>)}</dl>
}
