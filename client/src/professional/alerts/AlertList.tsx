import { alertsPath } from '@lien/contract/wire'
import type { AlertCursor, AlertRow } from '@lien/contract/commands/alerts'
import type { ProfessionalView } from '@lien/contract/views'
import { useCallback, useState } from 'react'
import { Link } from 'react-router'
import { useOffice } from '../../i18n/office.ts'
import { birth, clock, dayOf, lasted, minutesSince } from '../../i18n/time.ts'
import { Button } from '../../ui/Button.tsx'
import { FaultNotice } from '../../ui/FaultNotice.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { useNow, useStore } from '../../useStore.ts'
import { Table } from '../admin/Table.tsx'
import type { DaySession } from '../DaySession.ts'
import { Level } from './Level.tsx'
import { sentences } from './reasons.ts'
import { useLive } from './useAlerts.ts'

interface Props { session: DaySession; state: 'open' | 'closed'; zone: string; me: ProfessionalView }
interface Shown { alerts: AlertRow[]; next: AlertCursor | null }

/** The most pressing first; the list is right again by itself whenever an alert changes. */
export function AlertList({ session, state, zone, me }: Props) {
  const { t, lang, locale } = useOffice()
  const words = t.alerts
  const now = useNow()
  const { link } = useStore(session.state)
  const [after, setAfter] = useState<AlertCursor | null>(null)
  const { value, fault } = useLive<Shown>(session, useCallback(() => session.perform('alerts.list', { state, after }), [session, state, after]))
  const time = ({ raisedAt, dueAt, closedAt, seenAt, escalatedAt }: AlertRow) => {
    if (closedAt) return <>{dayOf(closedAt, zone, locale)}, {clock(closedAt, zone, locale)}</>
    const late = Date.parse(dueAt) < now
    return (
      <>
        {words.since(lasted(minutesSince(raisedAt, now)))}<br />
        <span className={late ? 'strong late' : undefined}>{late ? words.late(lasted(minutesSince(dueAt, now))) : words.due(when(dueAt, zone, locale, now))}</span><br />
        <span className="soft">{seenAt ? words.seen : words.unseen}{escalatedAt && ` · ${words.escalated}`}</span>
      </>
    )
  }
  return (
    <>
      <h1>{state === 'open' ? words.title : words.closed}</h1>
      {state === 'open' && <p className="soft">{words.hours}</p>}
      {(link === 'lost' || link === 'connecting') && <Notice tone="warn" role="status"><p>{t.professional.lost}</p></Notice>}
      <FaultNotice fault={fault} />
      {value && (
        <Table<AlertRow> caption={words.title} rows={value.alerts} id={({ alertId }) => alertId} empty={state === 'open' ? words.empty : words.emptyClosed} columns={[
          { name: words.columns.patient, cell: (one) => <><Link to={`${alertsPath}/${one.alertId}`}>{one.patient.name}</Link><br /><span className="soft">{t.professional.born(birth(one.patient.birthDate, locale))}</span></> },
          { name: words.columns.level, cell: ({ level }) => <Level level={level} /> },
          { name: words.columns.reasons, cell: ({ reasons }) => <ul className="reason-list">{sentences(reasons, { words, lang, locale, zone }).map((line) => <li key={line}>{line}</li>)}</ul> },
          { name: words.columns.time, cell: time },
          { name: words.columns.holder, cell: ({ holder, action }) => <>{holder ? (holder.accountId === me.accountId ? <strong>{words.byMe}</strong> : words.heldBy(holder.name)) : words.free}{action && <><br /><span className="soft">{words.actions[action]}</span></>}</> },
        ]} />
      )}
      {value?.next && <div className="row"><Button onClick={() => setAfter(value.next)}>{words.more}</Button></div>}
    </>
  )
}

/** The hour alone today, with its day otherwise. */
export function when(at: string, zone: string, locale: string, now: number): string {
  const day = dayOf(at, zone, locale)
  return day === dayOf(new Date(now).toISOString(), zone, locale) ? clock(at, zone, locale) : `${day}, ${clock(at, zone, locale)}`
}
