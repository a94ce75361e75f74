import ClipboardList from 'lucide-react/icons/clipboard-list'
import { useOffice } from '../../i18n/office.ts'
import { Button } from '../../ui/Button.tsx'
import type { SummaryWork } from './useSummary.ts'

/** Over the picture, wherever the panel does not stand beside it. */
export function OpenSummary({ work, openPanel }: { work: SummaryWork; openPanel: () => void }) {
  const { t } = useOffice()
  return <Button look="quiet" className="open-summary" icon={<ClipboardList aria-hidden size={20} />} onClick={() => {
    openPanel()
    work.want()
  }}>{t.summary.button}</Button>
}
