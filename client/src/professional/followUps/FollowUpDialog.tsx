import { mostMonths, weekdays, type Weekday } from '@lien/contract/followUpRules'
import type { FaultBody } from '@lien/contract/faults'
import type { FollowUpView, Occasions, Rhythm } from '@lien/contract/followUps'
import type { TreatmentId } from '@lien/contract/ids'
import type { TreatmentSummary } from '@lien/contract/summaries'
import { useId, useState, type SubmitEvent } from 'react'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { faultSentence } from '../../ui/faultSentence.ts'
import { Notice } from '../../ui/Notice.tsx'
import { useAction } from '../../useAction.ts'
import type { SummaryWork } from '../summary/useSummary.ts'
import type { Telling } from '../summary/words.ts'
import { dayInWords, daysIn, monthsLater } from './days.ts'

interface Props { view: FollowUpView; treatments: readonly TreatmentSummary[]; telling: Telling; work: SummaryWork; onDone: () => void; onClose: () => void }
/** Usually longer than a few cycles, shorter than anybody forgets it. */
const usualMonths = 3

/** A rhythm and a last day are chosen; the dates are shown in words before anything begins. */
export function FollowUpDialog({ view: { today, sentTo }, treatments, telling: { t, locale }, work, onDone, onClose }: Props) {
  const words = t.followUps.form
  const id = useId()
  const cycles = treatments.flatMap(({ treatmentId, label, cycleDays, endedOn }) => (cycleDays !== null && (endedOn === null || endedOn >= today) ? [{ treatmentId, label, cycleDays }] : []))
  const [draft, setDraft] = useState<{ treatmentId: TreatmentId | null; weekday: Weekday; days: string; until: string }>({ treatmentId: null, weekday: 1, days: '8', until: monthsLater(today, usualMonths) })
  const [occasions, setOccasions] = useState<Occasions | null>(null)
  const { pending, fault, run } = useAction()
  const { session, consultationId } = work
  const rhythm: Rhythm = draft.treatmentId ? { kind: 'cycle', treatmentId: draft.treatmentId, days: daysIn(draft.days) } : { kind: 'weekly', weekday: draft.weekday }
  const wish = { consultationId, rhythm, until: draft.until }
  const change = (patch: Partial<typeof draft>): void => {
    setDraft({ ...draft, ...patch })
    setOccasions(null)
  }
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    if (!occasions) void run(() => session.perform('followup.preview', wish)).then(setOccasions)
    else void run(() => session.perform('followup.start', wish)).then((started) => {
      if (started === null) return
      onDone()
      onClose()
    })
  }
  return (
    <Dialog title={words.title} onClose={onClose}>
      <form className="stack" onSubmit={submit}>
        <p>{words.lead}</p>
        <fieldset className="reasons"><legend>{words.when}</legend>
          <label className="choice"><input type="radio" name={`${id}-rhythm`} checked={draft.treatmentId === null} onChange={() => change({ treatmentId: null })} />{words.weekly}</label>
          {cycles.map(({ treatmentId, label, cycleDays }) => <label key={treatmentId} className="choice"><input type="radio" name={`${id}-rhythm`} checked={draft.treatmentId === treatmentId} onChange={() => change({ treatmentId })} />{words.byCycle(label, cycleDays)}</label>)}
        </fieldset>
        {draft.treatmentId === null
          ? <div className="field"><label htmlFor={`${id}-weekday`}>{words.weekday}</label><select id={`${id}-weekday`} value={draft.weekday} onChange={(event) => change({ weekday: weekdays.find((one) => one === Number(event.target.value)) ?? 1 })}>{weekdays.map((one) => <option key={one} value={one}>{t.followUps.weekdays[one]}</option>)}</select></div>
          : <div className="field"><label htmlFor={`${id}-days`}>{words.days}</label><input id={`${id}-days`} required inputMode="numeric" autoComplete="off" maxLength={60} aria-describedby={`${id}-days-help`} value={draft.days} onChange={(event) => change({ days: event.target.value })} /><p id={`${id}-days-help`} className="soft">{words.daysHelp}</p></div>}
        <div className="field"><label htmlFor={`${id}-until`}>{words.until}</label><input id={`${id}-until`} type="date" required min={today} max={monthsLater(today, mostMonths)} aria-describedby={`${id}-until-help`} value={draft.until} onChange={(event) => change({ until: event.target.value })} /><p id={`${id}-until-help`} className="soft">{words.untilHelp}</p></div>
        <div role="status" className="stack">
          {occasions && (
            <>
              <p><strong>{words.dates(occasions.count)}</strong></p>
              <ul>{occasions.next.map((day) => <li key={day}>{dayInWords(day, locale)}</li>)}{occasions.count > occasions.next.length && <li>{words.more(occasions.count - occasions.next.length, dayInWords(draft.until, locale))}</li>}</ul>
              <p>{sentTo ? words.to(sentTo) : t.followUps.refused.noContact}</p>
              <Notice tone="info"><p>{words.informed}</p></Notice>
            </>
          )}
        </div>
        {fault && <Notice tone="bad" role="alert"><p>{sentenceOf(fault, t)}</p></Notice>}
        <div className="row"><Button look="primary" type="submit" disabled={pending}>{occasions ? words.start : words.preview}</Button><Button onClick={onClose}>{t.common.back}</Button></div>
      </form>
    </Dialog>
  )
}

function sentenceOf(fault: FaultBody, t: Telling['t']): string {
  const { refused, wrong } = t.followUps
  const known = fault.reason ? refused[fault.reason] : fault.fields?.map((field) => wrong[field.split('.').at(-1) ?? ''] ?? wrong[field.split('.')[1] ?? '']).find((one) => one !== undefined)
  return known ?? faultSentence(fault, t)
}
