import type { OutboxLine } from '@lien/contract/administration'
import { useCallback, useState } from 'react'
import { useOffice } from '../../i18n/office.ts'
import { clock, dayOf } from '../../i18n/time.ts'
import { Button } from '../../ui/Button.tsx'
import type { DaySession } from '../DaySession.ts'
import { AdminFault } from './AdminFault.tsx'
import { ChangeDialog } from './ChangeDialog.tsx'
import { Table } from './Table.tsx'
import { useList } from './useList.ts'

interface Asked { line: OutboxLine; what: 'retry' | 'confirm' }

/** What leaves by SMS, mail and voice, and what a person must decide about. */
export function OutboxSection({ session, zone }: { session: DaySession; zone: string }) {
  const { t, locale } = useOffice()
  const { outbox: words, sections } = t.administration
  const { value, fault, again } = useList(useCallback(() => session.perform('outbox.list', {}), [session]))
  const [asked, setAsked] = useState<Asked | null>(null)
  const hour = (at: string): string => `${dayOf(at, zone, locale)}, ${clock(at, zone, locale)}`
  const nameOf = ({ channel, recipient }: OutboxLine): string => `${words.channels[channel]}, ${recipient}`
  const stateOf = ({ state, error, nextAt, sentAt }: OutboxLine): string =>
    [words.states[state], error && words.errors[error], sentAt && hour(sentAt), state === 'queued' && error && nextAt && words.next(hour(nextAt))].filter(Boolean).join(' · ')
  return (
    <>
      <p>{words.lead}</p>
      <AdminFault fault={fault} />
      <div className="row"><Button onClick={again}>{words.refresh}</Button></div>
      {value && (
        <Table<OutboxLine> caption={sections.outbox} rows={value.messages} id={({ outboxId }) => outboxId} empty={words.empty} columns={[
          { name: words.to, cell: (line) => <span className="breakable">{nameOf(line)}</span> },
          { name: words.what, cell: ({ template }) => words.templates[template] },
          { name: words.at, cell: ({ createdAt }) => hour(createdAt) },
          { name: words.state, cell: stateOf },
          { name: words.actions, cell: (line) => (
            <span className="row">
              {line.retriable && <Button aria-label={words.retryOf(nameOf(line))} onClick={() => setAsked({ line, what: 'retry' })}>{words.retry}</Button>}
              {line.state === 'uncertain' && <Button aria-label={words.confirmOf(nameOf(line))} onClick={() => setAsked({ line, what: 'confirm' })}>{words.confirm}</Button>}
            </span>
          ) },
        ]} />
      )}
      {asked && (
        <ChangeDialog title={(asked.what === 'retry' ? words.retryOf : words.confirmOf)(nameOf(asked.line))} confirm={words[asked.what]} onDone={again} onClose={() => setAsked(null)}
          command={() => session.perform(asked.what === 'retry' ? 'outbox.retry' : 'outbox.confirm', { outboxId: asked.line.outboxId })}>
          <p>{asked.what === 'confirm' ? words.confirming : asked.line.state === 'uncertain' ? words.retryingDoubt : words.retrying}</p>
        </ChangeDialog>
      )}
    </>
  )
}
