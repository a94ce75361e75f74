import { useOffice } from '../../i18n/office.ts'
import { Notice } from '../../ui/Notice.tsx'
import { useStore } from '../../useStore.ts'
import type { DaySession } from '../DaySession.ts'

/** Why the person who was at work a moment ago stands in front of the door. */
export function SessionOver({ session }: { session: DaySession }) {
  const { t } = useOffice()
  const { over } = useStore(session.state)
  return over && <Notice tone="warn" role="alert"><p>{t.account.over[over]}</p></Notice>
}
