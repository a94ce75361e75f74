import type { ParticipantId } from '@lien/contract/ids'
import type { PersonView } from '@lien/contract/views'
import { useState, type ReactNode } from 'react'
import type { CallSession } from '../call/CallSession.ts'
import type { Devices } from '../call/Devices.ts'
import { useI18n } from '../i18n/I18n.tsx'
import { useStore } from '../useStore.ts'
import { dropFirstPicture } from './firstPicture.ts'
import { Lines } from './Lines.tsx'
import { SelfView } from './SelfView.tsx'
import { Tile } from './Tile.tsx'
import { Voice } from './Voice.tsx'

interface Props { call: CallSession; devices: Devices; me: ParticipantId | null; people: readonly PersonView[]; /** Above the sentences. */ lines?: ReactNode; onFix: () => void }

/** The faces: everybody else large, oneself small, and the sentences that matter. */
export function Stage({ call, devices, me, people, lines, onFix }: Props) {
  const { t } = useI18n()
  const { remotes, connection } = useStore(call.state)
  const { speaker } = useStore(devices.state)
  const { outStopped, inStopped, conditions } = useStore(call.quality.state)
  const [blocked, setBlocked] = useState(false)
  const [heard, setHeard] = useState(false)
  const [unlock, setUnlock] = useState(0)
  const others = people.filter(({ participantId, inCall }) => participantId !== me && (inCall || remotes.some((track) => track.participantId === participantId)))
  const screenOf = ({ participantId }: PersonView) => (inStopped ? undefined : remotes.find((track) => track.participantId === participantId && track.source === 'screen' && !track.paused))
  const sharing = others.find(screenOf)
  return (
    <div className={sharing ? 'stage sharing' : 'stage'}>
      <div className="tiles" data-count={Math.min(others.length, 4)}>
        {(sharing ? [sharing, ...others.filter((person) => person !== sharing)] : others).map((person) => (
          <Tile key={person.participantId} person={person} screen={person === sharing ? (screenOf(person)?.stream ?? null) : null} condition={conditions.get(person.participantId) ?? null} stopped={inStopped} tracks={remotes.filter(({ participantId }) => participantId === person.participantId)}
            onFrame={() => {
              dropFirstPicture()
              call.mediaPlayed('video')
            }} onHeight={(source, height) => call.pictureHeight(person.participantId, source, height)} onSeen={(seen) => call.tileSeen(person.participantId, seen)} />
        ))}
        {others.length === 0 && people.length > 0 && connection !== 'joining' && <div className="alone"><p>{t.call.alone}</p><p className="soft">{t.call.aloneHint}</p></div>}
      </div>
      {remotes.filter(({ source }) => source === 'microphone').map(({ participantId, stream }) => (
        <Voice key={participantId} stream={stream} sinkId={speaker.deviceId} unlock={unlock} onPlaying={() => {
          setBlocked(false)
          setHeard(true)
          call.mediaPlayed('audio')
        }} onBlocked={() => {
          setBlocked(true)
          call.autoplayBlocked()
        }} />
      ))}
      <SelfView devices={devices} />
      <Lines connection={connection} stopped={outStopped ? (inStopped ? 'both' : 'out') : inStopped ? 'in' : null} devices={devices} blocked={blocked} heard={heard} onUnblock={() => setUnlock(unlock + 1)} onFix={onFix}>{lines}</Lines>
    </div>
  )
}
