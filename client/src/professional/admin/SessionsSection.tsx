import type { StaffSession } from '@lien/contract/administration'
import { useCallback, useState } from 'react'
import { useOffice } from '../../i18n/office.ts'
import { clock, dayOf, relative } from '../../i18n/time.ts'
import { Button } from '../../ui/Button.tsx'
import { useNow } from '../../useStore.ts'
import type { DaySession } from '../DaySession.ts'
import { AdminFault } from './AdminFault.tsx'
import { ChangeDialog } from './ChangeDialog.tsx'
import { Table } from './Table.tsx'
import { useList } from './useList.ts'

/** Who is signed in, on what, and the way to sign a lost device out. */
export function SessionsSection({ session, zone }: { session: DaySession; zone: string }) {
  const { t, locale } = useOffice()
  const { sessions: words, roles, sections } = t.administration
  const { devices } = t.account
  const now = useNow()
  const { value, fault, again } = useList(useCallback(() => session.perform('staff.listSessions', {}), [session]))
  const [open, setOpen] = useState<StaffSession | null>(null)
  const deviceOf = ({ browser, system }: StaffSession): string => (browser && system ? devices.name(browser, system) : (browser ?? system ?? devices.unknown))
  return (
    <>
      <AdminFault fault={fault} />
      {value && (
        <Table<StaffSession> caption={sections.sessions} rows={value.sessions} id={({ sessionId }) => sessionId} empty={words.empty} columns={[
          { name: words.who, cell: ({ name, role }) => `${name}, ${roles[role]}` },
          { name: words.device, cell: deviceOf },
          { name: words.since, cell: ({ createdAt }) => `${dayOf(createdAt, zone, locale)}, ${clock(createdAt, zone, locale)}` },
          { name: words.seen, cell: ({ seenAt }) => relative(seenAt, now, locale) ?? words.now },
          { name: words.actions, cell: (one) => (one.here ? devices.here : <Button aria-label={words.endOf(one.name, deviceOf(one))} onClick={() => setOpen(one)}>{devices.end}</Button>) },
        ]} />
      )}
      {open && (
        <ChangeDialog danger title={words.endOf(open.name, deviceOf(open))} confirm={devices.end} onDone={again} onClose={() => setOpen(null)}
          command={() => session.perform('staff.endSession', { accountId: open.accountId, sessionId: open.sessionId })}><p>{words.ending}</p></ChangeDialog>
      )}
    </>
  )
}
