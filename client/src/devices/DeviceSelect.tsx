import { useId } from 'react'
import type { Choice } from '../call/Devices.ts'
import { useI18n } from '../i18n/I18n.tsx'

interface Props { label: string; choices: readonly Choice[]; value: string | null; onChoose: (deviceId: string) => void }

export function DeviceSelect({ label, choices, value, onChoose }: Props) {
  const { t } = useI18n()
  const id = useId()
  if (choices.length < 2) return null
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <select id={id} value={value ?? ''} onChange={(event) => onChoose(event.target.value)}>
        {value === null && <option value="">{t.call.settingsDialog.byDefault}</option>}
        {choices.map((choice, index) => <option key={choice.deviceId} value={choice.deviceId}>{choice.label || `${label} ${index + 1}`}</option>)}
      </select>
    </div>
  )
}
