import { identityPath } from '@lien/contract/identityProviders'
import { useI18n } from '../i18n/I18n.tsx'
import { useCodeWords } from '../i18n/codes.ts'
import { Notice } from '../ui/Notice.tsx'
import { useStore } from '../useStore.ts'
import type { FactorProps } from './SecondFactor.tsx'

/** Identity providers of patients, another way to the seat: links, since they lead elsewhere. */
export function ProviderChoice({ pending }: Pick<FactorProps, 'pending'>) {
  const { lang } = useI18n()
  const words = useCodeWords()
  if (pending.providers.length === 0) return null
  return (
    <section aria-labelledby="providers" className="stack">
      <h2 id="providers">{words.provider.title}</h2>
      {pending.providers.map(({ id, label }) => <a key={id} className="button big" href={`${identityPath}/${id}/start?pending=${pending.pending}`}>{label[lang]}</a>)}
    </section>
  )
}

/** The person is back from a provider without their seat: why, above what they can do instead. */
export function ProviderFailure({ session }: Pick<FactorProps, 'session'>) {
  const words = useCodeWords()
  const { failure } = useStore(session.state)
  if (!failure) return null
  const sentence = failure === 'unknownPerson' || failure === 'notProven' ? words.provider.otherPerson : failure === 'cancelled' ? words.provider.cancelled : words.provider.failed
  return <Notice tone={failure === 'cancelled' ? 'warn' : 'bad'} role="alert"><p>{sentence}</p></Notice>
}
