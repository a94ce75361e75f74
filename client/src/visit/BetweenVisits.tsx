import type { AnsweringView } from '@lien/contract/followUps'
import { useState, type ReactNode } from 'react'
import { perform } from '../http.ts'
import { useI18n } from '../i18n/I18n.tsx'
import { BetweenVisitsContext, useQuestionWords } from '../i18n/questions.ts'
import { clock, dayOf } from '../i18n/time.ts'
import Questions from '../questions/Questions.tsx'
import { Button } from '../ui/Button.tsx'
import { Page, PhoneLink } from '../ui/Page.tsx'
import { isAwaited } from './rules.ts'

/** What a link to questions between visits opens: these questions, whom to call, and when they come again. */
export default function BetweenVisits({ view }: { view: AnsweringView }) {
  return <BetweenVisitsContext value={true}><Opened view={view} /></BetweenVisitsContext>
}

function Opened({ view }: { view: AnsweringView }) {
  const { t } = useI18n()
  const words = useQuestionWords().between
  const { request, site, greeting } = view
  const when = useWhen(site.timeZone)
  const [begun, setBegun] = useState(request.state === 'completed')
  const frame = (title: string, children: ReactNode) => <Page title={title} phone={site.phone} demo={site.demo}>{children}</Page>
  if (begun) {
    return <Questions requestId={request.requestId} phone={site.phone} online perform={(name, input) => perform(request.requestId, name, input)} onBack={() => setBegun(false)} frame={frame} closing={<Closing view={view} />} />
  }
  if (!isAwaited(request)) return frame(words.over.title, <><h1>{words.over.title}</h1><p>{words.over.body}</p><p>{words.worse}</p><Closing view={view} /></>)
  const hello = t.visit.hello(t.visit.greeting(greeting.civility, greeting.familyName))
  return frame(hello, (
    <>
      <h1>{hello}</h1>
      <p>{words.lead}</p>
      <p>{words.until(when(request.dueAt))}</p>
      <div className="stack"><Button look="primary" big onClick={() => setBegun(true)}>{request.state === 'begun' ? words.goOn : words.start}</Button></div>
      <p>{words.worse}</p>
      <p className="soft">{words.enough}</p>
    </>
  ))
}

/** When they will be asked again, and whom to call until then. */
function Closing({ view: { nextAt, site } }: { view: AnsweringView }) {
  const words = useQuestionWords().between
  const when = useWhen(site.timeZone)
  return (
    <>
      <p><strong>{nextAt ? words.again(when(nextAt)) : words.last}</strong></p>
      <div className="stack"><PhoneLink phone={site.phone} big look="primary" /></div>
      <p className="soft">{words.close}</p>
    </>
  )
}

/** A day and an hour where the establishment lives, in words. */
function useWhen(zone: string): (instant: string) => string {
  const { t, locale } = useI18n()
  return (at) => t.visit.when(dayOf(at, zone, locale), clock(at, zone, locale))
}
