import { lazy, Suspense, useEffect } from 'react'
import { callsSupported } from '../call/deviceFailure.ts'
import { useI18n } from '../i18n/I18n.tsx'
import { Page } from '../ui/Page.tsx'
import { useStore } from '../useStore.ts'
import { Consent } from './Consent.tsx'
import { DoorFault } from './DoorFault.tsx'
import { Farewell } from './Farewell.tsx'
import { OldBrowser } from './OldBrowser.tsx'
import { stageOf } from './rules.ts'
import type { VisitSession } from './VisitSession.ts'
import { Welcome } from './Welcome.tsx'

// Loaded while the person reads the welcome: the first screen does not wait for them.
const loadDevices = () => import('./DeviceScreen.tsx')
const loadWaiting = () => import('./Waiting.tsx')
const loadCall = () => import('./VisitCall.tsx')
const DeviceScreen = lazy(loadDevices)
const Waiting = lazy(loadWaiting)
const VisitCall = lazy(loadCall)

export function VisitPage({ session }: { session: VisitSession }) {
  const { t } = useI18n()
  const { view, fault, progress } = useStore(session.state)
  const open = view !== null
  useEffect(() => {
    if (!open) return
    const timer = setTimeout(() => {
      for (const load of [loadDevices, loadWaiting, loadCall]) void load().catch(() => undefined)
      session.warm()
    }, 400)
    return () => clearTimeout(timer)
  }, [open, session])
  if (!view) return fault ? <DoorFault fault={fault} /> : <Page title={t.visit.title}><p role="status">{t.visit.opening}</p></Page>
  const loading = <Page title={t.visit.title} phone={view.site.phone} demo={view.site.demo}><p role="status">{t.common.loading}</p></Page>
  const stage = stageOf(view, progress)
  const props = { session, view }
  if ((stage === 'devices' || stage === 'waiting' || stage === 'call') && !callsSupported()) return <OldBrowser {...props} />
  switch (stage) {
    case 'welcome':
      return <Welcome {...props} />
    case 'consent':
      return <Consent {...props} />
    case 'devices':
      return <Suspense fallback={loading}><DeviceScreen {...props} /></Suspense>
    case 'waiting':
      return <Suspense fallback={loading}><Waiting {...props} /></Suspense>
    case 'call':
      return <Suspense fallback={loading}><VisitCall {...props} /></Suspense>
    case 'refused':
    case 'left':
    case 'replaced':
    case 'ended':
    case 'cancelled':
    case 'noShow':
      return <Farewell {...props} stage={stage} />
  }
}
