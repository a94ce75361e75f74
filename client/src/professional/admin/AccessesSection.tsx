import type { AccessView } from '@lien/contract/administration'
import { useCallback } from 'react'
import { useOffice } from '../../i18n/office.ts'
import { clock, dayOf } from '../../i18n/time.ts'
import type { DaySession } from '../DaySession.ts'
import { AdminFault } from './AdminFault.tsx'
import { Table } from './Table.tsx'
import { useList } from './useList.ts'

/** Who opened which consultation from outside its team, and why. */
export function AccessesSection({ session, zone }: { session: DaySession; zone: string }) {
  const { t, locale } = useOffice()
  const { accesses: words, roles, reasons, never, sections } = t.administration
  const { value, fault } = useList(useCallback(() => session.perform('access.list', {}), [session]))
  const hour = (at: string): string => `${dayOf(at, zone, locale)}, ${clock(at, zone, locale)}`
  const audited = value?.accesses.some(({ explanation }) => explanation !== null)
  return (
    <>
      <AdminFault fault={fault} />
      {value && (
        <Table<AccessView> caption={sections.accesses} rows={value.accesses} id={({ accessId }) => accessId} empty={words.empty} columns={[
          { name: words.who, cell: ({ by, role }) => `${by}, ${roles[role]}` },
          { name: words.reason, cell: ({ reason }) => reasons[reason] },
          { name: words.consultation, cell: ({ scheduledAt, service }) => `${hour(scheduledAt)} · ${service ?? never}` },
          { name: words.at, cell: ({ openedAt }) => hour(openedAt) },
          { name: words.until, cell: ({ until }) => hour(until) },
          ...(audited ? [{ name: words.text, cell: ({ explanation }: AccessView) => explanation ?? never }] : []),
        ]} />
      )}
    </>
  )
}
