import type { FollowUpView } from '@lien/contract/followUps'
import type { SummaryView } from '@lien/contract/summaries'
import { useCallback, useId, useState } from 'react'
import { Button } from '../../ui/Button.tsx'
import { useList } from '../admin/useList.ts'
import { ConfirmDialog } from '../ConfirmDialog.tsx'
import type { SummaryWork } from '../summary/useSummary.ts'
import type { Telling } from '../summary/words.ts'
import { FollowUpDialog } from './FollowUpDialog.tsx'
import { dayInWords } from './days.ts'

interface Props { summary: SummaryView; telling: Telling; work: SummaryWork }

/** Whether the patient is asked between visits, and where it is begun and stopped; nothing where the house does not and never did. */
export function FollowUpPart({ summary, telling, work }: Props) {
  const { t } = telling
  const words = t.followUps
  const id = useId()
  const [open, setOpen] = useState<'begin' | 'stop' | null>(null)
  const { session, consultationId } = work
  const { value, again } = useList(useCallback(() => session.perform('followup.read', { consultationId }), [session, consultationId]))
  if (!value || (!value.switchedOn && !value.current && !value.former)) return null
  const { current, former, switchedOn } = value
  const may = summary.may.includes('treat')
  return (
    <section className="summary-part" aria-labelledby={id}>
      <h3 id={id}>{words.title}</h3>
      {current ? <Current current={current} sentTo={value.sentTo} summary={summary} telling={telling} /> : <p>{switchedOn ? words.nobody : words.refused.switchedOff}{former && ` ${words.former(telling.day(former.stoppedAt), words.endings[former.ending](former.by))}`}</p>}
      {may && switchedOn && <div className="row"><Button aria-haspopup="dialog" onClick={() => setOpen(current ? 'stop' : 'begin')}>{current ? words.stop : words.begin}</Button></div>}
      {open === 'begin' && <FollowUpDialog view={value} treatments={summary.treatments} telling={telling} work={work} onDone={again} onClose={() => setOpen(null)} />}
      {open === 'stop' && current && (
        <ConfirmDialog title={words.stopTitle} body={words.stopBody} confirm={words.stopConfirm} onClose={() => setOpen(null)}
          command={async () => {
            const reply = await session.perform('followup.stop', { consultationId, followUpId: current.followUpId })
            again()
            return reply
          }} />
      )}
    </section>
  )
}

function Current({ current, sentTo, summary, telling }: { current: NonNullable<FollowUpView['current']>; sentTo: string | null; summary: SummaryView; telling: Telling }) {
  const { t, locale, day } = telling
  const words = t.followUps
  const { rhythm, until, occasions: { next: [first] }, last } = current
  const end = dayInWords(until, locale)
  const treatment = rhythm.kind === 'cycle' ? summary.treatments.find(({ treatmentId }) => treatmentId === rhythm.treatmentId)?.label : undefined
  return (
    <>
      <p>{rhythm.kind === 'weekly' ? words.weekly(words.weekdays[rhythm.weekday], end) : words.cycle(rhythm.days.join(', '), treatment ?? words.thisTreatment, end)} <strong>{first ? words.next(dayInWords(first, locale)) : words.none}</strong></p>
      <p className="soft">{last && `${words.last(words.states[last.state])} `}{words.by(current.startedBy, day(current.startedAt))}{sentTo && ` ${words.sentTo(sentTo)}`}</p>
    </>
  )
}
