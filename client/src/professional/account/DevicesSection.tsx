import type { Reply } from '@lien/contract/faults'
import type { SessionView } from '@lien/contract/views'
import { useCallback, useEffect, useRef, useState } from 'react'
import { useOffice } from '../../i18n/office.ts'
import { clock, dayOf, relative } from '../../i18n/time.ts'
import { Button } from '../../ui/Button.tsx'
import { FaultNotice } from '../../ui/FaultNotice.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { useAction } from '../../useAction.ts'
import { useNow } from '../../useStore.ts'
import type { DaySession } from '../DaySession.ts'

/** Every device that the professional is signed in on, and the way to sign any of them out. */
export function DevicesSection({ session, zone }: { session: DaySession; zone: string }) {
  const { t, locale } = useOffice()
  const words = t.account.devices
  const now = useNow()
  const heading = useRef<HTMLHeadingElement>(null)
  const [list, setList] = useState<SessionView[] | null>(null)
  const [done, setDone] = useState('')
  const { pending, fault, run } = useAction()
  const { run: read, fault: unread } = useAction()
  const load = useCallback(async () => {
    const found = await session.perform('session.list', {})
    if (found.ok) setList(found.value.sessions)
    return found
  }, [session])
  // Once, when the page opens: a device that appears meanwhile is shown by the next look.
  // eslint-disable-next-line react-hooks/exhaustive-deps
  useEffect(() => void read(load), [load])

  const nameOf = (one: SessionView): string => (one.browser && one.system ? words.name(one.browser, one.system) : (one.browser ?? one.system ?? words.unknown))
  const end = async (which: SessionView['sessionId'] | 'others', said: string): Promise<void> => {
    setDone('')
    const ended = await run<unknown>(async () => {
      const reply: Reply<unknown> = await session.perform('session.revoke', { which })
      return reply.ok ? load() : reply
    })
    if (!ended) return
    setDone(said)
    // The button that was pressed is gone with its device.
    heading.current?.focus()
  }
  const others = list?.filter(({ here }) => !here) ?? []
  return (
    <section aria-labelledby="devices" className="devices-section">
      <h2 id="devices" ref={heading} tabIndex={-1}>{words.title}</h2>
      <p>{words.lead}</p>
      <FaultNotice fault={fault ?? unread} />
      <div role="status">{done && <Notice tone="good"><p>{done}</p></Notice>}</div>
      {list === null
        ? (unread ? <Button onClick={() => void read(load)}>{t.common.retry}</Button> : <p role="status">{t.common.loading}</p>)
        : (
          <ul className="devices">
            {list.map((one) => (
              <li key={one.sessionId} aria-label={nameOf(one)}>
                <div>
                  <h3>{nameOf(one)}</h3>
                  <p>{one.here ? <strong>{words.here}</strong> : words.seen(relative(one.seenAt, now, locale))}</p>
                  <p className="soft">{words.since(dayOf(one.createdAt, zone, locale), clock(one.createdAt, zone, locale))}</p>
                </div>
                {one.here
                  ? <Button onClick={() => void session.signOut()}>{t.professional.signOut}</Button>
                  : <Button aria-label={words.endOf(nameOf(one))} disabled={pending} onClick={() => void end(one.sessionId, words.ended(nameOf(one)))}>{words.end}</Button>}
              </li>
            ))}
          </ul>
        )}
      {others.length > 0 && <Button look="danger" disabled={pending} onClick={() => void end('others', words.othersEnded)}>{words.endOthers}</Button>}
      {list !== null && others.length === 0 && <p className="soft">{words.alone}</p>}
    </section>
  )
}
