import type { Reply } from '@lien/contract/faults'
import type { SignInAnswer } from '@lien/contract/signIn'
import type { GreetingView } from '@lien/contract/views'
import { lostLinkPath } from '@lien/contract/wire'
import { useEffect, useRef, useState } from 'react'
import { perform } from '../http.ts'
import { useOffice } from '../i18n/office.ts'
import { Button } from '../ui/Button.tsx'
import { Notice } from '../ui/Notice.tsx'
import { Page } from '../ui/Page.tsx'
import { ForgottenPassword } from './access/ForgottenPassword.tsx'
import { NewFactorForm } from './access/NewFactorForm.tsx'
import { NewPasswordForm } from './access/NewPasswordForm.tsx'
import { PasswordForm } from './access/PasswordForm.tsx'
import { RecoveryCodes } from './access/RecoveryCodes.tsx'
import { SecondFactorForm } from './access/SecondFactorForm.tsx'
import { SessionOver } from './account/SessionOver.tsx'
import type { DaySession } from './DaySession.ts'
import { ProviderButtons } from './ProviderButtons.tsx'

type Step =
  | { name: 'password'; /** A password was just set. */ saved?: true }
  | { name: 'forgot' }
  | { name: 'newPassword'; token: string }
  | { name: 'second'; asked: Extract<SignInAnswer, { step: 'secondFactor' }> }
  | { name: 'enrol' }
  | { name: 'codes'; codes: readonly string[] }

/** One question a screen: who, then the second check, then in. `token`: of the mail that led here. */
export function SignIn({ session, token, onIn }: { session: DaySession; token: string | null; onIn: () => void }) {
  const { t } = useOffice()
  const { access } = t
  const heading = useRef<HTMLHeadingElement>(null)
  const [site, setSite] = useState<GreetingView | null>(null)
  const [step, setStep] = useState<Step>(token === null ? { name: 'password' } : { name: 'newPassword', token })
  const shown = useRef(step.name)
  useEffect(() => {
    void perform(null, 'site.read', {}).then((reply) => reply.ok && setSite(reply.value))
  }, [])
  // What was pressed is gone with the step before: the keyboard goes on with this one.
  useEffect(() => {
    if (shown.current === step.name) return
    shown.current = step.name
    const first = step.name === 'codes' ? null : heading.current?.parentElement?.querySelector<HTMLElement>('input, .button.primary')
    ;(first ?? heading.current)?.focus()
  }, [step.name])

  const enter = async (): Promise<void> => {
    await session.signedIn()
    onIn()
  }
  const into = async <T,>(reply: Promise<Reply<T>>): Promise<Reply<T>> => {
    const answered = await reply
    if (answered.ok) await enter()
    return answered
  }
  const answered = (answer: SignInAnswer): void => {
    if (answer.step === 'secondFactor') setStep({ name: 'second', asked: answer })
    else if (answer.step === 'enrol') setStep({ name: 'enrol' })
    else void enter()
  }
  const passwordSet = async (email: string, password: string): Promise<void> => {
    const reply = await perform(null, 'professional.signIn', { email, password })
    if (reply.ok) answered(reply.value)
    else setStep({ name: 'password', saved: true })
  }
  const startAgain = (): void => setStep({ name: 'password' })
  const forgotten = (): void => setStep({ name: 'forgot' })
  const title = { password: t.professional.signIn.title, forgot: access.forgot.title, newPassword: access.welcome.title, second: access.second.title, enrol: access.enrol.title, codes: access.codes.title }[step.name]
  return (
    <Page compact title={title} demo={site?.demo ?? false}>
      <h1 ref={heading} tabIndex={-1}>{title}</h1>
      {site && <p className="soft">{site.name}</p>}
      {step.name === 'password' && (
        <>
          {step.saved ? <Notice tone="good" role="status"><p>{access.welcome.done}</p></Notice> : <SessionOver session={session} />}
          <ProviderButtons providers={site?.providers ?? []} />
          <PasswordForm answered={answered} into={into} forgotten={forgotten} />
          <div className="other-ways"><a className="button quiet" href={lostLinkPath}>{t.professional.signIn.lostLink}</a></div>
        </>
      )}
      {step.name === 'forgot' && <ForgottenPassword onBack={startAgain} />}
      {step.name === 'newPassword' && <NewPasswordForm token={step.token} onSet={passwordSet} onForgotten={forgotten} />}
      {step.name === 'second' && <SecondFactorForm asked={step.asked} startAgain={startAgain} confirm={(factor) => into(perform(null, 'professional.confirmSignIn', { factor }))} />}
      {step.name === 'enrol' && (
        <>
          <NewFactorForm lead={access.enrol.why} begin={(kind) => perform(null, 'enrolment.begin', { kind })} confirm={async (factor) => {
            const reply = await perform(null, 'enrolment.confirm', { factor })
            if (reply.ok && reply.value.recoveryCodes) setStep({ name: 'codes', codes: reply.value.recoveryCodes })
            else if (reply.ok) await enter()
            return reply
          }} />
          <div className="other-ways"><Button look="quiet" onClick={startAgain}>{access.startAgain}</Button></div>
        </>
      )}
      {step.name === 'codes' && <RecoveryCodes codes={step.codes} onDone={() => void enter()} />}
    </Page>
  )
}
