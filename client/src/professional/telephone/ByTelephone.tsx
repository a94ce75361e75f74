import Video from 'lucide-react/icons/video'
import { useState, type ReactNode } from 'react'
import type { DayRow } from '@lien/contract/views'
import { MessagesPanel } from '../../callview/MessagesPanel.tsx'
import { useOffice } from '../../i18n/office.ts'
import { clock } from '../../i18n/time.ts'
import { Button } from '../../ui/Button.tsx'
import { FaultNotice } from '../../ui/FaultNotice.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Page } from '../../ui/Page.tsx'
import { useAction } from '../../useAction.ts'
import { useStore } from '../../useStore.ts'
import type { DaySession } from '../DaySession.ts'
import { EndDialog } from '../EndDialog.tsx'
import { IdentityPanel } from '../identity/IdentityPanel.tsx'
import type { IdentityWork } from '../identity/useIdentity.ts'
import { PeoplePanel } from '../PeoplePanel.tsx'
import { PatientNumber } from './PatientNumber.tsx'

interface Props { row: DayRow; session: DaySession; work: IdentityWork; zone: string; onLeave: () => void; summary: ReactNode }

/** A consultation that goes on by telephone: whom to call, and everything else of it but faces. */
export function ByTelephone({ row, session, work, zone, onLeave, summary }: Props) {
  const { t, locale } = useOffice()
  const words = t.telephone
  const [ending, setEnding] = useState(false)
  const { pending, fault, run } = useAction()
  const { link } = useStore(session.state)
  const { consultationId } = row
  const title = words.title(row.patient.name)
  const since = row.modalities.at(-1)?.from ?? row.scheduledAt
  const reached = row.people.some(({ seat, online }) => seat === 'patient' && online)
  // The patient's page names the number that rings: where the check changes it, it is named anew.
  const checked: IdentityWork['confirm'] = async (input) => {
    const reply = await work.confirm(input)
    if (reply.ok) void session.perform('consultation.continueByTelephone', { consultationId })
    return reply
  }
  return (
    <Page compact wide title={title}>
      <div className="by-telephone">
        <div>
          <h1>{title}</h1>
          {link === 'lost' && <Notice tone="warn" role="status"><p>{t.common.offline}</p></Notice>}
          <p>{words.since(clock(since, zone, locale))}</p>
          <PatientNumber patient={work.patient} primary />
          {!work.patient && work.fault && <Button onClick={work.retry}>{t.common.retry}</Button>}
          <p role="status">{reached ? words.here : words.away}</p>
          <Notice tone="info"><p>{words.rule}</p></Notice>
          <FaultNotice fault={fault} />
          <div className="row">
            <Button disabled={pending} icon={<Video aria-hidden size={20} />} onClick={() => void run(() => session.perform('consultation.stepBackUp', { consultationId }))}>{words.back}</Button>
            <Button look="danger" aria-haspopup="dialog" onClick={() => setEnding(true)}>{t.call.end.button}</Button>
            <Button look="quiet" onClick={onLeave}>{t.professional.backToDay}</Button>
          </div>
        </div>
        <div>
          {summary}
          <IdentityPanel row={row} work={{ ...work, confirm: checked }} zone={zone} />
          <PeoplePanel row={row} session={session} />
          <MessagesPanel messages={row.messages} me={row.me} zone={zone} send={(text) => session.perform('message.send', { consultationId, text })} />
        </div>
      </div>
      {ending && <EndDialog onClose={() => setEnding(false)} end={(reason) => session.perform('consultation.end', { consultationId, reason })} />}
    </Page>
  )
}
