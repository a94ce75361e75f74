import Video from 'lucide-react/icons/video'
import VideoOff from 'lucide-react/icons/video-off'
import Volume2 from 'lucide-react/icons/volume-2'
import { useEffect, useState } from 'react'
import { chimes, play } from '../call/sound.ts'
import { DeviceChoices } from '../devices/DeviceChoices.tsx'
import { FailureCard } from '../devices/FailureCard.tsx'
import { LevelBar } from '../devices/LevelBar.tsx'
import { Picture } from '../devices/Picture.tsx'
import { useTrackStream } from '../devices/useTrackStream.ts'
import { useI18n } from '../i18n/I18n.tsx'
import { Button } from '../ui/Button.tsx'
import { FaultNotice } from '../ui/FaultNotice.tsx'
import { Notice } from '../ui/Notice.tsx'
import { useAction } from '../useAction.ts'
import { useStore } from '../useStore.ts'
import { VisitFrame } from './VisitFrame.tsx'
import type { ScreenProps } from './ScreenProps.ts'

/** Camera and sound: seen, heard, and a way on whatever fails. */
export default function DeviceScreen({ session, view }: ScreenProps) {
  const { t } = useI18n()
  const words = t.visit.devices
  const { devices } = session
  const state = useStore(devices.state)
  const { camera, microphone } = state
  const stream = useTrackStream(camera.effective)
  const [heard, setHeard] = useState(false)
  const { pending, fault, run } = useAction()
  const failed = (camera.failure ?? microphone.failure) !== null
  const tried = state.asked || failed
  // Whoever has already allowed this site is not asked to press a button for it.
  useEffect(() => {
    void alreadyAllowed().then((allowed) => (allowed ? devices.start() : undefined))
  }, [devices])

  const goOn = async (): Promise<void> => {
    if (camera.failure) await devices.setOn('camera', false)
    const reported = await run(() => session.perform('devices.report', { ...devices.report(), ...(camera.failure && { camera: camera.failure }) }))
    if (reported) await run(() => session.perform('participant.checkIn', {}))
  }

  return (
    <VisitFrame session={session} site={view.site} title={words.title}>
      <h1>{words.title}</h1>
      {!tried && (
        <>
          <p>{state.asking ? words.asking : words.ask}</p>
          <Button look="primary" big icon={<Video aria-hidden />} disabled={state.asking} onClick={() => void devices.start()}>{words.start}</Button>
        </>
      )}
      {tried && (
        <>
          {stream ? <Picture stream={stream} mirrored label={words.preview} className="preview" /> : <p className="preview none"><VideoOff aria-hidden />{microphone.effective ? words.noPicture : words.nothing}</p>}
          {microphone.effective && (
            <div className="hearing">
              <LevelBar track={microphone.effective} label={words.level} onVoice={() => setHeard(true)} />
              <div role="status">{heard ? <Notice tone="good"><p>{words.heard}</p></Notice> : <p>{words.speak}</p>}</div>
            </div>
          )}
          {failed && <FailureCard devices={state} />}
          <FaultNotice fault={fault} />
          <div className="stack">
            {failed && microphone.failure && <Button look="primary" big onClick={() => void devices.start()}>{t.common.retry}</Button>}
            <Button look={microphone.failure ? 'plain' : 'primary'} big disabled={pending || state.asking} onClick={() => void goOn()}>
              {microphone.failure ? words.withoutMicrophone : camera.failure ? words.withoutCamera : words.enter}
            </Button>
            {failed && !microphone.failure && <Button big onClick={() => void devices.start()}>{t.common.retry}</Button>}
          </div>
          <div className="stack">
            <p className="soft">{words.speakerHint}</p>
            <Button icon={<Volume2 aria-hidden />} onClick={() => void play(chimes.test, state.speaker.deviceId).catch(() => undefined)}>{words.speakerTest}</Button>
            <details className="more"><summary>{t.call.settings}</summary><DeviceChoices devices={devices} /></details>
          </div>
        </>
      )}
    </VisitFrame>
  )
}

async function alreadyAllowed(): Promise<boolean> {
  try {
    const states = await Promise.all((['camera', 'microphone'] as const).map((name) => navigator.permissions.query({ name })))
    return states.every(({ state }) => state === 'granted')
  } catch {
    return false
  }
}
