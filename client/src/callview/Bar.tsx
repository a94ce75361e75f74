import LogOut from 'lucide-react/icons/log-out'
import Maximize from 'lucide-react/icons/maximize'
import MessageSquare from 'lucide-react/icons/message-square'
import Mic from 'lucide-react/icons/mic'
import MicOff from 'lucide-react/icons/mic-off'
import Settings from 'lucide-react/icons/settings'
import Video from 'lucide-react/icons/video'
import VideoOff from 'lucide-react/icons/video-off'
import type { ReactNode } from 'react'
import type { Devices } from '../call/Devices.ts'
import { useI18n } from '../i18n/I18n.tsx'
import { useStore } from '../useStore.ts'
import type { FullScreen } from './useFullScreen.ts'

interface Props {
  devices: Devices
  panelOpen: boolean
  unread: number
  fullScreen: FullScreen
  onPanel: () => void
  onSettings: () => void
  onLeave: () => void
  tools?: ReactNode
  children?: ReactNode
}

/** Words with icons. A pressed button is one that is on; what is off also says so. */
export function Bar({ devices, panelOpen, unread, fullScreen, onPanel, onSettings, onLeave, tools, children }: Props) {
  const { t } = useI18n()
  const { camera, microphone } = useStore(devices.state)
  const mic = microphone.wished.on && microphone.effective !== null
  const cam = camera.wished.on && camera.effective !== null
  return (
    <footer className="bar-place"><div className="bar" role="toolbar" aria-label={t.call.bar}>
      <button type="button" className={mic ? '' : 'is-off'} aria-pressed={mic} aria-keyshortcuts="m" onClick={() => void devices.setOn('microphone', !mic)}>
        {mic ? <Mic aria-hidden /> : <MicOff aria-hidden />}<span>{t.call.microphone}</span><small aria-hidden>{mic ? t.call.on : t.call.off}<kbd>M</kbd></small>
      </button>
      <button type="button" className={cam ? '' : 'is-off'} aria-pressed={cam} aria-keyshortcuts="c" onClick={() => void devices.setOn('camera', !cam)}>
        {cam ? <Video aria-hidden /> : <VideoOff aria-hidden />}<span>{t.call.camera}</span><small aria-hidden>{cam ? t.call.cameraOn : t.call.cameraOff}<kbd>C</kbd></small>
      </button>
      {tools}
      <button type="button" aria-expanded={panelOpen} aria-keyshortcuts="e" onClick={onPanel}>
        <MessageSquare aria-hidden /><span>{t.call.write}</span>
        {unread > 0 ? <small className="unread"><span aria-hidden>{unread}</span><span className="sr-only">{t.call.unread(unread)}</span></small> : <small aria-hidden><kbd>E</kbd></small>}
      </button>
      <button type="button" aria-haspopup="dialog" aria-keyshortcuts="r" onClick={onSettings}><Settings aria-hidden /><span>{t.call.settings}</span><small aria-hidden><kbd>R</kbd></small></button>
      {fullScreen.toggle && (
        <button type="button" className="wide-only" aria-pressed={fullScreen.on} aria-keyshortcuts="f" onClick={fullScreen.toggle}><Maximize aria-hidden /><span>{t.call.fullScreen}</span><small aria-hidden><kbd>F</kbd></small></button>
      )}
      <button type="button" className="leave" aria-haspopup="dialog" onClick={onLeave}><LogOut aria-hidden /><span>{t.call.leave}</span></button>
      {children}
    </div></footer>
  )
}
