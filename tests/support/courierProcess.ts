import { fileURLToPath } from 'node:url'
import { Courier } from '@lien/server/delivery/Courier.ts'
import { sendersOf, type DeliveryConfig } from '@lien/server/delivery/senders/choice.ts'
import type { Sender, Senders } from '@lien/server/delivery/Sender.ts'
import { openDatabase } from '@lien/server/platform/db.ts'
import { createLog } from '@lien/server/platform/log.ts'
import { createTransact } from '@lien/server/platform/transact.ts'
import { Vault } from '@lien/server/platform/vault.ts'

/** Where a process is killed, in the order of a message's way. */
export const steps = ['claimed', 'allButTheLastByte', 'handing', 'accepted', 'committed'] as const
export type Step = (typeof steps)[number]
export interface CourierSettings { databaseUrl: string; serverId: string; outboxKey: string; trailKey: string; delivery: DeliveryConfig; /** ms */ lease: number; dieAt: Step | null }

/** A server process that does nothing but carry messages, and kills itself where it is told: SIGKILL, no goodbye. */
export async function carry(settings: CourierSettings): Promise<{ close: () => Promise<void> }> {
  const { databaseUrl, serverId, dieAt, lease } = settings
  const die = (step: Step): void => { if (step === dieAt) process.kill(process.pid, 'SIGKILL') }
  let accepted = false
  const mortal = (sender: Sender): Sender => ({
    repeatable: sender.repeatable,
    async send(parcel, handing, signal) {
      die('claimed')
      await sender.send(parcel, async () => {
        die('allButTheLastByte')
        await handing()
        die('handing')
      }, signal)
      accepted = true
      die('accepted')
    },
  })
  const senders = Object.fromEntries(Object.entries(sendersOf(settings.delivery)).map(([channel, sender]) => [channel, mortal(sender)])) as Senders
  const log = createLog('fatal')
  const db = openDatabase(databaseUrl, log)
  const clock = () => new Date()
  const vault = new Vault([settings.outboxKey], 'lien outbox')
  const { transact } = createTransact({ db, clock, log, trailKey: settings.trailKey, vault, refresh: (caller) => Promise.resolve(caller), announce: () => undefined, onCommitted: () => { if (accepted) die('committed') } })
  const courier = await Courier.create({ db, transact, clock, log, vault, serverId, senders, pace: { lease, poll: 50, patience: 15_000 } })
  return { close: () => courier.close().then(() => db.destroy()) }
}

const settings = process.argv[2]
if (process.argv[1] === fileURLToPath(import.meta.url) && settings) void carry(JSON.parse(settings) as CourierSettings).then(() => process.send?.('ready'))
