import type { DayRow } from '@lien/contract/views'
import type { IdentityCheckView } from '@lien/contract/commands/patients'
import { useId, useState } from 'react'
import { useOffice } from '../../i18n/office.ts'
import { clock } from '../../i18n/time.ts'
import { Button } from '../../ui/Button.tsx'
import { FaultNotice } from '../../ui/FaultNotice.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { useWantedHeading } from '../useWantedHeading.ts'
import { CheckForm } from './CheckForm.tsx'
import { Traits } from './Traits.tsx'
import type { IdentityWork } from './useIdentity.ts'

/** CSP R6316-3: who the patient is, and what the professional saw of it. It reminds, and never stands in the way. */
export function IdentityPanel({ row, work, zone }: { row: DayRow; work: IdentityWork; zone: string }) {
  const { t, locale } = useOffice()
  const words = t.identity
  const id = useId()
  const heading = useWantedHeading(work)
  const [correcting, setCorrecting] = useState(work.draft !== null)
  const { patient, fault } = work
  // The button that was pressed is gone with its form.
  const done = (): void => {
    setCorrecting(false)
    heading.current?.focus()
  }
  const here = row.state === 'inProgress' || row.state === 'interrupted'
  return (
    <section className="panel-section" aria-labelledby={id}>
      <h2 id={id} ref={heading} tabIndex={-1}>{words.title}</h2>
      {fault && <><FaultNotice fault={fault} /><Button onClick={work.retry}>{t.common.retry}</Button></>}
      {!patient && !fault && <p role="status">{t.common.loading}</p>}
      {patient && (
        <>
          <div role="status">{patient.check
            ? <Notice tone="good"><p>{words.checked(patient.check.by, clock(patient.check.at, zone, locale))}</p></Notice>
            : <Notice tone="warn"><p>{words.toCheck}</p></Notice>}</div>
          {patient.check && !correcting ? (
            <details>
              <summary>{words.show}</summary>
              <Traits identity={patient.identity} />
              <Seen check={patient.check} />
            </details>
          ) : <Traits identity={patient.identity} />}
          {here && (!patient.check || correcting) && <CheckForm patient={patient} work={work} onDone={done} />}
          {here && patient.check && !correcting && <Button onClick={() => setCorrecting(true)}>{words.correct}</Button>}
          {!here && !patient.check && <p className="soft">{words.later}</p>}
        </>
      )}
    </section>
  )
}

function Seen({ check }: { check: IdentityCheckView }) {
  const { t } = useOffice()
  const words = t.identity
  return (
    <dl className="traits">
      <div><dt>{words.seen}</dt><dd>{words.documents[check.document]}</dd></div>
      <div><dt>{words.where}</dt><dd>{check.place}</dd></div>
      <div><dt>{words.phone}</dt><dd><a href={`tel:${check.callback.number}`}>{check.callback.text}</a></dd></div>
    </dl>
  )
}
