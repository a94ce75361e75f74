import { isOpen } from '@lien/contract/consultation'
import { holds, type AccountRole } from '@lien/contract/roles'
import type { DayRow } from '@lien/contract/views'
import { useState } from 'react'
import { Link, useNavigate } from 'react-router'
import { useOffice } from '../i18n/office.ts'
import { birth, clock } from '../i18n/time.ts'
import { Button } from '../ui/Button.tsx'
import { FaultNotice } from '../ui/FaultNotice.tsx'
import { later } from '../ui/later.tsx'
import { Notice } from '../ui/Notice.tsx'
import { useAction } from '../useAction.ts'
import type { DaySession } from './DaySession.ts'
import { mainAction } from './rules.ts'
import { RowMenu } from './RowMenu.tsx'
import { RowState } from './RowState.tsx'

const SummaryDialog = later(() => import('./summary/SummaryDialog.tsx'))

interface Props { row: DayRow; /** Of whoever reads. */ role: AccountRole; session: DaySession; zone: string; now: number }

/** One consultation: hour, person, state in words, one action. */
export function DayLine({ row, role, session, zone, now }: Props) {
  const { t, locale } = useOffice()
  const navigate = useNavigate()
  const { pending, fault, run } = useAction()
  const [reading, setReading] = useState(false)
  const words = t.professional
  const { glass } = t.administration
  const holder = row.people.find(({ seat }) => holds(seat))
  // A nurse asks by telephone; the answers themselves she reads elsewhere.
  const asks = role === 'coordinatingNurse' && isOpen(row.state) && (row.questions?.state === 'asked' || row.questions?.state === 'begun') ? row.questions : null
  const openings = row.openings.filter(({ until }) => Date.parse(until) > now)
  const action = mainAction(row)
  /** The camera opens while the admission travels, and the join leaves before the call's screen is drawn. */
  const act = async (): Promise<void> => {
    const { consultationId } = row
    void session.devices.start()
    if (action?.kind === 'admit' && !(await run(() => session.perform('participant.admit', { consultationId, participantId: action.person.participantId })))) return session.devices.stop()
    void session.enter(consultationId)
    void navigate(`/consultation/${consultationId}`)
  }
  return (
    <li className={action?.kind === 'admit' ? 'day-line waiting' : 'day-line'} aria-label={`${clock(row.scheduledAt, zone, locale)}, ${row.patient.name}`}>
      <time dateTime={row.scheduledAt}>{clock(row.scheduledAt, zone, locale)}</time>
      <div className="who">
        <h2>{row.patient.name}</h2>
        <p className="soft">{words.born(birth(row.patient.birthDate, locale))} · {t.common.kinds[row.kind]}</p>
        {row.me === null && <p className="soft">{[row.service, holder && glass.held(holder.name)].filter(Boolean).join(' · ')}</p>}
        {row.until && <p className="strong">{glass.mine(clock(row.until, zone, locale))}</p>}
      </div>
      <RowState row={row} now={now} />
      <div className="row-actions">
        {action && (
          <Button look="primary" disabled={pending} onClick={() => void act()}>
            {action.kind === 'join' ? words.join : action.person.seat === 'patient' ? words.admit : t.call.people.admitName(action.person.name)}
          </Button>
        )}
        {asks && <Link className="button plain" to={`/questions/${asks.requestId}`}>{words.questions.fill}</Link>}
        {/* Whoever reads messages reads answers: a secretary does neither. */}
        {row.may.includes('messages') && <Button look={row.questions?.state === 'completed' ? 'plain' : 'quiet'} aria-haspopup="dialog" aria-label={t.summary.of(row.patient.name)} onClick={() => setReading(true)}>{t.summary.button}</Button>}
        <RowMenu row={row} session={session} />
      </div>
      {openings.length > 0 && <Notice tone="warn">{openings.map((one) => <p key={one.openedAt}>{glass.notice(one.name, t.administration.reasons[one.reason], clock(one.openedAt, zone, locale), clock(one.until, zone, locale))}</p>)}</Notice>}
      {fault && <FaultNotice fault={fault} />}
      {reading && <SummaryDialog row={row} session={session} onClose={() => setReading(false)} />}
    </li>
  )
}
