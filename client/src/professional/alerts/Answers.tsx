import type { AlertView, Occasion } from '@lien/contract/commands/alerts'
import { attributes, type Measure } from '@lien/contract/symptoms'
import { useOffice } from '../../i18n/office.ts'
import { Table } from '../admin/Table.tsx'
import { shortDay } from './reasons.ts'

/** The raw answers with those before; a gap stays a gap. */
export function Answers({ alert, zone }: { alert: AlertView; zone: string }) {
  const { t, lang, locale } = useOffice()
  const words = t.alerts
  const raw = ({ raw: given }: Occasion): string => attributes.filter((one) => given[one] !== undefined).map((one) => `${words.attributes[one]} ${given[one] ?? ''}`).join(', ') || words.none
  const amount = (measure: Measure, value: number): string => (measure === 'callWanted' ? (value > 0 ? words.yes : words.no) : new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }).format(value))
  const colon = lang === 'fr' ? '\u00a0: ' : ': '
  const day = (at: string): string => shortDay(at, { locale, zone })
  return (
    <section aria-labelledby="alert-answers">
      <h2 id="alert-answers">{words.answers}</h2>
      <p className="soft">{words.direction}</p>
      {alert.completedAt === null && alert.level !== 'technical' && <p>{words.unfinished}</p>}
      <Table caption={words.answers} rows={alert.symptoms} id={({ symptom }) => symptom} empty={words.none} columns={[
        { name: words.symptom, cell: ({ symptom, name }) => name?.[lang] ?? symptom },
        { name: words.now, cell: ({ now }) => <strong>{now ? raw(now) : words.none}</strong> },
        { name: words.before, cell: ({ before }) => (before.length === 0 ? words.none : <ul className="reason-list">{before.map((one) => <li key={one.at}>{day(one.at)}{colon}{raw(one)}</li>)}</ul>) },
      ]} />
      {alert.measures.length > 0 && (
        <Table caption={words.otherMeasures} rows={alert.measures} id={({ measure }) => measure} empty="" columns={[
          { name: words.measure, cell: ({ measure }) => words.measures[measure] },
          { name: words.now, cell: ({ measure, now }) => <strong>{now === null ? words.none : amount(measure, now)}</strong> },
          { name: words.before, cell: ({ measure, before }) => (before.length === 0 ? words.none : before.map((one) => `${day(one.at)}${colon}${amount(measure, one.value)}`).join(' · ')) },
        ]} />
      )}
    </section>
  )
}
