import Copy from 'lucide-react/icons/copy'
import Phone from 'lucide-react/icons/phone'
import { useState } from 'react'
import type { PatientView } from '@lien/contract/commands/patients'
import { useOffice } from '../../i18n/office.ts'
import { Button } from '../../ui/Button.tsx'
import { Notice } from '../../ui/Notice.tsx'
import './telephone.css'

/** Where to call the patient: the number they gave in this consultation, else the one they are known by. */
export function PatientNumber({ patient, primary }: { patient: PatientView | null; primary: boolean }) {
  const { t } = useOffice()
  const words = t.telephone
  const [copied, setCopied] = useState(false)
  if (!patient) return <p role="status">{t.common.loading}</p>
  const phone = patient.check?.callback ?? patient.knownPhone
  if (!phone) return <Notice tone="warn"><p>{words.none}</p></Notice>
  return (
    <div className="telephone">
      <p><span className="soft">{words.number}</span><br /><span className="number">{phone.text.replaceAll(' ', '\u00a0')}</span><br /><span className="soft">{patient.check ? words.given : words.known}</span></p>
      <div className="row">
        <a className={`button ${primary ? 'primary' : 'plain'}`} href={`tel:${phone.number}`}><Phone aria-hidden size={20} />{words.call(phone.text)}</a>
        <Button look="quiet" icon={<Copy aria-hidden size={20} />} onClick={() => void navigator.clipboard.writeText(phone.number).then(() => setCopied(true), () => setCopied(false))}>{words.copy}</Button>
        <span role="status">{copied && words.copied}</span>
      </div>
    </div>
  )
}
