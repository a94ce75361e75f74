import type { ServiceView } from '@lien/contract/administration'
import { useCallback, useState } from 'react'
import { useOffice } from '../../i18n/office.ts'
import { Button } from '../../ui/Button.tsx'
import type { DaySession } from '../DaySession.ts'
import { AdminFault } from './AdminFault.tsx'
import { ChangeDialog, textOf } from './ChangeDialog.tsx'
import { Table } from './Table.tsx'
import { useList } from './useList.ts'

type Open = { kind: 'create' } | { kind: 'rename' | 'close'; service: ServiceView }

export function ServicesSection({ session }: { session: DaySession }) {
  const { t } = useOffice()
  const words = t.administration.services
  const { value, fault, again } = useList(useCallback(() => session.perform('service.list', {}), [session]))
  const [open, setOpen] = useState<Open | null>(null)
  const shared = { onDone: again, onClose: () => setOpen(null) }
  const name = (given = '') => <div className="field"><label htmlFor="service-name">{words.name}</label><input id="service-name" name="name" required maxLength={120} defaultValue={given} /></div>
  return (
    <>
      <AdminFault fault={fault} />
      <div className="row"><Button look="primary" aria-haspopup="dialog" onClick={() => setOpen({ kind: 'create' })}>{words.create}</Button></div>
      {value && (
        <Table<ServiceView> caption={t.administration.sections.services} rows={value.services} id={({ serviceId }) => serviceId} empty={words.empty} columns={[
          { name: words.name, cell: (one) => one.name },
          { name: words.members, cell: ({ members }) => (members.length === 0 ? words.nobody : members.map((one) => one.name).join(', ')) },
          { name: words.state, cell: ({ closedAt }) => (closedAt ? words.closed : words.opened) },
          { name: words.actions, cell: (service) => (
            <span className="row">
              <Button aria-label={words.renameOf(service.name)} onClick={() => setOpen({ kind: 'rename', service })}>{words.rename}</Button>
              {!service.closedAt && <Button aria-label={words.closeOf(service.name)} onClick={() => setOpen({ kind: 'close', service })}>{words.close}</Button>}
            </span>
          ) },
        ]} />
      )}
      {open?.kind === 'create' && <ChangeDialog {...shared} title={words.create} confirm={t.administration.save} command={(form) => session.perform('service.create', { name: textOf(form, 'name') })}>{name()}</ChangeDialog>}
      {open?.kind === 'rename' && <ChangeDialog {...shared} title={words.renameOf(open.service.name)} confirm={t.administration.save} command={(form) => session.perform('service.rename', { serviceId: open.service.serviceId, name: textOf(form, 'name') })}>{name(open.service.name)}</ChangeDialog>}
      {open?.kind === 'close' && <ChangeDialog {...shared} danger title={words.closeOf(open.service.name)} confirm={words.close} command={() => session.perform('service.close', { serviceId: open.service.serviceId })}><p>{words.closing}</p></ChangeDialog>}
    </>
  )
}
