import { useI18n } from '../i18n/I18n.tsx'
import { Button } from '../ui/Button.tsx'
import { Steps } from './Steps.tsx'
import { VisitFrame } from './VisitFrame.tsx'
import type { ScreenProps } from './ScreenProps.ts'
import { When } from './When.tsx'

/** Who, with whom, when, and the one button. */
export function Welcome({ session, view }: ScreenProps) {
  const { t } = useI18n()
  const { me, people } = view
  const doctor = people.find((person) => person.seat === 'oncologist')
  const patient = people.find((person) => person.seat === 'patient')
  const name = me.greeting ? t.visit.greeting(me.greeting.civility, me.greeting.familyName) : me.name
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
      {me.admitted
        ? <Button look="primary" big onClick={() => session.progress({ begun: true, here: true, outside: null })}>{t.visit.rejoin}</Button>
        : <Button look="primary" big onClick={() => session.progress({ begun: true })}>{t.visit.prepare}</Button>}
      <Steps view={view} />
    </VisitFrame>
  )
}
