import { alertsPath } from '@lien/contract/wire'
import { Link } from 'react-router'
import { useOffice } from '../../i18n/office.ts'
import type { DaySession } from '../DaySession.ts'
import { useCounts } from './useAlerts.ts'

/** The way to the work list, with how many red and orange alerts wait. */
export function AlertsLink({ session }: { session: DaySession }) {
  const { t } = useOffice()
  const counts = useCounts(session)
  const [red, orange] = [counts?.red ?? 0, counts?.orange ?? 0]
  return <Link className={red + orange > 0 ? 'button plain' : 'button quiet'} to={alertsPath} aria-label={t.alerts.navLabel(red, orange)}>{t.alerts.navCount(red + orange)}</Link>
}
