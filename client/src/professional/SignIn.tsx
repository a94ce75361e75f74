import type { FaultBody } from '@lien/contract/faults'
import type { GreetingView } from '@lien/contract/views'
import { useEffect, useState, type SubmitEvent } from 'react'
import { perform } from '../http.ts'
import { useOffice } from '../i18n/office.ts'
import { Button } from '../ui/Button.tsx'
import { faultSentence } from '../ui/faultSentence.ts'
import { Notice } from '../ui/Notice.tsx'
import { Page } from '../ui/Page.tsx'
import { useAction } from '../useAction.ts'
import { SessionOver } from './account/SessionOver.tsx'
import type { DaySession } from './DaySession.ts'
import { ProviderButtons } from './ProviderButtons.tsx'

export function SignIn({ session }: { session: DaySession }) {
  const { t } = useOffice()
  const words = t.professional.signIn
  const [site, setSite] = useState<GreetingView | null>(null)
  const { pending, fault, run } = useAction()
  useEffect(() => {
    void perform(null, 'site.read', {}).then((reply) => reply.ok && setSite(reply.value))
  }, [])
  const sentence = (body: FaultBody): string =>
    body.reason === 'wrongCredentials' || body.code === 'invalidInput' ? words.wrong : body.code === 'rateLimited' ? words.limited : faultSentence(body, t)
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const text = (name: string): string => {
      const value = form.get(name)
      return typeof value === 'string' ? value : ''
    }
    void run(() => session.signIn(text('email'), text('password')))
  }
  return (
    <Page compact title={words.title} demo={site?.demo ?? false}>
      <h1>{words.title}</h1>
      {site && <p className="soft">{site.name}</p>}
      <SessionOver session={session} />
      <ProviderButtons providers={site?.providers ?? []} />
      <form className="sign-in" onSubmit={submit}>
        <div className="field"><label htmlFor="email">{words.email}</label><input id="email" name="email" type="email" autoComplete="username" required /></div>
        <div className="field"><label htmlFor="password">{words.password}</label><input id="password" name="password" type="password" autoComplete="current-password" required /></div>
        {fault && <Notice tone="bad" role="alert"><p>{sentence(fault)}</p></Notice>}
        <Button look="primary" type="submit" disabled={pending}>{words.submit}</Button>
      </form>
    </Page>
  )
}
