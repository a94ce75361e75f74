import type { FaultBody } from '@lien/contract/faults'
import { useI18n } from '../i18n/I18n.tsx'
import { faultSentence } from './faultSentence.ts'
import { Notice } from './Notice.tsx'

export function FaultNotice({ fault }: { fault: FaultBody | null }) {
  const { t } = useI18n()
  return fault && <Notice tone="bad" role="alert"><p>{faultSentence(fault, t)}</p></Notice>
}
