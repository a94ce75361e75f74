import type { IdentityFailure } from '@lien/contract/identityProviders'
import type { GreetingView } from '@lien/contract/views'
import { useEffect, useState } from 'react'
import { perform } from '../http.ts'
import { useOffice } from '../i18n/office.ts'
import { Button } from '../ui/Button.tsx'
import { Page, PhoneLink } from '../ui/Page.tsx'

/** A sign-in at an identity provider came to nothing: why, and the one thing to do next. */
export function ProviderFault({ failure, onBack }: { failure: IdentityFailure; onBack: () => void }) {
  const { t } = useOffice()
  const [site, setSite] = useState<GreetingView | null>(null)
  useEffect(() => {
    void perform(null, 'site.read', {}).then((reply) => reply.ok && setSite(reply.value))
  }, [])
  const { title, body } = t.providers.failures[failure]
  const asks = failure === 'unknownPerson' || failure === 'refused' || failure === 'notProven'
  return (
    <Page compact title={title} demo={site?.demo ?? false}>
      <h1>{title}</h1>
      {site && <p className="soft">{site.name}</p>}
      <p>{body}</p>
      <div className="stack">
        <Button look="primary" big onClick={onBack}>{t.providers.back}</Button>
        {asks && site && <PhoneLink phone={site.phone} />}
      </div>
    </Page>
  )
}
