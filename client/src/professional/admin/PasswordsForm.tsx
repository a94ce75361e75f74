import { useOffice } from '../../i18n/office.ts'
import { Button } from '../../ui/Button.tsx'
import type { DaySession } from '../DaySession.ts'
import { AdminFault } from './AdminFault.tsx'
import { useSaved } from './useSaved.ts'

/** Do professionals of the house have passwords at all? */
export function PasswordsForm({ session, allowed }: { session: DaySession; allowed: boolean }) {
  const { t } = useOffice()
  const { save, saved: savedWord, passwords: words } = t.administration
  const { pending, fault, saved, form: saving } = useSaved((form) => session.perform('staff.decidePasswords', { allowed: form.has('allowed') }))
  return (
    <form className="sign-in passwords-form" aria-labelledby="passwords-form" {...saving}>
      <h2 id="passwords-form">{words.title}</h2>
      <label className="choice"><input type="checkbox" name="allowed" defaultChecked={allowed} aria-describedby="passwords-help" />{words.allowed}</label>
      <p id="passwords-help" className="soft">{words.help}</p>
      <AdminFault fault={fault} />
      <div className="row"><Button type="submit" disabled={pending}>{save}</Button><span role="status">{saved && savedWord}</span></div>
    </form>
  )
}
