import { useState } from 'react'
import { Link } from 'react-router'
import { useOffice } from '../i18n/office.ts'
import { dayOf } from '../i18n/time.ts'
import { Button } from '../ui/Button.tsx'
import { later } from '../ui/later.tsx'
import { Notice } from '../ui/Notice.tsx'
import { Page } from '../ui/Page.tsx'
import { useNow, useStore } from '../useStore.ts'
import { AlertsLink } from './alerts/AlertsLink.tsx'
import { watches } from './alerts/useAlerts.ts'
import { DayLine } from './DayLine.tsx'
import type { DaySession } from './DaySession.ts'
import { stillOpen, waitingOf } from './rules.ts'

const GlassDialog = later(() => import('./GlassDialog.tsx'))

/** The day, on a list that reads like paper. */
export function DayPage({ session }: { session: DaySession }) {
  const { t, locale } = useOffice()
  const { day, link, arrived } = useStore(session.state)
  const now = useNow()
  const [searching, setSearching] = useState(false)
  if (!day) return null
  const words = t.professional
  const rows = day.rows.filter((row) => stillOpen(row, now))
  const waiting = rows.flatMap(waitingOf)
  const mayBreakGlass = day.professional.role === 'oncologist' || day.professional.role === 'coordinatingNurse'
  const here = arrived && waiting.some(({ participantId }) => participantId === arrived.participantId)
  return (
    <Page compact wide title={words.title} demo={day.site.demo} actions={<>{watches(day.professional.role) && <AlertsLink session={session} />}<Link className="button quiet" to="/account">{t.account.link}</Link><Button look="quiet" onClick={() => void session.signOut()}>{words.signOut}</Button></>}>
      <div className="day-head">
        <div>
          <h1>{words.today(dayOf(new Date(now).toISOString(), day.site.timeZone, locale))}</h1>
          <p className="soft">{day.professional.name}{day.professional.specialty && `, ${day.professional.specialty}`} · {words.waitingCount(waiting.length)}</p>
        </div>
      </div>
      {(link === 'lost' || link === 'connecting') && <Notice tone="warn" role="status"><p>{words.lost}</p></Notice>}
      {here && <Notice tone="good"><p>{words.arrived(arrived.name)}</p></Notice>}
      {rows.length === 0
        ? <p>{words.empty}</p>
        : <ul className="day">{rows.map((row) => <DayLine key={row.consultationId} row={row} role={day.professional.role} session={session} zone={day.site.timeZone} now={now} />)}</ul>}
      {mayBreakGlass && <div className="row"><Link className="button quiet" to="/administration/questionnaires">{t.questionnaires.link}</Link><Button look="quiet" aria-haspopup="dialog" onClick={() => setSearching(true)}>{t.administration.glass.find}</Button></div>}
      {searching && <GlassDialog session={session} zone={day.site.timeZone} onClose={() => setSearching(false)} />}
    </Page>
  )
}
