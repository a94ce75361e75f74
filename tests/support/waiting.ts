import type { OutboxState } from '@lien/contract/outbox'
import { Vault } from '@lien/server/platform/vault.ts'

export interface Letter { id: string; channel: string; to: string; template: string; lang: string; params: Record<string, string | number> }
interface Row { id: string; channel: string; recipient: string; template: string; lang: string; params: Buffer; state: OutboxState }
type Query = (sql: string, values?: unknown[]) => Promise<Row[]>

/** What waits in the outbox for one person, oldest first, opened with the server's key. */
export async function lettersFor(query: Query, outboxKeys: readonly [string, ...string[]], participantId: string): Promise<Letter[]> {
  const vault = new Vault(outboxKeys, 'lien outbox')
  const rows = await query('SELECT id, channel, recipient, template, lang, params, state FROM outbox WHERE participant_id = $1 AND params IS NOT NULL ORDER BY id', [participantId])
  return rows.map(({ id, channel, recipient, template, lang, params }) => ({ id, channel, to: recipient, template, lang, params: JSON.parse(vault.open(params, id)) as Letter['params'] }))
}
