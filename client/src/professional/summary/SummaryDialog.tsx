import type { DayRow } from '@lien/contract/views'
import { useOffice } from '../../i18n/office.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import type { DaySession } from '../DaySession.ts'
import { SummaryPanel } from './SummaryPanel.tsx'
import { useSummary } from './useSummary.ts'

/** The summary before the call, from the day's list. */
export default function SummaryDialog({ row, session, onClose }: { row: DayRow; session: DaySession; onClose: () => void }) {
  const { t } = useOffice()
  const work = useSummary(session, row.consultationId, true)
  return <Dialog title={t.summary.of(row.patient.name)} onClose={onClose}><SummaryPanel work={work} titled={false} /></Dialog>
}
