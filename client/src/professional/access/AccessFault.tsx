import type { FaultBody, FaultReason } from '@lien/contract/faults'
import { useOffice } from '../../i18n/office.ts'
import { faultSentence } from '../../ui/faultSentence.ts'
import { Notice } from '../../ui/Notice.tsx'

/** Why a proof, a code or a password was not taken, in this area's words; `wrong` is what the screen says of a wrong one. */
export function AccessFault({ fault, wrong }: { fault: FaultBody | null; wrong?: string }) {
  const { t } = useOffice()
  if (!fault) return null
  const { access } = t
  const sentences: Partial<Record<FaultReason, string>> = {
    ticketGone: access.expired, weakPassword: access.welcome.weak, lastFactor: access.factors.last, ...(wrong !== undefined && { wrongCredentials: wrong }),
  }
  const sentence = (fault.reason && sentences[fault.reason]) ?? (fault.code === 'rateLimited' ? t.professional.signIn.limited : fault.code === 'invalidInput' && wrong !== undefined ? wrong : faultSentence(fault, t))
  return <Notice tone="bad" role="alert"><p>{sentence}</p></Notice>
}
