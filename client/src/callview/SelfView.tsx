import Eye from 'lucide-react/icons/eye'
import EyeOff from 'lucide-react/icons/eye-off'
import { useState } from 'react'
import type { Devices } from '../call/Devices.ts'
import { Picture } from '../devices/Picture.tsx'
import { useTrackStream } from '../devices/useTrackStream.ts'
import { useI18n } from '../i18n/I18n.tsx'
import { useStore } from '../useStore.ts'

/** One's own picture, small, in a corner, and out of the way when one prefers. */
export function SelfView({ devices }: { devices: Devices }) {
  const { t } = useI18n()
  const { camera } = useStore(devices.state)
  const stream = useTrackStream(camera.effective)
  const [hidden, setHidden] = useState(false)
  const label = hidden ? t.call.showSelf : t.call.hideSelf
  return (
    <div className={hidden ? 'self folded' : 'self'}>
      {!hidden && (stream ? <Picture stream={stream} mirrored label={t.call.self} className="picture" /> : <p className="faceless">{t.call.noCamera}</p>)}
      <button type="button" className="self-toggle" aria-label={label} title={label} onClick={() => setHidden(!hidden)}>
        {hidden ? <><Eye aria-hidden size={20} /><span>{t.call.showSelf}</span></> : <EyeOff aria-hidden size={20} />}
      </button>
    </div>
  )
}
