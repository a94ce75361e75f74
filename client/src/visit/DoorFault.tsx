import type { FaultBody } from '@lien/contract/faults'
import type { SiteView } from '@lien/contract/views'
import { lostLinkPath } from '@lien/contract/wire'
import { useEffect, useState } from 'react'
import { perform } from '../http.ts'
import { useI18n } from '../i18n/I18n.tsx'
import { Button } from '../ui/Button.tsx'
import { Page, PhoneLink } from '../ui/Page.tsx'
import { doorFaultOf } from './rules.ts'

/** A link that does not open: what to do, the ward's telephone, and nothing of what lies behind. */
export function DoorFault({ fault }: { fault: FaultBody }) {
  const { t } = useI18n()
  const [site, setSite] = useState<SiteView | null>(null)
  useEffect(() => {
    void perform(null, 'site.read', {}).then((reply) => reply.ok && setSite(reply.value))
  }, [])
  const kind = doorFaultOf(fault)
  const words = t.visit.fault[kind]
  // A consultation that is over has no link to be sent again.
  const findable = kind !== 'away' && kind !== 'usedUp'
  return (
    <Page title={words.title} phone={site?.phone ?? null} demo={site?.demo ?? false}>
      <h1>{words.title}</h1>
      <p role="alert">{words.body}</p>
      <div className="stack">
        {kind === 'away' && <Button look="primary" big onClick={() => location.reload()}>{t.common.retry}</Button>}
        {findable && <a className="button primary big" href={lostLinkPath}>{t.visit.again}</a>}
        {site && <PhoneLink phone={site.phone} big look={kind === 'usedUp' ? 'primary' : 'plain'} />}
      </div>
    </Page>
  )
}
