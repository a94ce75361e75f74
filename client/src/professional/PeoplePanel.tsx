import { holds } from '@lien/contract/roles'
import type { DayPerson, DayRow } from '@lien/contract/views'
import { useId, type ReactNode } from 'react'
import { useOffice } from '../i18n/office.ts'
import { Button } from '../ui/Button.tsx'
import { FaultNotice } from '../ui/FaultNotice.tsx'
import { useAction } from '../useAction.ts'
import type { DaySession } from './DaySession.ts'
import { waitingOf } from './rules.ts'

/** Who waits and who is here, with the door between them. */
export function PeoplePanel({ row, session }: { row: DayRow; session: DaySession }) {
  const { t } = useOffice()
  const words = t.call.people
  const id = useId()
  const { pending, fault, run } = useAction()
  const waiting = waitingOf(row)
  const inside = row.people.filter(({ seat, admitted }) => !holds(seat) && admitted)
  const move = (name: 'participant.admit' | 'participant.sendBack', { participantId }: DayPerson) => (): void =>
    void run(() => session.perform(name, { consultationId: row.consultationId, participantId }))
  const list = (people: DayPerson[], action: (person: DayPerson) => ReactNode) => (
    <ul className="people">{people.map((person) => <li key={person.participantId}><span>{person.name}<br /><span className="soft">{t.common.seats[person.seat]}{!person.online && ` · ${t.professional.pageClosed}`}</span></span>{action(person)}</li>)}</ul>
  )
  return (
    <section className="panel-section" aria-labelledby={id}>
      <h2 id={id}>{words.title}</h2>
      <FaultNotice fault={fault} />
      <h3>{words.waiting}</h3>
      {waiting.length === 0 ? <p className="soft">{words.none}</p>
        : list(waiting, (person) => <Button look="primary" disabled={pending} aria-label={words.admitName(person.name)} onClick={move('participant.admit', person)}>{words.admit}</Button>)}
      {inside.length > 0 && (
        <>
          <h3>{words.inCall}</h3>
          {list(inside, (person) => <Button disabled={pending} aria-label={words.sendBackName(person.name)} onClick={move('participant.sendBack', person)}>{words.sendBack}</Button>)}
        </>
      )}
    </section>
  )
}
