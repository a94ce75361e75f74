import { holds } from '@lien/contract/roles'
import { Picture } from '../devices/Picture.tsx'
import { useTrackStream } from '../devices/useTrackStream.ts'
import { useI18n } from '../i18n/I18n.tsx'
import { clock, lasted, minutesSince } from '../i18n/time.ts'
import { MessageList } from '../messages/MessageList.tsx'
import { Button } from '../ui/Button.tsx'
import { later } from '../ui/later.tsx'
import { Notice } from '../ui/Notice.tsx'
import { useNow, useStore } from '../useStore.ts'
import { requestOf } from './rules.ts'
import { useWaiting } from './useWaiting.ts'
import { VisitFrame } from './VisitFrame.tsx'
import type { ScreenProps } from './ScreenProps.ts'

const FailureCard = later(async () => ({ default: (await import('../devices/FailureCard.tsx')).FailureCard }))
const QuestionsCard = later(() => import('./QuestionsCard.tsx'))
const minutesOfGrace = 5

/** Who will come, since when, and that nothing is left to do. */
export default function Waiting({ session, view }: ScreenProps) {
  const { t, locale } = useI18n()
  const words = t.visit.waiting
  const now = useNow()
  const { sentBack, network } = useStore(session.state)
  const devices = useStore(session.devices.state)
  const stream = useTrackStream(devices.camera.effective)
  useWaiting(session)
  const doctor = view.people.find((person) => holds(person.seat))
  const waited = view.me.checkedInAt ? minutesSince(view.me.checkedInAt, now) : 0
  const late = now - Date.parse(view.scheduledAt) > minutesOfGrace * 60_000
  const fromOthers = view.messages.filter((message) => message.from !== view.me.participantId)
  const request = requestOf(view)
  const failed = devices.microphone.failure !== null
  return (
    <VisitFrame session={session} site={view.site} title={words.title}>
      <h1>{words.title}</h1>
      {sentBack && <Notice tone="info" role="status"><p>{words.sentBack}</p></Notice>}
      <div className="waiting-facts">
        {stream && <Picture stream={stream} mirrored label={words.self} className="self-small" />}
        <div>
          <p>{words.comes(doctor?.name ?? '')} {words.sound}</p>
          <p className="soft">{waited === 0 ? words.justNow : words.since(lasted(waited))} {words.planned(clock(view.scheduledAt, view.site.timeZone, locale))}</p>
          {late ? <p>{words.late}</p> : now < Date.parse(view.scheduledAt) && <p>{words.early}</p>}
        </div>
      </div>
      {(network === 'weak' || network === 'bad' || network === 'none') && <Notice tone="warn" role="status"><p>{t.visit.network[network]}</p></Notice>}
      {failed && <><FailureCard devices={devices} /><Button big onClick={() => void session.devices.start()}>{t.common.retry}</Button></>}
      {request && <QuestionsCard session={session} request={request} primary fallback={<div className="card-place" />} />}
      <section aria-labelledby="messages" aria-live="polite" className="stack">
        {fromOthers.length > 0 && <><h2 id="messages">{words.messages}</h2><MessageList messages={fromOthers} zone={view.site.timeZone} me={view.me.participantId} /></>}
      </section>
    </VisitFrame>
  )
}
