import type { FaultBody } from '@lien/contract/faults'
import type { Catalogue } from '../i18n/fr/index.ts'

/** What a person reads when a command was refused; an internal fault gives the reference that the log knows. */
export function faultSentence(fault: FaultBody, t: Catalogue): string {
  if (fault.code === 'invalidState' || fault.code === 'conflict') return t.common.failedState
  if (fault.code === 'unavailable') return t.common.failedAway
  return fault.act && fault.code === 'internal' ? `${t.common.failed} ${t.common.failedReference(fault.act)}` : t.common.failed
}
