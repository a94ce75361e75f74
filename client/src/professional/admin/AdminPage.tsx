import { Link, NavLink, useNavigate, useParams } from 'react-router'
import { useOffice } from '../../i18n/office.ts'
import { Button } from '../../ui/Button.tsx'
import { Page } from '../../ui/Page.tsx'
import { useStore } from '../../useStore.ts'
import type { DaySession } from '../DaySession.ts'
import { AccessesSection } from './AccessesSection.tsx'
import { EstablishmentSection } from './EstablishmentSection.tsx'
import { ImportSection } from './ImportSection.tsx'
import { LinksSection } from './LinksSection.tsx'
import { MonitoringSection } from './MonitoringSection.tsx'
import { OutboxSection } from './OutboxSection.tsx'
import { QuestionnairesSection } from './QuestionnairesSection.tsx'
import { ServicesSection } from './ServicesSection.tsx'
import { SessionsSection } from './SessionsSection.tsx'
import { StaffSection } from './StaffSection.tsx'
import './admin.css'

const sections = ['establishment', 'services', 'staff', 'import', 'questionnaires', 'monitoring', 'links', 'sessions', 'outbox', 'accesses'] as const
type Section = (typeof sections)[number]

/** The establishment's administration; an auditor finds the accesses from outside the team, those who treat find the questionnaires, and nothing else. */
export default function AdminPage({ session }: { session: DaySession }) {
  const { t } = useOffice()
  const words = t.administration
  const navigate = useNavigate()
  const { day } = useStore(session.state)
  const wished = useParams().section
  if (!day) return null
  const { role } = day.professional
  const open: readonly Section[] = role === 'administrator' ? sections : role === 'auditor' ? ['accesses'] : role === 'coordinatingNurse' || role === 'oncologist' ? ['questionnaires'] : []
  const section = open.find((one) => one === wished) ?? open[0]
  const actions = <>{(role === 'coordinatingNurse' || role === 'oncologist') && <Link className="button quiet" to="/">{t.professional.backToDay}</Link>}<Link className="button quiet" to="/account">{t.account.link}</Link><Button look="quiet" onClick={() => void session.signOut()}>{t.professional.signOut}</Button></>
  if (!section) {
    return <Page compact title={words.title} actions={actions}><h1>{words.title}</h1><p>{words.only}</p><div className="row"><Button look="primary" onClick={() => void navigate('/')}>{t.professional.backToDay}</Button></div></Page>
  }
  return (
    <Page compact wide title={`${words.sections[section]} · ${words.title}`} demo={day.site.demo} actions={actions}>
      <nav className="admin-nav" aria-label={words.title}><ul>{open.map((one) => <li key={one}><NavLink to={`/administration/${one}`} aria-current={one === section ? 'page' : undefined}>{words.sections[one]}</NavLink></li>)}</ul></nav>
      <h1>{words.sections[section]}</h1>
      <Shown section={section} session={session} zone={day.site.timeZone} edits={role !== 'oncologist'} />
    </Page>
  )
}

function Shown({ section, session, zone, edits }: { section: Section; session: DaySession; zone: string; edits: boolean }) {
  switch (section) {
    case 'establishment': return <EstablishmentSection session={session} />
    case 'services': return <ServicesSection session={session} />
    case 'staff': return <StaffSection session={session} />
    case 'import': return <ImportSection session={session} />
    case 'questionnaires': return <QuestionnairesSection session={session} zone={zone} edits={edits} />
    case 'monitoring': return <MonitoringSection session={session} zone={zone} />
    case 'links': return <LinksSection session={session} zone={zone} />
    case 'sessions': return <SessionsSection session={session} zone={zone} />
    case 'outbox': return <OutboxSection session={session} zone={zone} />
    case 'accesses': return <AccessesSection session={session} zone={zone} />
  }
}
