import IdCard from 'lucide-react/icons/id-card'
import MapPin from 'lucide-react/icons/map-pin'
import Phone from 'lucide-react/icons/phone'
import type { DayRow } from '@lien/contract/views'
import { useOffice } from '../../i18n/office.ts'
import { Button } from '../../ui/Button.tsx'
import './identity.css'
import type { IdentityWork } from './useIdentity.ts'

/** Over the picture as long as the call: that the identity is to be checked, then where to call and to send help. */
export function CallBack({ row, work, openPanel }: { row: DayRow; work: IdentityWork; openPanel: () => void }) {
  const { t } = useOffice()
  const words = t.identity
  const check = work.patient?.check
  if (check) {
    return (
      <div className="call-back">
        <a className="button quiet" href={`tel:${check.callback.number}`} aria-label={words.callBack(check.callback.text)}><Phone aria-hidden size={20} />{check.callback.text}</a>
        <p><MapPin aria-hidden size={20} /><span className="sr-only">{words.where} </span><span className="where">{check.place}</span></p>
      </div>
    )
  }
  if (!work.patient || (row.state !== 'inProgress' && row.state !== 'interrupted')) return null
  return <Button look="quiet" icon={<IdCard aria-hidden size={20} />} onClick={() => {
    openPanel()
    work.want()
  }}>{words.toCheck}</Button>
}
