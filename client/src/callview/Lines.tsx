import Volume2 from 'lucide-react/icons/volume-2'
import type { ReactNode } from 'react'
import { isLost, type Devices, type Slot } from '../call/Devices.ts'
import type { Connection } from '../call/rules.ts'
import type { QualityWords } from '../i18n/fr/quality.ts'
import { useI18n } from '../i18n/I18n.tsx'
import { Button } from '../ui/Button.tsx'
import { Notice } from '../ui/Notice.tsx'
import { useStore } from '../useStore.ts'
import { useQualityWords } from './useQuality.ts'

interface Props { connection: Connection; stopped: keyof QualityWords['weak'] | null; devices: Devices; blocked: boolean; /** There was sound before. */ heard: boolean; onUnblock: () => void; onFix: () => void; children?: ReactNode }

interface Problem { kind: 'camera' | 'microphone'; away: boolean; gone: boolean }

/** The voice first: what keeps one from being heard, then from being seen. */
function problemOf(microphone: Slot, camera: Slot): Problem | null {
  if (microphone.failure !== null || microphone.interrupted) return { kind: 'microphone', away: microphone.interrupted, gone: microphone.gone }
  return isLost(camera) ? { kind: 'camera', away: camera.interrupted, gone: camera.gone } : null
}

/** The sentences above the bar: how the connection stands, and what keeps one from being heard or seen. */
export function Lines({ connection, stopped, devices, blocked, heard, onUnblock, onFix, children }: Props) {
  const { t } = useI18n()
  const { microphone, camera, asking } = useStore(devices.state)
  const words = t.call.device
  const quality = useQualityWords()
  const problem = asking ? null : problemOf(microphone, camera)
  const kind = problem?.kind ?? 'microphone'
  // What never worked is explained; what stopped by itself is one touch away.
  const said = problem && (problem.away ? quality.away[kind] : problem.gone ? quality.gone[kind] : words[kind])
  const sentence = t.call.connection[connection]
  return (
    <div className="lines">
      {children}
      <div role="status" className="connection">
        {sentence !== '' && <Notice tone={connection === 'joining' ? 'info' : 'warn'}><p>{sentence}</p></Notice>}
        {sentence === '' && stopped && <Notice tone="warn"><p>{quality.weak[stopped]}</p></Notice>}
      </div>
      {problem && (
        <Notice tone="warn" role="alert">
          <div className="row"><p>{said}</p>
            {(problem.away || problem.gone) && <Button look="primary" onClick={() => void devices.resume(kind)}>{quality.resume[kind]}</Button>}
            {!problem.away && <Button look="quiet" onClick={onFix}>{words.fix}</Button>}
          </div>
        </Notice>
      )}
      {!problem && !microphone.wished.on && <p className="muted-line">{words.muted}</p>}
      {blocked && <Button look="primary" big icon={<Volume2 aria-hidden />} onClick={onUnblock}>{heard ? quality.sound : t.call.unblock}</Button>}
    </div>
  )
}
