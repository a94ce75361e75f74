import Check from 'lucide-react/icons/check'
import type { VisitView } from '@lien/contract/views'
import { useI18n } from '../i18n/I18n.tsx'

/** What will happen, in three lines whose ticks fill. */
export function Steps({ view: { me } }: { view: VisitView }) {
  const { t } = useI18n()
  const words = t.visit.steps
  const steps = [
    ...(me.seat === 'patient' ? [{ label: words.consent, done: me.consent === 'given' }] : []),
    { label: words.devices, done: me.deviceCheck !== null },
    { label: words.waiting, done: me.checkedInAt !== null },
  ]
  return (
    <section aria-labelledby="steps" className="steps">
      <h2 id="steps">{words.heading}</h2>
      <ol>
        {steps.map(({ label, done }, index) => (
          <li key={label} className={done ? 'done' : ''}>
            <span className="tick" aria-hidden>{done ? <Check size={20} /> : index + 1}</span>
            <span>{label}{done && <span className="sr-only"> ({words.done})</span>}</span>
          </li>
        ))}
      </ol>
    </section>
  )
}
