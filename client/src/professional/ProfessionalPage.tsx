import { failureOf } from '@lien/contract/identityProviders'
import type { AccountRole } from '@lien/contract/roles'
import { alertsPath } from '@lien/contract/wire'
import { useEffect, useState } from 'react'
import { Navigate, Route, Routes } from 'react-router'
import { useOffice } from '../i18n/office.ts'
import { Button } from '../ui/Button.tsx'
import { later } from '../ui/later.tsx'
import { Page } from '../ui/Page.tsx'
import { useStore } from '../useStore.ts'
import { DayPage } from './DayPage.tsx'
import type { DaySession } from './DaySession.ts'
import { ProviderFault } from './ProviderFault.tsx'
import { SignIn } from './SignIn.tsx'
import { useArrivals } from './useArrivals.ts'

const AccountPage = later(() => import('./account/AccountPage.tsx'))
const ConsultationPage = later(() => import('./ConsultationPage.tsx'))
const AlertsPage = later(() => import('./alerts/AlertsPage.tsx'))
const QuestionsPage = later(() => import('./QuestionsPage.tsx'))
const AdminPage = later(() => import('./admin/AdminPage.tsx'))

/** `mailed` is the token of a mailed link, null for every other address. */
export function ProfessionalPage({ session, mailed }: { session: DaySession, mailed: string | null }) {
  const { t } = useOffice()
  const { phase, fault, day } = useStore(session.state)
  const announced = useArrivals(session)
  const [token, setToken] = useState(mailed)
  const [failure, setFailure] = useState(() => failureOf(location.hash))
  useEffect(() => {
    if (phase !== 'open') return
    session.warm()
    ConsultationPage.warm()
  }, [phase, session])
  const loading = (
    <Page compact title={t.professional.title}>
      <p role="status">{fault ? t.common.slow : t.common.loading}</p>
      {fault && <Button onClick={() => location.reload()}>{t.common.reload}</Button>}
    </Page>
  )
  const back = (): void => {
    history.replaceState(null, '', location.pathname)
    setFailure(null)
  }
  if (failure) return <ProviderFault failure={failure} onBack={back} />
  if (token !== null || phase === 'signedOut') return <SignIn session={session} token={token} onIn={() => setToken(null)} />
  return (
    <>
      <p className="sr-only" role="status">{announced}</p>
      <Routes>
        <Route path="/consultation/:id" element={<ConsultationPage session={session} fallback={loading} />} />
        <Route path={`${alertsPath}/:view?`} element={phase === 'open' ? <AlertsPage session={session} fallback={loading} /> : loading} />
        <Route path="/questions/:id" element={phase === 'open' ? <QuestionsPage session={session} fallback={loading} /> : loading} />
        <Route path="/account" element={<AccountPage session={session} fallback={loading} />} />
        <Route path="/administration/:section?" element={phase === 'open' ? <AdminPage session={session} fallback={loading} /> : loading} />
        <Route path="*" element={phase === 'open' && day && administers(day.professional.role) ? <Navigate replace to="/administration" /> : phase === 'open' ? <DayPage session={session} /> : loading} />
      </Routes>
    </>
  )
}

/** These have no patients of their own: their page is the administration. */
const administers = (role: AccountRole): boolean => role === 'administrator' || role === 'auditor'
