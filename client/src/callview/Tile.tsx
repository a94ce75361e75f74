import MicOff from 'lucide-react/icons/mic-off'
import Signal from 'lucide-react/icons/signal-low'
import User from 'lucide-react/icons/user'
import VideoOff from 'lucide-react/icons/video-off'
import type { Condition } from '@lien/contract/call'
import type { Source } from '@lien/contract/rtp'
import type { PersonView } from '@lien/contract/views'
import { useRef } from 'react'
import type { RemoteTrack } from '../call/Receiver.ts'
import { useI18n } from '../i18n/I18n.tsx'
import { useQualityWords } from './useQuality.ts'
import { useSeen } from './useSeen.ts'
import { SteadyPicture } from './SteadyPicture.tsx'

interface Props {
  person: PersonView
  condition: Condition | null
  /** Their picture is not carried to us, for the voice's sake. */
  stopped: boolean
  tracks: readonly RemoteTrack[]
  /** Theirs, while they share it: large, with the face small beside it. */
  screen: MediaStream | null
  onFrame: () => void
  onHeight: (source: Source, height: number) => void
  onSeen: (seen: boolean) => void
}

/** One person: face, name, role, and in words whatever is off. */
export function Tile({ person, condition, stopped, tracks, screen, onFrame, onHeight, onSeen }: Props) {
  const { t } = useI18n()
  const words = useQualityWords()
  const role = t.common.seats[person.seat]
  const tile = useRef<HTMLElement>(null)
  useSeen(tile, onSeen)
  const picture = tracks.find(({ source }) => source === 'camera')
  const voice = tracks.find(({ source }) => source === 'microphone')
  const seen = picture && !picture.paused && !stopped
  const weak = condition?.network === 'weak'
  const lost = condition?.microphone === 'lost'
  const blind = condition?.camera === 'lost'
  return (
    <article ref={tile} className={screen ? 'tile showing' : 'tile'} aria-label={`${person.name}, ${role}`}>
      {screen && <div className="screen"><SteadyPicture stream={screen} onFrame={onFrame} onHeight={(height) => onHeight('screen', height)} /></div>}
      {picture && <div className={seen ? 'face' : 'face hidden'}><SteadyPicture stream={picture.stream} onFrame={onFrame} onHeight={(height) => onHeight('camera', height)} /></div>}
      {!seen && <p className="faceless"><User aria-hidden size={56} />{stopped || (weak && picture) ? words.picturesStopped : t.call.noCamera}</p>}
      <p className="caption">
        <strong>{person.name}</strong> <span>{role}</span>
        {lost && <span className="flag"><MicOff aria-hidden size={18} />{words.theirs.microphoneLost}</span>}
        {blind && <span className="flag"><VideoOff aria-hidden size={18} />{words.theirs.cameraLost}</span>}
        {weak && <span className="flag"><Signal aria-hidden size={18} />{words.theirs.weak}</span>}
        {voice?.paused !== false && !lost && <span className="flag"><MicOff aria-hidden size={18} />{t.call.mutedMic}</span>}
        {!person.online && <span className="flag">{t.call.reconnecting}</span>}
      </p>
    </article>
  )
}
