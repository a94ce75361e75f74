import { useEffect } from 'react'
import { useI18n } from '../i18n/I18n.tsx'
import { PhoneLink } from '../ui/Page.tsx'
import { VisitFrame } from './VisitFrame.tsx'
import type { ScreenProps } from './VisitPage.tsx'

/** A browser that cannot hold a call at all: another one, another device, or the telephone. */
export function OldBrowser({ session, view }: ScreenProps) {
  const { t } = useI18n()
  // The team learns of it before the hour of the appointment.
  useEffect(() => {
    if (view.me.deviceCheck?.camera !== 'unsupported') void session.perform('devices.report', session.devices.report())
  }, [session, view.me.deviceCheck])
  return (
    <VisitFrame session={session} site={view.site} title={t.visit.old.title}>
      <h1>{t.visit.old.title}</h1>
      <p role="alert">{t.visit.old.body}</p>
      <ol className="points">{t.help.unsupported.map((step) => <li key={step}>{step}</li>)}</ol>
      <PhoneLink phone={view.site.phone} big look="primary" />
    </VisitFrame>
  )
}
