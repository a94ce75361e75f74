import type { StaffView } from '@lien/contract/administration'
import { accountRoles, type AccountRole } from '@lien/contract/roles'
import type { ServiceId } from '@lien/contract/ids'
import { useCallback, useState } from 'react'
import { useOffice } from '../../i18n/office.ts'
import { Button } from '../../ui/Button.tsx'
import type { DaySession } from '../DaySession.ts'
import { LanguageField, languageOf } from '../LanguageField.tsx'
import { AdminFault } from './AdminFault.tsx'
import { ChangeDialog, textOf } from './ChangeDialog.tsx'
import { PasswordsForm } from './PasswordsForm.tsx'
import { Table } from './Table.tsx'
import { useList } from './useList.ts'

type Open = { kind: 'add' } | { kind: 'change' | 'disable' | 'enable' | 'invite' | 'resetFactors'; person: StaffView }

export function StaffSection({ session }: { session: DaySession }) {
  const { t } = useOffice()
  const { staff: words, roles, never, save, sections } = t.administration
  const { value, fault, again } = useList(useCallback(() => session.perform('staff.list', {}), [session]))
  const [open, setOpen] = useState<Open | null>(null)
  const invitable = (one: StaffView): boolean => one.disabledAt === null && one.invited && value?.passwords === true
  const shared = { onDone: again, onClose: () => setOpen(null) }
  return (
    <>
      <AdminFault fault={fault} />
      <div className="row"><Button look="primary" aria-haspopup="dialog" onClick={() => setOpen({ kind: 'add' })}>{words.add}</Button></div>
      {value && (
        <Table<StaffView> caption={sections.staff} rows={value.staff} id={({ accountId }) => accountId} empty={words.empty} columns={[
          { name: words.name, cell: (one) => one.name },
          { name: words.role, cell: ({ role, specialty }) => <>{roles[role]}{specialty && `, ${specialty}`}</> },
          { name: words.mail, cell: ({ email }) => <span className="breakable">{email}</span> },
          { name: words.rpps, cell: ({ rpps }) => rpps ?? never },
          { name: words.services, cell: ({ services }) => (services.length === 0 ? never : services.map(({ name }) => name).join(', ')) },
          { name: words.state, cell: (one) => (one.disabledAt ? words.disabled : invitable(one) ? words.invited : words.active) },
          { name: words.actions, cell: (person) => (
            <span className="row">
              <Button aria-label={words.changeOf(person.name)} onClick={() => setOpen({ kind: 'change', person })}>{words.change}</Button>
              {invitable(person) && <Button aria-label={words.inviteOf(person.name)} onClick={() => setOpen({ kind: 'invite', person })}>{words.invite}</Button>}
              {!person.disabledAt && person.secondFactor && <Button aria-label={words.resetOf(person.name)} onClick={() => setOpen({ kind: 'resetFactors', person })}>{words.reset}</Button>}
              {person.disabledAt
                ? <Button aria-label={words.enableOf(person.name)} onClick={() => setOpen({ kind: 'enable', person })}>{words.enable}</Button>
                : <Button aria-label={words.disableOf(person.name)} onClick={() => setOpen({ kind: 'disable', person })}>{words.disable}</Button>}
            </span>
          ) },
        ]} />
      )}
      {open?.kind === 'add' && (
        <ChangeDialog {...shared} title={words.add} confirm={save} command={(form) => session.perform('staff.add', { ...personOf(form), email: textOf(form, 'email') })}><PersonFields session={session} person={null} /></ChangeDialog>
      )}
      {open?.kind === 'change' && (
        <ChangeDialog {...shared} title={words.changeOf(open.person.name)} confirm={save} command={(form) => session.perform('staff.change', { ...personOf(form), accountId: open.person.accountId })}><PersonFields session={session} person={open.person} /></ChangeDialog>
      )}
      {value && <PasswordsForm session={session} allowed={value.passwords} />}
      {open?.kind === 'invite' && (
        <ChangeDialog {...shared} title={words.inviteOf(open.person.name)} confirm={words.invite} command={() => session.perform('account.invite', { accountId: open.person.accountId })}><p>{words.inviting(open.person.email)}</p></ChangeDialog>
      )}
      {open?.kind === 'resetFactors' && (
        <ChangeDialog {...shared} danger title={words.resetOf(open.person.name)} confirm={words.reset} command={() => session.perform('account.resetFactors', { accountId: open.person.accountId })}><p>{words.resetting}</p></ChangeDialog>
      )}
      {open?.kind === 'disable' && (
        <ChangeDialog {...shared} danger title={words.disableOf(open.person.name)} confirm={words.disable} command={() => session.perform('staff.disable', { accountId: open.person.accountId })}><p>{words.disabling}</p></ChangeDialog>
      )}
      {open?.kind === 'enable' && (
        <ChangeDialog {...shared} title={words.enableOf(open.person.name)} confirm={words.enable} command={() => session.perform('staff.enable', { accountId: open.person.accountId })}><p>{words.enabling}</p></ChangeDialog>
      )}
    </>
  )
}

const isRole = (text: string): text is AccountRole => (accountRoles as readonly string[]).includes(text)

function personOf(form: FormData) {
  const role = textOf(form, 'role')
  return {
    name: textOf(form, 'name'), role: isRole(role) ? role : 'secretary' as const, rpps: textOf(form, 'rpps').replace(/\s/g, '') || null, specialty: textOf(form, 'specialty') || null, language: languageOf(form),
    services: form.getAll('services').filter((one) => typeof one === 'string') as ServiceId[],
  }
}

function PersonFields({ session, person }: { session: DaySession; person: StaffView | null }) {
  const { t } = useOffice()
  const { staff: words, roles } = t.administration
  const { value } = useList(useCallback(() => session.perform('service.list', {}), [session]))
  const theirs = new Set(person?.services.map(({ serviceId }) => serviceId))
  return (
    <>
      <div className="field"><label htmlFor="person-name">{words.name}</label><input id="person-name" name="name" required maxLength={120} defaultValue={person?.name} /></div>
      {!person && <div className="field"><label htmlFor="person-email">{words.mail}</label><input id="person-email" name="email" type="email" required maxLength={254} /></div>}
      <div className="field"><label htmlFor="person-role">{words.role}</label><select id="person-role" name="role" defaultValue={person?.role ?? 'oncologist'}>{accountRoles.map((role) => <option key={role} value={role}>{roles[role]}</option>)}</select></div>
      <div className="field"><label htmlFor="person-rpps">{words.rpps}</label><input id="person-rpps" name="rpps" inputMode="numeric" pattern="[0-9 ]*" aria-describedby="rpps-help" defaultValue={person?.rpps ?? ''} /><p id="rpps-help" className="soft">{words.rppsHelp}</p></div>
      <div className="field"><label htmlFor="person-specialty">{words.specialty}</label><input id="person-specialty" name="specialty" maxLength={120} defaultValue={person?.specialty ?? ''} /></div>
      <LanguageField id="person-language" chosen={person?.language ?? 'fr'} />
      {/* Until the list is here, what they have stays. */}
      {!value && [...theirs].map((id) => <input key={id} type="hidden" name="services" value={id} />)}
      <fieldset className="reasons">
        <legend className="field-label">{words.services}</legend>
        {value?.services.filter(({ serviceId, closedAt }) => !closedAt || theirs.has(serviceId)).map(({ serviceId, name }) => (
          <label key={serviceId} className="choice"><input type="checkbox" name="services" value={serviceId} defaultChecked={theirs.has(serviceId)} />{name}</label>
        ))}
      </fieldset>
    </>
  )
}
