import type { FaultBody } from '@lien/contract/faults'
import { useOffice } from '../../i18n/office.ts'
import { faultSentence } from '../../ui/faultSentence.ts'
import { Notice } from '../../ui/Notice.tsx'

/** A refusal in the words of what was tried. */
export function AdminFault({ fault }: { fault: FaultBody | null }) {
  const { t } = useOffice()
  if (!fault) return null
  const words = t.administration
  const sentence = fault.reason === 'lastAdministrator' ? words.lastAdministrator : fault.reason === 'noProvider' ? words.passwords.noProvider : fault.reason === 'importWrong' ? words.importWrong : fault.reason === 'timeZoneUnknown' ? words.timeZoneUnknown
    : fault.reason === 'questionnaireWrong' ? t.questionnaires.wrong : fault.reason === 'versionTaken' ? t.questionnaires.versionTaken : fault.code === 'conflict' ? words.conflict : fault.code === 'invalidInput' ? words.invalid : faultSentence(fault, t)
  return <Notice tone="bad" role="alert"><p>{sentence}</p></Notice>
}
