import type { SummaryView, TreatmentSummary } from '@lien/contract/summaries'
import { useId, useState, type SubmitEvent } from 'react'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { FaultNotice } from '../../ui/FaultNotice.tsx'
import { useAction } from '../../useAction.ts'
import type { SummaryWork } from './useSummary.ts'
import type { Telling } from './words.ts'

const today = (zone: string): string => new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(new Date())

/** What the patient is treated with on the day of the visit, and the day of its cycle. */
export function TreatmentPart({ summary, telling, work }: { summary: SummaryView; telling: Telling; work: SummaryWork }) {
  const { t, date } = telling
  const words = t.summary
  const [open, setOpen] = useState<TreatmentSummary | 'new' | null>(null)
  const day = summary.visitAt.slice(0, 10)
  const current = summary.treatments.filter(({ endedOn }) => endedOn === null || endedOn >= day)
  const may = summary.may.includes('treat')
  return (
    <div className="treatments">
      {current.length === 0 && <p className="soft">{words.noTreatment}</p>}
      {current.map((one) => (
        <p key={one.treatmentId}><strong>{one.label}</strong>{one.cycle !== null && one.day !== null ? `, ${words.cycle(one.cycle, one.day)}` : `, ${words.since(date(one.startedOn))}`}
          {may && <> <button type="button" className="link" aria-haspopup="dialog" onClick={() => setOpen(one)}>{words.treatment.edit(one.label)}</button></>}</p>
      ))}
      {may && current.length === 0 && <button type="button" className="link" aria-haspopup="dialog" onClick={() => setOpen('new')}>{words.treatment.add}</button>}
      {open && <TreatmentDialog one={open === 'new' ? null : open} zone={summary.timeZone} telling={telling} work={work} onClose={() => setOpen(null)} />}
    </div>
  )
}

function TreatmentDialog({ one, zone, telling: { t }, work, onClose }: { one: TreatmentSummary | null; zone: string; telling: Telling; work: SummaryWork; onClose: () => void }) {
  const words = t.summary.treatment
  const id = useId()
  const { pending, fault, run } = useAction()
  const [draft, setDraft] = useState({ label: one?.label ?? '', startedOn: one?.startedOn ?? today(zone), cycleDays: one?.cycleDays?.toString() ?? '', modules: one?.modules ?? [], endedOn: one?.endedOn ?? today(zone) })
  const { session, consultationId } = work
  const done = (value: unknown): void => {
    if (value === null) return
    work.reload()
    onClose()
  }
  const save = (event: SubmitEvent): void => {
    event.preventDefault()
    const { label, startedOn, cycleDays, modules } = draft
    void run(() => session.perform('treatment.set', { consultationId, ...(one && { treatmentId: one.treatmentId }), label, startedOn, modules, cycleDays: cycleDays === '' ? null : Number(cycleDays) })).then(done)
  }
  const end = (): void => {
    if (one) void run(() => session.perform('treatment.end', { consultationId, treatmentId: one.treatmentId, endedOn: draft.endedOn })).then(done)
  }
  const names = [...new Set([...Object.keys(words.names), ...draft.modules])]
  return (
    <Dialog title={one ? words.edit(one.label) : words.add} onClose={onClose}>
      <form className="stack" onSubmit={save}>
        <div className="field"><label htmlFor={`${id}-label`}>{words.label}</label><input id={`${id}-label`} required maxLength={200} autoComplete="off" value={draft.label} onChange={(event) => setDraft({ ...draft, label: event.target.value })} /></div>
        <div className="field"><label htmlFor={`${id}-start`}>{words.startedOn}</label><input id={`${id}-start`} type="date" required value={draft.startedOn} onChange={(event) => setDraft({ ...draft, startedOn: event.target.value })} /></div>
        <div className="field"><label htmlFor={`${id}-cycle`}>{words.cycleDays}</label><input id={`${id}-cycle`} type="number" inputMode="numeric" min={1} max={120} aria-describedby={`${id}-hint`} value={draft.cycleDays} onChange={(event) => setDraft({ ...draft, cycleDays: event.target.value })} /><p id={`${id}-hint`} className="soft">{words.cycleHint}</p></div>
        <fieldset className="reasons"><legend>{words.modules}</legend>
          {names.map((name) => <label key={name} className="choice"><input type="checkbox" checked={draft.modules.includes(name)} onChange={(event) => setDraft({ ...draft, modules: event.target.checked ? [...draft.modules, name] : draft.modules.filter((other) => other !== name) })} />{words.names[name] ?? name}</label>)}
        </fieldset>
        <FaultNotice fault={fault} />
        <Button look="primary" type="submit" disabled={pending}>{words.save}</Button>
        {one && (
          <div className="row">
            <div className="field"><label htmlFor={`${id}-end`}>{words.endedOn}</label><input id={`${id}-end`} type="date" min={one.startedOn} value={draft.endedOn} onChange={(event) => setDraft({ ...draft, endedOn: event.target.value })} /></div>
            <Button disabled={pending} onClick={end}>{words.end}</Button>
          </div>
        )}
      </form>
    </Dialog>
  )
}
