import type { VisitView } from '@lien/contract/views'
import { useQuestionWords } from '../i18n/questions.ts'
import { Button } from '../ui/Button.tsx'
import { Notice } from '../ui/Notice.tsx'
import '../questions/questions.css'
import { isAwaited } from './rules.ts'
import type { VisitSession } from './VisitSession.ts'

interface Props { session: VisitSession; request: VisitView['requests'][number]; primary: boolean }

/** The questions before the visit, offered calmly; thanked for once they were answered. */
export default function QuestionsCard({ session, request, primary }: Props) {
  const words = useQuestionWords().card
  if (!isAwaited(request)) return <Notice tone="good"><p>{words.done}</p></Notice>
  return (
    <section className="questions-card" aria-labelledby="questions-card">
      <h2 id="questions-card">{words.title}</h2>
      <p>{words.body}</p>
      <Button look={primary ? 'primary' : 'plain'} big onClick={() => session.progress({ answering: request.requestId })}>{request.state === 'begun' ? words.goOn : words.start}</Button>
    </section>
  )
}
