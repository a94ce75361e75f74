import { clinicalLevels } from '@lien/contract/alerts'
import type { RulesPreview } from '@lien/contract/commands/alerts'
import { useState } from 'react'
import { useOffice } from '../../i18n/office.ts'
import { Button } from '../../ui/Button.tsx'
import { Notice } from '../../ui/Notice.tsx'

interface Props { current: { days: number; preview: RulesPreview } | null; pending: boolean; onPreview: (days: number) => void }

/** "These rules would have raised 14 alerts": seen before they are published. */
export function PreviewSection({ current, pending, onPreview }: Props) {
  const { t } = useOffice()
  const words = t.alerts.rules
  const [days, setDays] = useState(30)
  const counted = (counts: RulesPreview['proposed']): string => {
    const total = clinicalLevels.reduce((sum, level) => sum + counts[level], 0)
    return `${words.alertsCount(total)}${total > 0 ? ` (${clinicalLevels.map((level) => `${t.alerts.levels[level].toLowerCase()} ${counts[level]}`).join(', ')})` : ''}`
  }
  return (
    <section className="rule" aria-labelledby="rules-preview">
      <h2 id="rules-preview">{words.preview}</h2>
      <div className="row">
        <div className="field"><label htmlFor="preview-days">{words.previewDays}</label><input id="preview-days" type="number" min={1} max={365} value={days} onChange={({ target }) => setDays(Number(target.value))} /></div>
        <Button disabled={pending} onClick={() => onPreview(days)}>{words.preview}</Button>
      </div>
      <div role="status">
        {current && (
          <Notice tone="info">
            <p>{words.result(current.days, current.preview.evaluated)}{current.preview.evaluated < current.preview.completed && ` ${words.partial(current.preview.completed)}`}</p>
            <p>{words.proposed} <strong>{counted(current.preview.proposed)}</strong>.</p>
            <p>{words.inForce} <strong>{counted(current.preview.inForce)}</strong>.</p>
          </Notice>
        )}
      </div>
    </section>
  )
}
