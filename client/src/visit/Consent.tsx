import { holds } from '@lien/contract/roles'
import type { ConsentDecision } from '@lien/contract/consultation'
import { useI18n } from '../i18n/I18n.tsx'
import { Button } from '../ui/Button.tsx'
import { FaultNotice } from '../ui/FaultNotice.tsx'
import { useAction } from '../useAction.ts'
import { VisitFrame } from './VisitFrame.tsx'
import type { ScreenProps } from './ScreenProps.ts'

/** The patient's agreement to be seen at a distance; refusing is as easy as agreeing. */
export function Consent({ session, view }: ScreenProps) {
  const { t } = useI18n()
  const { pending, fault, run } = useAction()
  const doctor = view.people.find((person) => holds(person.seat))
  const decide = (decision: ConsentDecision) => async () => {
    const done = await run(() => session.perform('consent.decide', { decision }))
    if (done) session.progress({ reconsider: false })
  }
  return (
    <VisitFrame session={session} site={view.site} title={t.visit.consent.title}>
      <h1>{t.visit.consent.title}</h1>
      <p>{t.visit.consent.lead(doctor?.name ?? '')}</p>
      <ul className="points">{t.visit.consent.points.map((point) => <li key={point}>{point}</li>)}</ul>
      <FaultNotice fault={fault} />
      <div className="stack">
        <Button look="primary" big disabled={pending} onClick={decide('given')}>{t.visit.consent.give}</Button>
        <Button big disabled={pending} onClick={decide('refused')}>{t.visit.consent.refuse}</Button>
      </div>
      <p className="soft">{t.visit.consent.means}</p>
    </VisitFrame>
  )
}
