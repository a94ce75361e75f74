import CircleAlert from 'lucide-react/icons/circle-alert'
import Hourglass from 'lucide-react/icons/hourglass'
import OctagonAlert from 'lucide-react/icons/octagon-alert'
import TriangleAlert from 'lucide-react/icons/triangle-alert'
import type { AlertLevel } from '@lien/contract/alerts'
import { useOffice } from '../../i18n/office.ts'

const shapes = { red: OctagonAlert, orange: TriangleAlert, yellow: CircleAlert, technical: Hourglass } as const

/** A level by its word, its shape and its colour. */
export function Level({ level }: { level: AlertLevel }) {
  const { t } = useOffice()
  const Shape = shapes[level]
  return <span className={`alert-level ${level}`}><Shape aria-hidden size={20} />{t.alerts.levels[level]}</span>
}
