import Volume2 from 'lucide-react/icons/volume-2'
import type { Devices } from '../call/Devices.ts'
import type { Connection } from '../call/rules.ts'
import { useI18n } from '../i18n/I18n.tsx'
import { Button } from '../ui/Button.tsx'
import { Notice } from '../ui/Notice.tsx'
import { useStore } from '../useStore.ts'

interface Props { connection: Connection; devices: Devices; blocked: boolean; onUnblock: () => void; onFix: () => void }

/** The sentences above the bar: how the connection stands, and what keeps one from being heard or seen. */
export function Lines({ connection, devices, blocked, onUnblock, onFix }: Props) {
  const { t } = useI18n()
  const { microphone, camera, asking } = useStore(devices.state)
  const words = t.call.device
  const problem = asking ? null : microphone.interrupted ? words.interrupted : microphone.failure ? words.microphone : camera.failure && camera.wished.on ? words.camera : null
  const sentence = t.call.connection[connection]
  return (
    <div className="lines">
      <div role="status" className="connection">
        {sentence !== '' && <Notice tone={connection === 'joining' ? 'info' : 'warn'}><p>{sentence}</p></Notice>}
      </div>
      {problem && (
        <Notice tone="warn" role="alert">
          <div className="row"><p>{problem}</p>{!microphone.interrupted && <Button look="quiet" onClick={onFix}>{words.fix}</Button>}</div>
        </Notice>
      )}
      {!problem && !microphone.wished.on && <p className="muted-line">{words.muted}</p>}
      {blocked && <Button look="primary" big icon={<Volume2 aria-hidden />} onClick={onUnblock}>{t.call.unblock}</Button>}
    </div>
  )
}
