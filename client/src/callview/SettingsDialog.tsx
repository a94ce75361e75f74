import Volume2 from 'lucide-react/icons/volume-2'
import { useState, type ReactNode } from 'react'
import type { Devices } from '../call/Devices.ts'
import { chimes, play } from '../call/sound.ts'
import { DeviceChoices } from '../devices/DeviceChoices.tsx'
import { FailureCard } from '../devices/FailureCard.tsx'
import { useI18n } from '../i18n/I18n.tsx'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { useStore } from '../useStore.ts'
import { setShortcuts, shortcutsOn } from './useShortcuts.ts'

/** Devices, and the repair of whichever fails. */
export function SettingsDialog({ devices, extra, onClose }: { devices: Devices; extra?: ReactNode; onClose: () => void }) {
  const { t, switchLanguage } = useI18n()
  const state = useStore(devices.state)
  const [shortcuts, setOn] = useState(shortcutsOn)
  const words = t.call.settingsDialog
  const failed = (state.camera.failure ?? state.microphone.failure) !== null
  return (
    <Dialog title={words.title} onClose={onClose}>
      {failed && <FailureCard devices={state} />}
      {failed && <Button look="primary" disabled={state.asking} onClick={() => void devices.start()}>{t.common.retry}</Button>}
      <DeviceChoices devices={devices} />
      <Button icon={<Volume2 aria-hidden />} onClick={() => void play(chimes.test, state.speaker.deviceId).catch(() => undefined)}>{words.test}</Button>
      {extra}
      <div className="fine-only">
        <label className="choice">
          <input type="checkbox" checked={shortcuts} onChange={(event) => {
            setShortcuts(event.target.checked)
            setOn(event.target.checked)
          }} />
          {words.useShortcuts}
        </label>
        <p className="soft">M {t.call.microphone} · C {t.call.camera} · E {t.call.write} · R {t.call.settings} · F {t.call.fullScreen}</p>
      </div>
      <Button look="quiet" lang={t.common.otherLanguage === 'English' ? 'en' : 'fr'} onClick={switchLanguage}>{t.common.otherLanguage}</Button>
    </Dialog>
  )
}
