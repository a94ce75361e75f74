import { monitoringStatement } from '@lien/contract/followUpRules'
import { useCallback, useState } from 'react'
import { useOffice } from '../../i18n/office.ts'
import { clock, dayOf } from '../../i18n/time.ts'
import { Button } from '../../ui/Button.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { useAction } from '../../useAction.ts'
import { ConfirmDialog } from '../ConfirmDialog.tsx'
import type { DaySession } from '../DaySession.ts'
import { AdminFault } from './AdminFault.tsx'
import { useList } from './useList.ts'

/** Whether the house asks patients between visits: what it means is read before it is switched on. */
export function MonitoringSection({ session, zone }: { session: DaySession; zone: string }) {
  const { t, locale } = useOffice()
  const words = t.followUps.switch
  const { value, fault: unread, again } = useList(useCallback(() => session.perform('monitoring.read', {}), [session]))
  const { pending, fault, run } = useAction()
  const [read, setRead] = useState(false)
  const [leaving, setLeaving] = useState(false)
  if (!value) return <AdminFault fault={unread} />
  const { on, decided, followed } = value
  const turnOn = (): void => void run(() => session.perform('monitoring.decide', { on: true, statement: monitoringStatement })).then((done) => {
    if (done === null) return
    setRead(false)
    again()
  })
  return (
    <div className="sign-in monitoring">
      <p>{words.lead}</p>
      <Notice tone={on ? 'good' : 'info'} role="status">
        <p><strong>{on ? words.on : words.off}</strong></p>
        <p>{decided ? words.decided(decided.by, `${dayOf(decided.at, zone, locale)}, ${clock(decided.at, zone, locale)}`) : words.never}{on && ` ${words.followed(followed)}`}</p>
      </Notice>
      <section aria-labelledby="monitoring-means">
        <h2 id="monitoring-means">{words.means}</h2>
        <ul>{words.points.map((point) => <li key={point}>{point}</li>)}</ul>
        <p>{words.otherwise}</p>
      </section>
      <AdminFault fault={fault} />
      {on
        ? <div className="row"><Button aria-haspopup="dialog" onClick={() => setLeaving(true)}>{words.turnOff}</Button></div>
        : (
          <>
            <label className="choice"><input type="checkbox" checked={read} onChange={(event) => setRead(event.target.checked)} />{words.read}</label>
            <div className="row"><Button look="primary" disabled={!read || pending} onClick={turnOn}>{words.turnOn}</Button></div>
          </>
        )}
      {leaving && (
        <ConfirmDialog title={words.offTitle} body={words.offBody} confirm={words.offConfirm} onClose={() => setLeaving(false)}
          command={async () => {
            const reply = await session.perform('monitoring.decide', { on: false })
            again()
            return reply
          }} />
      )}
    </div>
  )
}
