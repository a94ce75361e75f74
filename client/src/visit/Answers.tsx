import type { RequestId } from '@lien/contract/ids'
import Questions from '../questions/Questions.tsx'
import { useStore } from '../useStore.ts'
import type { ScreenProps } from './ScreenProps.ts'
import { useAdmissionHeard } from './useWaiting.ts'
import { VisitFrame } from './VisitFrame.tsx'

/** The patient, or somebody close, at the questions; whoever waits for the doctor meanwhile is called away from them. */
export default function Answers({ session, view, requestId }: ScreenProps & { requestId: RequestId }) {
  const { link } = useStore(session.state)
  useAdmissionHeard(session)
  return <Questions requestId={requestId} phone={view.site.phone} online={link === 'open'} perform={(name, input) => session.perform(name, input)} onBack={() => session.progress({ answering: null })}
    frame={(title, children) => <VisitFrame session={session} site={view.site} title={title}>{children}</VisitFrame>} />
}
