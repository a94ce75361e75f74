import { monitoringStatement } from '@lien/contract/followUpRules'
import type { FollowUpId } from '@lien/contract/ids'
import { askWhatIsDue } from '@lien/server/followUps/commands.ts'
import { TestBrowser, value } from './client.ts'
import { linkIn, type Letters } from './letters.ts'
import { oncologist, type House, type PlannedVisit, type World } from './world.ts'

interface Around { app: { address: string }; world: World; letters: Letters; database: { query: <R extends Record<string, unknown>>(sql: string, values?: unknown[]) => Promise<R[]> } }
const year = 365 * 86_400_000
export const inAYear = (): string => new Date(Date.now() + year - 2 * 86_400_000).toISOString().slice(0, 10)

async function signedIn({ app }: Around, email: string): Promise<TestBrowser> {
  const browser = new TestBrowser(app.address)
  value(await browser.signIn(email, oncologist.password))
  return browser
}

/** An administrator of the house has read what it means, and decided. */
export async function switchOn(lien: Around, house: House): Promise<void> {
  const email = `decide.${house.email}`
  await lien.world.colleague(house, 'administrator', email)
  value(await (await signedIn(lien, email)).post('monitoring.decide', { on: true, statement: monitoringStatement }))
}

/** The oncologist has the patient of a visit asked every week. */
export async function follow(lien: Around, house: House, { consultationId }: PlannedVisit): Promise<FollowUpId> {
  return value(await (await signedIn(lien, house.email)).post('followup.start', { consultationId, rhythm: { kind: 'weekly', weekday: 1 }, until: inAYear() })).followUpId
}

/** Time passes until yesterday morning was a planned day: the patient is asked, and holds this link. */
export async function askNow(lien: Around, house: House, id: FollowUpId, to: string): Promise<string> {
  const before = lien.letters.all.filter((one) => one.to === to).length
  await lien.database.query(`UPDATE follow_ups SET next_on = (now() AT TIME ZONE 'Europe/Paris')::date - 1, next_at = now() - interval '1 day' WHERE id = $1`, [id])
  await lien.world.act(house.establishmentId, (act) => askWhatIsDue(act, 'http://localhost:3000', id))
  const link = new URL(linkIn(await lien.letters.to(to, before + 1)))
  return `${lien.app.address}${link.pathname}${link.hash}`
}
