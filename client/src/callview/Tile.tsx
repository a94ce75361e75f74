import MicOff from 'lucide-react/icons/mic-off'
import User from 'lucide-react/icons/user'
import type { PersonView } from '@lien/contract/views'
import type { RemoteTrack } from '../call/Receiver.ts'
import { useI18n } from '../i18n/I18n.tsx'
import { SteadyPicture } from './SteadyPicture.tsx'

interface Props { person: PersonView; tracks: readonly RemoteTrack[]; onFrame: () => void; onHeight: (height: number) => void }

/** One person: face, name, role, and in words whatever is off. */
export function Tile({ person, tracks, onFrame, onHeight }: Props) {
  const { t } = useI18n()
  const role = t.common.seats[person.seat]
  const picture = tracks.find(({ source }) => source === 'screen') ?? tracks.find(({ source }) => source === 'camera')
  const voice = tracks.find(({ source }) => source === 'microphone')
  const seen = picture && !picture.paused
  return (
    <article className="tile" aria-label={`${person.name}, ${role}`}>
      {picture && <div className={seen ? 'face' : 'face hidden'}><SteadyPicture stream={picture.stream} onFrame={onFrame} onHeight={onHeight} /></div>}
      {!seen && <p className="faceless"><User aria-hidden size={56} />{t.call.noCamera}</p>}
      <p className="caption">
        <strong>{person.name}</strong> <span>{role}</span>
        {voice?.paused !== false && <span className="flag"><MicOff aria-hidden size={18} />{t.call.mutedMic}</span>}
        {!person.online && <span className="flag">{t.call.reconnecting}</span>}
      </p>
    </article>
  )
}
