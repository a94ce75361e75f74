import { CallScreen } from '../callview/CallScreen.tsx'
import { PhoneLink } from '../ui/Page.tsx'
import { useStore } from '../useStore.ts'
import type { ScreenProps } from './ScreenProps.ts'

export default function VisitCall({ session, view }: ScreenProps) {
  const { call } = useStore(session.state)
  return (
    <CallScreen call={call} devices={session.devices} me={view.me.participantId} people={view.people} messages={view.messages} zone={view.site.timeZone} corner={<PhoneLink phone={view.site.phone} look="quiet" />}
      send={(text) => session.perform('message.send', { consultationId: view.consultationId, text })} onLeave={() => session.leave()} />
  )
}
