import { useEffect } from 'react'
import { useI18n } from '../i18n/I18n.tsx'
import { Notice } from '../ui/Notice.tsx'
import { Page, PhoneLink } from '../ui/Page.tsx'
import type { ScreenProps } from './ScreenProps.ts'

/** A browser that cannot hold a call at all: another one, another device, or the telephone, which is the one action here. */
export function OldBrowser({ session, view }: ScreenProps) {
  const { t } = useI18n()
  // The team learns of it before the hour of the appointment.
  useEffect(() => {
    if (view.me.deviceCheck?.camera !== 'unsupported') void session.perform('devices.report', session.devices.report())
  }, [session, view.me.deviceCheck])
  return (
    <Page title={t.visit.devices.title} demo={view.site.demo}>
      <h1>{t.visit.devices.title}</h1>
      <Notice tone="warn" role="alert">
        <h2>{t.help.failures.unsupported.both}</h2>
        <ol className="points">{t.help.unsupported.map((step) => <li key={step}>{step}</li>)}</ol>
      </Notice>
      <p>{t.visit.old}</p>
      <PhoneLink phone={view.site.phone} big look="primary" />
    </Page>
  )
}
