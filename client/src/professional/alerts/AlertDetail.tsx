import Phone from 'lucide-react/icons/phone'
import Video from 'lucide-react/icons/video'
import { alertsPath } from '@lien/contract/wire'
import type { AlertView } from '@lien/contract/commands/alerts'
import type { AlertId } from '@lien/contract/ids'
import type { ProfessionalView } from '@lien/contract/views'
import { useCallback, useState } from 'react'
import { Link, useNavigate } from 'react-router'
import { useOffice } from '../../i18n/office.ts'
import { birth } from '../../i18n/time.ts'
import { Button } from '../../ui/Button.tsx'
import { FaultNotice } from '../../ui/FaultNotice.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { useAction } from '../../useAction.ts'
import { useNow } from '../../useStore.ts'
import type { DaySession } from '../DaySession.ts'
import type { Asking } from '../QuestionsPage.tsx'
import { ActionForm } from './ActionForm.tsx'
import { when } from './AlertList.tsx'
import { Answers } from './Answers.tsx'
import { Level } from './Level.tsx'
import { sentences } from './reasons.ts'
import { useLive } from './useAlerts.ts'

interface Props { session: DaySession; alertId: AlertId; zone: string; me: ProfessionalView }

/** One alert: why, who has it, what was done, and the answers beside. */
export function AlertDetail({ session, alertId, zone, me }: Props) {
  const { t, lang, locale } = useOffice()
  const words = t.alerts
  const now = useNow()
  const { value, fault } = useLive<AlertView>(session, useCallback(() => session.perform('alert.read', { alertId }), [session, alertId]))
  const back = <p><Link to={alertsPath}>{words.back}</Link></p>
  if (!value) return fault ? <><h1>{words.title}</h1>{fault.code === 'notFound' || fault.code === 'invalidInput' ? <p>{words.gone}</p> : <FaultNotice fault={fault} />}{back}</> : <p role="status">{t.common.loading}</p>
  const at = (instant: string): string => when(instant, zone, locale, now)
  return (
    <>
      <div>
        <h1>{value.patient.name}</h1>
        <p className="soft">{t.professional.born(birth(value.patient.birthDate, locale))}{value.service && ` · ${value.service}`} · {value.request.purpose === 'followUp' ? t.followUps.between : words.visit(at(value.visitAt))}</p>
      </div>
      <section className={`alert-why ${value.level}`} aria-label={words.why}>
        <p><Level level={value.level} /> <span className="soft">{words.raised(at(value.raisedAt))}, {words.version(value.rulesVersion)}</span></p>
        <ul className="reason-list">{sentences(value.reasons, { words, lang, locale, zone }).map((line) => <li key={line}>{line}</li>)}</ul>
        {!value.closedAt && <p className="soft">{words.due(at(value.dueAt))}{value.escalatedAt && ` · ${words.escalated}`}</p>}
      </section>
      <div className="alert-columns">
        <div className="stack-wide">
          <Holding session={session} alert={value} me={me} at={at} />
          <section aria-labelledby="alert-steps">
            <h2 id="alert-steps">{words.what}</h2>
            {value.actions.length === 0 ? <p className="soft">{words.nothingYet}</p>
              : <ul className="steps">{value.actions.map((one) => <li key={one.at}><strong>{words.actions[one.action]}</strong> <span className="soft">{words.stepBy(one.by, at(one.at))}</span>{one.comment && <p>{one.comment}</p>}</li>)}</ul>}
          </section>
        </div>
        <Answers alert={value} zone={zone} />
      </div>
      {back}
    </>
  )
}

/** Who has it, and what whoever has it may do now: what cannot be done is not shown. */
function Holding({ session, alert, me, at }: { session: DaySession; alert: AlertView; me: ProfessionalView; at: (instant: string) => string }) {
  const { t } = useOffice()
  const words = t.alerts
  const navigate = useNavigate()
  const { pending, fault, run } = useAction()
  const [lost, setLost] = useState<string | null>(null)
  const { alertId, holder, phone } = alert
  const asking: Asking = { asked: alert.patient.name, back: `${alertsPath}/${alertId}` }
  const ofMine = holder?.accountId === me.accountId
  const claim = (): void => void run(() => session.perform('alert.claim', { alertId })).then((won) => setLost(won && !won.mine ? won.holder.name : null))
  const video = async (): Promise<void> => {
    const started = await run(() => session.perform('alert.startCall', { alertId }))
    if (!started) return
    // The call's page shows a consultation of the day: it must be there first.
    await session.readDay()
    void navigate(`/consultation/${started.consultationId}`)
  }
  if (alert.closedAt) return <Notice tone="good"><p>{words.closedAt(at(alert.closedAt))}</p></Notice>
  const reach = phone ? <a className="button plain" href={`tel:${phone.number}`}><Phone aria-hidden size={20} />{words.call(phone.text)}</a> : <span className="soft">{words.noPhone}</span>
  return (
    <section className="stack" aria-label={words.columns.holder}>
      {lost && <Notice tone="warn" role="alert"><p>{words.lost(lost)}</p></Notice>}
      {fault && (fault.reason === 'noContact' ? <Notice tone="bad" role="alert"><p>{words.noContact}</p></Notice> : <FaultNotice fault={fault} />)}
      {!holder && <div className="row"><Button look="primary" disabled={pending} onClick={claim}>{words.claim}</Button>{reach}</div>}
      {holder && !ofMine && !lost && <Notice tone="info"><p>{words.taken(holder.name)}</p></Notice>}
      {ofMine && (
        <>
          <Notice tone="info" role="status"><p>{words.mine}</p></Notice>
          <div className="row">
            <Button look="primary" disabled={pending} icon={<Video aria-hidden size={20} />} onClick={() => void video()}>{alert.call ? words.rejoin : words.video}</Button>
            {reach}
            {alert.request.awaited && me.role === 'coordinatingNurse' && <Link className="button plain" to={`/questions/${alert.request.requestId}`} state={asking}>{t.followUps.fill}</Link>}
            <Button disabled={pending} onClick={() => void run(() => session.perform('alert.release', { alertId }))}>{words.release}</Button>
          </div>
          <ActionForm session={session} alertId={alertId} role={me.role} />
          {alert.action && <div className="row"><Button look="primary" disabled={pending} onClick={() => void run(() => session.perform('alert.close', { alertId }))}>{words.close}</Button></div>}
        </>
      )}
    </section>
  )
}
