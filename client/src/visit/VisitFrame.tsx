import type { SiteView } from '@lien/contract/views'
import type { ReactNode } from 'react'
import { useI18n } from '../i18n/I18n.tsx'
import { Notice } from '../ui/Notice.tsx'
import { Page } from '../ui/Page.tsx'
import { useStore } from '../useStore.ts'
import type { VisitSession } from './VisitSession.ts'

/** A patient's page: telephone always there, and the truth about the connection. */
export function VisitFrame({ session, site, title, children }: { session: VisitSession; site: SiteView; title: string; children: ReactNode }) {
  const { t } = useI18n()
  const { link } = useStore(session.state)
  return (
    <Page title={title} phone={site.phone} demo={site.demo}>
      {link === 'lost' && <Notice tone="warn" role="status"><p>{t.common.offline}</p></Notice>}
      {children}
    </Page>
  )
}
