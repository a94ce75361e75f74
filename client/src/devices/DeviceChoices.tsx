import type { Devices } from '../call/Devices.ts'
import { useI18n } from '../i18n/I18n.tsx'
import { useStore } from '../useStore.ts'
import { DeviceSelect } from './DeviceSelect.tsx'
import './devices.css'

/** Camera, microphone and loudspeaker, each shown only where there is something to choose. */
export function DeviceChoices({ devices }: { devices: Devices }) {
  const { t } = useI18n()
  const { camera, microphone, speaker } = useStore(devices.state)
  const words = t.call.settingsDialog
  return (
    <div className="choices">
      <DeviceSelect label={words.camera} choices={camera.available} value={camera.effective?.getSettings().deviceId ?? camera.wished.deviceId} onChoose={(id) => void devices.choose('camera', id)} />
      <DeviceSelect label={words.microphone} choices={microphone.available} value={microphone.effective?.getSettings().deviceId ?? microphone.wished.deviceId} onChoose={(id) => void devices.choose('microphone', id)} />
      {speaker.selectable && <DeviceSelect label={words.speaker} choices={speaker.available} value={speaker.deviceId} onChoose={(id) => devices.chooseSpeaker(id)} />}
      
    </div>
  )
}
