import type { DeliveryError } from '@lien/contract/outbox'

/** What a broken wire is called in the outbox. */
export function wireError(error: unknown): DeliveryError {
  const text = error instanceof Error ? `${'code' in error ? String(error.code) : ''} ${error.message}` : ''
  if (/ETLS|EREQUIRETLS|CERT|certificate|self.signed|SSL|TLS/i.test(text)) return 'tlsFailed'
  if (/TIMEDOUT|timeout|Abort/i.test(text)) return 'timeout'
  return 'unreachable'
}
