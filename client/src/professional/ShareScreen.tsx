import ScreenShareIcon from 'lucide-react/icons/screen-share'
import type { CallSession } from '../call/CallSession.ts'
import { canShareScreen, type ScreenShare } from '../call/ScreenShare.ts'
import { useOffice } from '../i18n/office.ts'
import { Button } from '../ui/Button.tsx'
import { Notice } from '../ui/Notice.tsx'
import { useStore } from '../useStore.ts'

/** In the bar, where the browser can. */
export function ShareButton({ share }: { share: ScreenShare }) {
  const { t } = useOffice()
  const on = useStore(share.state).track !== null
  if (!canShareScreen()) return null
  return <button type="button" className="wide-only" aria-pressed={on} onClick={() => (on ? share.stop() : void share.start())}><ScreenShareIcon aria-hidden /><span>{t.professional.share.button}</span></button>
}

/** As long as others see it, whoever shares is told so, and how to stop. */
export function ShareLine({ share, call }: { share: ScreenShare; call: CallSession }) {
  const { t } = useOffice()
  const { outStopped } = useStore(call.quality.state)
  const words = t.professional.share
  const on = useStore(share.state).track !== null
  return (
    <div role="status">
      {on && <Notice tone="info"><div className="row"><p>{outStopped ? words.waiting : words.sharing}</p><Button onClick={() => share.stop()}>{words.stop}</Button></div></Notice>}
    </div>
  )
}
