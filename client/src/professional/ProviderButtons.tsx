import { identityPath } from '@lien/contract/identityProviders'
import type { GreetingView } from '@lien/contract/views'
import { useOffice } from '../i18n/office.ts'

/** The identity providers of the house, each a way out of this page: links, since they lead elsewhere. */
export function ProviderButtons({ providers }: { providers: GreetingView['providers'] }) {
  const { t, lang } = useOffice()
  if (providers.length === 0) return null
  return (
    <div className="sign-in providers">
      {providers.map(({ id, label }) => <a key={id} className="button primary big" href={`${identityPath}/${id}/start`}>{label[lang]}</a>)}
      <p className="soft">{t.providers.otherwise}</p>
    </div>
  )
}
