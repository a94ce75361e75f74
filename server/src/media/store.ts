import type { ConsultationId } from '@lien/contract/ids'
import type { Act } from '../platform/act.ts'

interface Row { consultation_id: ConsultationId; sfu_id: string; placed_at: Date }

export async function findRoom(act: Act, id: ConsultationId): Promise<string | null> {
  const row = await act.db<Row>('rooms').where({ consultation_id: id }).first('sfu_id')
  return row?.sfu_id ?? null
}

/** Compare-and-set: moves a room from the sfu it was seen on; answers the sfu that carries it now, ours or another's choice. */
export async function placeRoom(act: Act, id: ConsultationId, seen: string | null, sfuId: string): Promise<string> {
  await act.db.raw(`
    INSERT INTO rooms (consultation_id, establishment_id, sfu_id, placed_at) VALUES (?, ?, ?, ?)
    ON CONFLICT (consultation_id) DO UPDATE SET sfu_id = excluded.sfu_id, placed_at = excluded.placed_at WHERE rooms.sfu_id = ?`, [id, act.establishmentId, sfuId, act.at, seen ?? ''])
  return (await findRoom(act, id)) ?? sfuId
}
