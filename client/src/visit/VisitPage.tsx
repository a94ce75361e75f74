import { useEffect } from 'react'
import { callsSupported } from '../call/deviceFailure.ts'
import { useI18n } from '../i18n/I18n.tsx'
import { later } from '../ui/later.tsx'
import { Page } from '../ui/Page.tsx'
import { useStore } from '../useStore.ts'
import { Consent } from './Consent.tsx'
import { DoorFault } from './DoorFault.tsx'
import { Farewell } from './Farewell.tsx'
import { OldBrowser } from './OldBrowser.tsx'
import { answeringOn, stageOf } from './rules.ts'
import type { VisitSession } from './VisitSession.ts'
import { Welcome } from './Welcome.tsx'

// Loaded while the person reads the welcome: the first screen does not wait for them.
const DeviceScreen = later(() => import('./DeviceScreen.tsx'))
const Waiting = later(() => import('./Waiting.tsx'))
const ByTelephone = later(() => import('./ByTelephone.tsx'))
const Answers = later(() => import('./Answers.tsx'))
const InAppScreen = later(() => import('./InAppScreen.tsx'))
const BetweenVisits = later(() => import('./BetweenVisits.tsx'))
const SecondFactor = later(() => import('./SecondFactor.tsx'))
export const LostLink = later(() => import('./LostLink.tsx'))
export const VisitCall = later(() => import('./VisitCall.tsx'))

export function VisitPage({ session }: { session: VisitSession }) {
  const { t } = useI18n()
  const { view, pending, between, fault, progress, inApp } = useStore(session.state)
  const open = view !== null
  useEffect(() => {
    if (!open) return
    const timer = setTimeout(() => {
      for (const screen of [DeviceScreen, Waiting, VisitCall]) screen.warm()
      void session.warm()
    }, 400)
    return () => clearTimeout(timer)
  }, [open, session])
  // A reload in mid-call shows the call at once, before the server has said anything.
  if (!view && !fault && progress.here) return <VisitCall session={session} view={null} />
  if (inApp) return <InAppScreen session={session} app={inApp} fallback={<Page title={t.visit.title}><p role="status">{t.common.loading}</p></Page>} />
  if (between) return <BetweenVisits view={between} fallback={<Page title={t.visit.title} phone={between.site.phone} demo={between.site.demo}><p role="status">{t.common.loading}</p></Page>} />
  if (pending) return <SecondFactor session={session} pending={pending} fallback={<Page title={t.visit.title} phone={pending.site.phone} demo={pending.site.demo}><p role="status">{t.common.loading}</p></Page>} />
  if (!view) return fault ? <DoorFault fault={fault} /> : <Page title={t.visit.title}><p role="status">{t.visit.opening}</p></Page>
  const loading = <Page title={t.visit.title} phone={view.site.phone} demo={view.site.demo}><p role="status">{t.common.loading}</p></Page>
  const stage = stageOf(view, progress)
  const props = { session, view }
  const requestId = answeringOn(stage, progress)
  if (requestId) return <Answers key={requestId} {...props} requestId={requestId} fallback={loading} />
  if ((stage === 'test' || stage === 'devices' || stage === 'waiting' || stage === 'call') && !callsSupported()) return <OldBrowser {...props} />
  switch (stage) {
    case 'welcome':
      return <Welcome {...props} />
    case 'consent':
      return <Consent {...props} />
    case 'test':
    case 'devices':
      return <DeviceScreen {...props} fallback={loading} />
    case 'waiting':
      return <Waiting {...props} fallback={loading} />
    case 'call':
      return <VisitCall {...props} fallback={loading} />
    case 'telephone':
      return <ByTelephone {...props} fallback={loading} />
    case 'refused':
    case 'left':
    case 'replaced':
    case 'ended':
    case 'cancelled':
    case 'noShow':
      return <Farewell {...props} stage={stage} />
  }
}
