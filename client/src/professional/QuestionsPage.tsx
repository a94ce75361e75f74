import type { RequestId } from '@lien/contract/ids'
import { useLocation, useNavigate, useParams } from 'react-router'
import { useOffice } from '../i18n/office.ts'
import Questions from '../questions/Questions.tsx'
import { Button } from '../ui/Button.tsx'
import { Notice } from '../ui/Notice.tsx'
import { Page } from '../ui/Page.tsx'
import { useStore } from '../useStore.ts'
import type { DaySession } from './DaySession.ts'

/** Whom a nurse asks, where it is no visit of the day, and where they came from. */
export interface Asking { asked: string; back: string }

/** A nurse asks the patient's questions by telephone, on the patient's own screens. */
export default function QuestionsPage({ session }: { session: DaySession }) {
  const { t } = useOffice()
  const id = useParams().id as RequestId
  const { day, link } = useStore(session.state)
  const navigate = useNavigate()
  const row = day?.rows.find(({ questions }) => questions?.requestId === id)
  const from = useLocation().state as Asking | null
  const asked = row?.patient.name ?? from?.asked
  const back = (): void => void navigate(from?.back ?? '/')
  if (!day || asked === undefined) {
    const { title, body } = t.professional.unknown
    return <Page compact title={title}><h1>{title}</h1><p>{body}</p><div className="row"><Button look="primary" onClick={back}>{t.professional.backToDay}</Button></div></Page>
  }
  return <Questions key={id} requestId={id} asked={asked} phone={day.site.phone} online={link === 'open'} perform={(name, input) => session.perform(name, input)} onBack={back}
    frame={(title, children) => (
      <Page title={title} demo={day.site.demo}>
        <p className="soft">{asked}</p>
        {link === 'lost' && <Notice tone="warn" role="status"><p>{t.common.offline}</p></Notice>}
        {children}
      </Page>
    )} />
}
