import { useRingingWords } from '../i18n/ringing.ts'
import { MessageList } from '../messages/MessageList.tsx'
import { useI18n } from '../i18n/I18n.tsx'
import { PhoneLink } from '../ui/Page.tsx'
import { VisitFrame } from './VisitFrame.tsx'
import type { ScreenProps } from './ScreenProps.ts'

/** The consultation goes on by telephone: which one rings, and that nothing is to be done here. */
export default function ByTelephone({ session, view }: ScreenProps) {
  const { t } = useI18n()
  const words = useRingingWords()
  const mine = view.me.seat === 'patient'
  const rings = view.telephone?.rings?.replaceAll(' ', '\u00a0')
  const title = mine ? words.title(view.people.some(({ seat }) => seat === 'oncologist')) : words.others.title
  const fromOthers = view.messages.filter((message) => message.from !== view.me.participantId)
  return (
    <VisitFrame session={session} site={view.site} title={title}>
      <h1>{title}</h1>
      {mine ? (
        <>
          <p className="lead"><strong>{words.near}</strong><br />{rings ? words.rings(rings) : words.unknown}</p>
          <p>{words.stopped} {words.stay}</p>
          <div className="stack"><p className="soft">{words.wrong}</p><PhoneLink phone={view.site.phone} big /></div>
        </>
      ) : <p>{words.others.body}</p>}
      <section aria-labelledby="messages" aria-live="polite" className="stack">
        {fromOthers.length > 0 && <><h2 id="messages">{t.visit.waiting.messages}</h2><MessageList messages={fromOthers} zone={view.site.timeZone} me={view.me.participantId} /></>}
      </section>
    </VisitFrame>
  )
}
