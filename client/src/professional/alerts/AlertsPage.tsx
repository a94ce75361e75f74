import { alertsPath } from '@lien/contract/wire'
import type { AlertId } from '@lien/contract/ids'
import type { ReactNode } from 'react'
import { Link, NavLink, Navigate, useParams } from 'react-router'
import { useOffice } from '../../i18n/office.ts'
import { Page } from '../../ui/Page.tsx'
import { useStore } from '../../useStore.ts'
import type { DaySession } from '../DaySession.ts'
import { AlertDetail } from './AlertDetail.tsx'
import { AlertList } from './AlertList.tsx'
import { RulesPage } from './RulesPage.tsx'
import { watches } from './useAlerts.ts'
import '../admin/admin.css'
import './alerts.css'

/** The coordinating nurse's work list, one alert, and the rules that raise them. */
export default function AlertsPage({ session }: { session: DaySession }) {
  const { t } = useOffice()
  const words = t.alerts
  const { day } = useStore(session.state)
  const { view } = useParams()
  if (!day) return null
  if (!watches(day.professional.role)) return <Navigate replace to="/" />
  const { title, content } = shown()
  const entries = [[alertsPath, words.open, view === undefined], [`${alertsPath}/closes`, words.closed, view === 'closes'], [`${alertsPath}/regles`, words.rulesLink, view === 'regles']] as const
  return (
    <Page compact wide title={title} demo={day.site.demo} actions={<><Link className="button quiet" to="/">{t.professional.backToDay}</Link><Link className="button quiet" to="/account">{t.account.link}</Link></>}>
      <nav className="admin-nav" aria-label={words.title}><ul>{entries.map(([to, name, current]) => <li key={to}><NavLink end to={to} aria-current={current ? 'page' : undefined}>{name}</NavLink></li>)}</ul></nav>
      {content}
    </Page>
  )

  function shown(): { title: string; content: ReactNode } {
    const zone = day?.site.timeZone ?? 'UTC'
    const me = day?.professional
    if (!me) return { title: words.title, content: null }
    switch (view) {
      case undefined: return { title: words.title, content: <AlertList key="open" session={session} state="open" zone={zone} me={me} /> }
      case 'closes': return { title: `${words.closed} · ${words.title}`, content: <AlertList key="closed" session={session} state="closed" zone={zone} me={me} /> }
      case 'regles': return { title: words.rules.title, content: <RulesPage session={session} zone={zone} /> }
      default: return { title: words.one, content: <AlertDetail key={view} session={session} alertId={view as AlertId} zone={zone} me={me} /> }
    }
  }
}
