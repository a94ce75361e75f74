import type { LinkInForce } from '@lien/contract/administration'
import { useCallback, useState } from 'react'
import { useOffice } from '../../i18n/office.ts'
import { clock, dayOf } from '../../i18n/time.ts'
import { Button } from '../../ui/Button.tsx'
import type { DaySession } from '../DaySession.ts'
import { AdminFault } from './AdminFault.tsx'
import { ChangeDialog } from './ChangeDialog.tsx'
import { Table } from './Table.tsx'
import { useList } from './useList.ts'

/** Links that open a seat now: by hour and seat, never by a patient's name. */
export function LinksSection({ session, zone }: { session: DaySession; zone: string }) {
  const { t, locale } = useOffice()
  const { links: words, never, sections } = t.administration
  const { value, fault, again } = useList(useCallback(() => session.perform('link.list', {}), [session]))
  const [open, setOpen] = useState<LinkInForce | null>(null)
  const hour = (at: string): string => `${dayOf(at, zone, locale)}, ${clock(at, zone, locale)}`
  return (
    <>
      <AdminFault fault={fault} />
      {value && (
        <Table<LinkInForce> caption={sections.links} rows={value.links} id={({ linkId }) => linkId} empty={words.empty} columns={[
          { name: words.hour, cell: ({ scheduledAt }) => hour(scheduledAt) },
          { name: words.seat, cell: ({ seat }) => t.common.seats[seat] },
          { name: words.service, cell: ({ service }) => service ?? never },
          { name: words.state, cell: ({ openedAt }) => (openedAt ? words.opened : words.unopened) },
          { name: words.expires, cell: ({ expiresAt }) => hour(expiresAt) },
          { name: words.actions, cell: (link) => <Button aria-label={words.revokeOf(t.common.seats[link.seat], hour(link.scheduledAt))} onClick={() => setOpen(link)}>{words.revoke}</Button> },
        ]} />
      )}
      {open && (
        <ChangeDialog danger title={words.revokeOf(t.common.seats[open.seat], hour(open.scheduledAt))} confirm={words.revoke} onDone={again} onClose={() => setOpen(null)}
          command={() => session.perform('link.revoke', { consultationId: open.consultationId, participantId: open.participantId })}><p>{words.revoking}</p></ChangeDialog>
      )}
    </>
  )
}
