import type { RequestId } from '@lien/contract/ids'
import { useNavigate, useParams } from 'react-router'
import { useOffice } from '../i18n/office.ts'
import Questions from '../questions/Questions.tsx'
import { Button } from '../ui/Button.tsx'
import { Notice } from '../ui/Notice.tsx'
import { Page } from '../ui/Page.tsx'
import { useStore } from '../useStore.ts'
import type { DaySession } from './DaySession.ts'

/** A nurse asks the patient's questions by telephone, on the patient's own screens. */
export default function QuestionsPage({ session }: { session: DaySession }) {
  const { t } = useOffice()
  const id = useParams().id as RequestId
  const { day, link } = useStore(session.state)
  const navigate = useNavigate()
  const row = day?.rows.find(({ questions }) => questions?.requestId === id)
  const back = (): void => void navigate('/')
  if (!day || !row) {
    const { title, body } = t.professional.unknown
    return <Page compact title={title}><h1>{title}</h1><p>{body}</p><div className="row"><Button look="primary" onClick={back}>{t.professional.backToDay}</Button></div></Page>
  }
  return <Questions key={id} requestId={id} asked={row.patient.name} phone={day.site.phone} online={link === 'open'} perform={(name, input) => session.perform(name, input)} onBack={back}
    frame={(title, children) => (
      <Page title={title} demo={day.site.demo}>
        <p className="soft">{row.patient.name}</p>
        {link === 'lost' && <Notice tone="warn" role="status"><p>{t.common.offline}</p></Notice>}
        {children}
      </Page>
    )} />
}
