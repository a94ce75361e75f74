import type { ConsultationId } from '@lien/contract/ids'
import { useEffect, useState } from 'react'
import { useNavigate, useParams } from 'react-router'
import { CallScreen } from '../callview/CallScreen.tsx'
import { useOffice } from '../i18n/office.ts'
import { Button } from '../ui/Button.tsx'
import { Page } from '../ui/Page.tsx'
import { useStore } from '../useStore.ts'
import { CallOver, notYet } from './CallOver.tsx'
import type { DaySession } from './DaySession.ts'
import { EndDialog } from './EndDialog.tsx'
import { CallBack } from './identity/CallBack.tsx'
import { IdentityPanel } from './identity/IdentityPanel.tsx'
import { useIdentity } from './identity/useIdentity.ts'
import { PeoplePanel } from './PeoplePanel.tsx'
import { isByTelephone, waitingOf } from './rules.ts'
import { ShareButton, ShareLine } from './ShareScreen.tsx'
import { OpenSummary } from './summary/OpenSummary.tsx'
import { SummaryPanel } from './summary/SummaryPanel.tsx'
import { useSummary } from './summary/useSummary.ts'
import { ByTelephone } from './telephone/ByTelephone.tsx'
import { StepDown } from './telephone/StepDown.tsx'

/** A consultation's call, with the door to its waiting room. */
export default function ConsultationPage({ session }: { session: DaySession }) {
  const { t } = useOffice()
  const id = useParams().id as ConsultationId
  const { call, day } = useStore(session.state)
  const [ending, setEnding] = useState(false)
  const navigate = useNavigate()
  const row = day?.rows.find(({ consultationId }) => consultationId === id)
  const byTelephone = row !== undefined && isByTelephone(row)
  useEffect(() => {
    if (byTelephone) return
    void session.enter(id)
    return () => session.leave()
  }, [session, id, byTelephone])
  const mine = call?.id === id ? call.session : null
  // Once the call is up: nothing stands beside the join.
  const live = useStore(mine?.state ?? notYet).phase === 'live' || byTelephone
  const identity = useIdentity(session, id, live)
  const summary = useSummary(session, id, live)
  const zone = day?.site.timeZone ?? 'UTC'
  if (row && row.me === null) {
    const { title, body } = t.administration.glass.notSeated
    return <Page compact title={title}><h1>{title}</h1><p>{body}</p><div className="row"><Button look="primary" onClick={() => void navigate('/')}>{t.professional.backToDay}</Button></div></Page>
  }
  if (!row) return <CallOver session={session} row={null} call={day ? mine : null} loading={!day} />
  const leave = (): void => {
    session.leave()
    void navigate('/')
  }
  // What the patient felt is the first thing beside their face, unless somebody stands at the door.
  const answered = row.questions?.state === 'completed' || Boolean(summary.summary?.answers)
  const parts = {
    people: <PeoplePanel key="people" row={row} session={session} />, summary: <SummaryPanel key="summary" work={summary} />,
    identity: <IdentityPanel key="identity" row={row} work={identity} zone={zone} />,
  }
  if (byTelephone) return <ByTelephone row={row} session={session} work={identity} zone={zone} onLeave={leave} summary={parts.summary} />
  const order = !answered ? (['people', 'identity', 'summary'] as const) : waitingOf(row).length > 0 ? (['people', 'summary', 'identity'] as const) : (['summary', 'people', 'identity'] as const)
  return (
    <CallOver session={session} row={row} call={mine} loading={false} failed={call?.failed === true}>
      <CallScreen compact panelFirst call={mine} devices={session.devices} me={row.me} people={row.people} messages={row.messages} zone={zone}
        send={(text) => session.perform('message.send', { consultationId: id, text })} onLeave={leave}
        panel={order.map((part) => parts[part])}
        corner={(openPanel) => <><CallBack row={row} work={identity} openPanel={openPanel} />{answered && <OpenSummary work={summary} openPanel={openPanel} />}</>}
        tools={<ShareButton share={session.screen} />}
        lines={mine && <ShareLine share={session.screen} call={mine} />}
        actions={(
          <>
            <StepDown row={row} session={session} work={identity} />
            <Button look="danger" aria-haspopup="dialog" onClick={() => setEnding(true)}>{t.call.end.button}</Button>
            {ending && <EndDialog onClose={() => setEnding(false)} end={(reason) => session.perform('consultation.end', { consultationId: id, reason })} />}
          </>
        )} />
    </CallOver>
  )
}
