import Volume2 from 'lucide-react/icons/volume-2'
import type { Devices } from '../call/Devices.ts'
import type { Connection } from '../call/rules.ts'
import type { QualityWords } from '../i18n/fr/quality.ts'
import { useI18n } from '../i18n/I18n.tsx'
import { Button } from '../ui/Button.tsx'
import { Notice } from '../ui/Notice.tsx'
import { useStore } from '../useStore.ts'
import { useQualityWords } from './useQuality.ts'

interface Props { connection: Connection; stopped: keyof QualityWords['weak'] | null; devices: Devices; blocked: boolean; onUnblock: () => void; onFix: () => void }

/** The sentences above the bar: how the connection stands, and what keeps one from being heard or seen. */
export function Lines({ connection, stopped, devices, blocked, onUnblock, onFix }: Props) {
  const { t } = useI18n()
  const { microphone, camera, asking } = useStore(devices.state)
  const words = t.call.device
  const quality = useQualityWords()
  const problem = asking ? null : microphone.interrupted ? quality.microphoneAway : microphone.failure ? words.microphone : camera.failure && camera.wished.on ? words.camera : null
  const sentence = t.call.connection[connection]
  return (
    <div className="lines">
      <div role="status" className="connection">
        {sentence !== '' && <Notice tone={connection === 'joining' ? 'info' : 'warn'}><p>{sentence}</p></Notice>}
        {sentence === '' && stopped && <Notice tone="warn"><p>{quality.weak[stopped]}</p></Notice>}
      </div>
      {problem && (
        <Notice tone="warn" role="alert">
          <div className="row"><p>{problem}</p>{microphone.interrupted
            ? <Button look="primary" onClick={() => void devices.resume('microphone')}>{quality.resume}</Button>
            : <Button look="quiet" onClick={onFix}>{words.fix}</Button>}</div>
        </Notice>
      )}
      {!problem && !microphone.wished.on && <p className="muted-line">{words.muted}</p>}
      {blocked && <Button look="primary" big icon={<Volume2 aria-hidden />} onClick={onUnblock}>{t.call.unblock}</Button>}
    </div>
  )
}
