import type { VisitView } from '@lien/contract/views'
import { CallScreen } from '../callview/CallScreen.tsx'
import { PhoneLink } from '../ui/Page.tsx'
import { useStore } from '../useStore.ts'
import type { VisitSession } from './VisitSession.ts'

interface Props { session: VisitSession; /** Null while the server has not answered yet. */ view: VisitView | null }

/** The call as a guest has it. */
export default function VisitCall({ session, view }: Props) {
  const { call } = useStore(session.state)
  return (
    <CallScreen call={call} devices={session.devices} me={view?.me.participantId ?? null} people={view?.people ?? []} messages={view?.messages ?? null} zone={view?.site.timeZone ?? 'UTC'}
      corner={view && <PhoneLink phone={view.site.phone} look="quiet" />}
      send={(text) => session.say(text)} onLeave={() => session.leave()} />
  )
}
