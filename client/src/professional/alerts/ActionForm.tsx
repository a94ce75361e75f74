import { alertActions, oncologistActions, type AlertAction } from '@lien/contract/alerts'
import type { AlertId } from '@lien/contract/ids'
import type { AccountRole } from '@lien/contract/roles'
import type { SubmitEvent } from 'react'
import { useOffice } from '../../i18n/office.ts'
import { Button } from '../../ui/Button.tsx'
import { FaultNotice } from '../../ui/FaultNotice.tsx'
import { useAction } from '../../useAction.ts'
import { textOf } from '../admin/ChangeDialog.tsx'
import type { DaySession } from '../DaySession.ts'

/** What was done: a code that can be counted, and words for colleagues. */
export function ActionForm({ session, alertId, role }: { session: DaySession; alertId: AlertId; role: AccountRole }) {
  const { t } = useOffice()
  const words = t.alerts
  const { pending, fault, run } = useAction()
  const open = alertActions.filter((one) => role === 'oncologist' || !oncologistActions.includes(one))
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault()
    const form = event.currentTarget
    const given = new FormData(form)
    const action = open.find((one) => one === textOf(given, 'action')) ?? ('noAction' satisfies AlertAction)
    void run(() => session.perform('alert.act', { alertId, action, comment: textOf(given, 'comment') || null })).then((done) => done && form.reset())
  }
  return (
    <form className="action-form" onSubmit={submit} aria-labelledby="note-action">
      <h2 id="note-action">{words.act}</h2>
      <div className="field"><label htmlFor="alert-action">{words.action}</label><select id="alert-action" name="action" required>{open.map((one) => <option key={one} value={one}>{words.actions[one]}</option>)}</select></div>
      <div className="field"><label htmlFor="alert-comment">{words.comment}</label><textarea id="alert-comment" name="comment" rows={2} maxLength={1000} /></div>
      <FaultNotice fault={fault} />
      <div className="row"><Button type="submit" disabled={pending}>{words.save}</Button></div>
    </form>
  )
}
