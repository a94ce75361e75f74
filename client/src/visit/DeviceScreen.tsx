import type { DeviceReport } from '@lien/contract/views'
import Video from 'lucide-react/icons/video'
import VideoOff from 'lucide-react/icons/video-off'
import { useEffect, useState } from 'react'
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
import { Hearing, PlaySound } from './Hearing.tsx'
import type { ScreenProps } from './ScreenProps.ts'
import { TestResult } from './TestResult.tsx'
import { useChime } from './useChime.ts'
import { VisitFrame } from './VisitFrame.tsx'

/** Camera, sound and network: seen, heard, and a way on whatever fails. On its own (`testing`), or on the way to the waiting room. */
export default function DeviceScreen({ session, view }: ScreenProps) {
  const { t } = useI18n()
  const words = t.visit.devices
  const { devices } = session
  const state = useStore(devices.state)
  const { progress: { testing } } = useStore(session.state)
  const { camera, microphone } = state
  const stream = useTrackStream(camera.effective)
  const [heard, setHeard] = useState(false)
  const [report, setReport] = useState<DeviceReport | null>(null)
  const { pending, fault, run } = useAction()
  const failed = (camera.failure ?? microphone.failure) !== null
  const tried = state.asked || failed
  const ready = tried && !state.asking
  const chime = useChime(ready && !failed, state.speaker.deviceId)
  // Whoever has already allowed this site is not asked to press a button for it.
  useEffect(() => {
    void alreadyAllowed().then((allowed) => (allowed ? devices.start() : undefined))
  }, [devices])
  // Meanwhile the network is tried: nobody waits for it.
  useEffect(() => {
    if (ready) void session.tryNetwork()
  }, [ready, session])

  const goOn = async (speaker?: DeviceReport['speaker']): Promise<void> => {
    if (camera.failure) await devices.setOn('camera', false)
    const found: DeviceReport = { ...devices.report(), ...(camera.failure && { camera: camera.failure }), ...(speaker && { speaker }) }
    const reported = await run(() => session.perform('devices.report', found))
    if (reported && testing) setReport(found)
    else if (reported) await run(() => session.perform('participant.checkIn', {}))
  }
  const again = (): void => {
    setReport(null)
    session.forgetNetwork()
    void devices.setOn('camera', true)
    void session.tryNetwork()
  }

  if (report) return <VisitFrame session={session} site={view.site} title={words.title}><TestResult session={session} report={report} onRetry={again} /></VisitFrame>
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
              <LevelBar track={microphone.effective} label={words.level} onVoice={() => { if (!chime.playing()) setHeard(true) }} />
              <div role="status">{heard ? <Notice tone="good"><p>{words.heard}</p></Notice> : <p>{words.speak}</p>}</div>
            </div>
          )}
          {failed && <FailureCard devices={state} />}
          <FaultNotice fault={fault} />
          {!failed && <Hearing chime={chime} busy={pending || state.asking} onAnswer={(speaker) => void goOn(speaker)} />}
          {failed && (
            <div className="stack">
              {microphone.failure && <Button look="primary" big onClick={() => void devices.start()}>{t.common.retry}</Button>}
              <Button look={microphone.failure ? 'plain' : 'primary'} big disabled={pending || state.asking} onClick={() => void goOn()}>{microphone.failure ? words.withoutMicrophone : words.withoutCamera}</Button>
              {!microphone.failure && <Button big onClick={() => void devices.start()}>{t.common.retry}</Button>}
              <p className="soft">{words.speakerHint}</p>
              <PlaySound chime={chime} />
            </div>
          )}
          <details className="more"><summary>{t.call.settings}</summary><DeviceChoices devices={devices} /></details>
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
