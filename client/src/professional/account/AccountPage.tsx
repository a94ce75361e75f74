import { Link } from 'react-router'
import { useOffice } from '../../i18n/office.ts'
import { Page } from '../../ui/Page.tsx'
import { useStore } from '../../useStore.ts'
import type { DaySession } from '../DaySession.ts'
import { DevicesSection } from './DevicesSection.tsx'
import { FactorsSection } from './FactorsSection.tsx'
import { MessagesSection } from './MessagesSection.tsx'
import './account.css'

/** What concerns the professional themself: what they sign in with, how they are written to, and where they are signed in. */
export default function AccountPage({ session }: { session: DaySession }) {
  const { t } = useOffice()
  const { day } = useStore(session.state)
  const words = t.account
  return (
    <Page compact title={words.title} demo={day?.site.demo ?? false} actions={<Link className="button quiet" to="/">{t.professional.backToDay}</Link>}>
      <h1>{words.title}</h1>
      {day && <p className="soft">{day.professional.name}</p>}
      <FactorsSection session={session} zone={day?.site.timeZone ?? 'Europe/Paris'} />
      <MessagesSection session={session} />
      <DevicesSection session={session} zone={day?.site.timeZone ?? 'Europe/Paris'} />
    </Page>
  )
}
