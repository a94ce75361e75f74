import { holds } from '@lien/contract/roles'
import { useI18n } from '../i18n/I18n.tsx'
import { Button } from '../ui/Button.tsx'
import { useNow } from '../useStore.ts'
import { isAwaited, isEarly, requestOf } from './rules.ts'
import { later } from '../ui/later.tsx'
import { Steps } from './Steps.tsx'
import { VisitFrame } from './VisitFrame.tsx'
import type { ScreenProps } from './ScreenProps.ts'
import { When } from './When.tsx'

const QuestionsCard = later(() => import('./QuestionsCard.tsx'))

/** Who, with whom, when, and the one button. */
export function Welcome({ session, view }: ScreenProps) {
  const { t } = useI18n()
  const { me, people } = view
  const doctor = people.find((person) => holds(person.seat))
  const patient = people.find((person) => person.seat === 'patient')
  const name = me.greeting ? t.visit.greeting(me.greeting.civility, me.greeting.familyName) : me.name
  const early = isEarly(view.scheduledAt, useNow())
  const request = requestOf(view)
  /** Days before the visit, questions that wait are what a link was opened for. */
  const first = early && request !== null && isAwaited(request)
  const card = request && <QuestionsCard session={session} request={request} primary={first} fallback={<div className="card-place" />} />
  const test = (): void => {
    // Asked for within the press: it is what unlocks the sound.
    void session.devices.start()
    session.progress({ testing: true })
  }
  return (
    <VisitFrame session={session} site={view.site} title={t.visit.hello(name)}>
      <h1>{t.visit.hello(name)}</h1>
      <div className="appointment">
        <p>
          {me.seat === 'patient' || !patient ? t.visit.yours : t.visit.theirs(patient.name)}{' '}
          {doctor && t.visit.withWhom(doctor.name, doctor.specialty)}
        </p>
        <When at={view.scheduledAt} zone={view.site.timeZone} />
      </div>
      {first && card}
      {me.admitted
        ? <Button look="primary" big onClick={() => session.progress({ begun: true, here: true, outside: null })}>{t.visit.rejoin}</Button>
        : (
          <div className="stack">
            {early && <Button look={first ? 'plain' : 'primary'} big onClick={test}>{t.visit.test}</Button>}
            <Button look={early ? 'plain' : 'primary'} big onClick={() => session.progress({ begun: true })}>{t.visit.prepare}</Button>
          </div>
        )}
      {!first && !me.admitted && card}
      <Steps view={view} />
    </VisitFrame>
  )
}
