import { afterAll, beforeAll, expect, it } from 'vitest'
import { commands, type CommandName } from '@lien/contract/commands'
import type { Reply } from '@lien/contract/faults'
import type { ParticipantId } from '@lien/contract/ids'
import { RefusedSocket, type TestBrowser } from '../support/client.ts'
import { openHouse, type TestHouse } from '../support/house.ts'
import { callers, Surroundings, type CallerName, type Knocks } from './authorisation/callers.ts'
import { endingSessions, lines } from './authorisation/verdicts.ts'

let house: TestHouse
let around: Surroundings
beforeAll(async () => {
  house = await openHouse()
  around = await Surroundings.create(house)
}, 60_000)
afterAll(() => house.close())

/** What a refused stranger must not have changed. */
const stateOf = async (id: string) => JSON.stringify(await Promise.all([
  'SELECT * FROM consultations WHERE id = $1', 'SELECT * FROM participants WHERE consultation_id = $1 ORDER BY id', 'SELECT id, text FROM messages WHERE consultation_id = $1 ORDER BY id',
  'SELECT id, revoked_at FROM links WHERE consultation_id = $1 ORDER BY id', 'SELECT id, left_at FROM stays WHERE consultation_id = $1 ORDER BY id',
  'SELECT id, seen_at, claimed_by, action, closed_at FROM alerts WHERE consultation_id = $1 ORDER BY id',
].map((sql) => house.database.query(sql, [id]))))

const overSocket = (name: CommandName) => commands[name].kind === 'media'

async function ask({ browser, seat }: Knocks, name: CommandName, input: unknown): Promise<Reply<unknown>> {
  if (!overSocket(name)) return (browser as { post: (name: CommandName, input: unknown, seat: unknown) => Promise<Reply<unknown>> } & TestBrowser).post(name, input, seat)
  try {
    const socket = await browser.connect(seat as ParticipantId | null)
    const reply = await socket.performAnything(name, input)
    socket.close()
    return reply
  } catch (error) {
    if (error instanceof RefusedSocket && error.fault) return { ok: false, fault: error.fault }
    throw error
  }
}

/** Whatever is not a refusal to this person has passed the door. */
function verdictOf(reply: Reply<unknown>): string {
  if (reply.ok) return '+'
  switch (reply.fault.code) {
    case 'unauthenticated': return 'u'
    case 'forbidden': return 'f'
    case 'notFound': return 'n'
    case 'invalidState': case 'conflict': return '+'
    default: return reply.fault.code
  }
}

let count = 0
it.each(Object.keys(lines) as CommandName[])('[R6316-3] %s: who may, and who is refused without a trace on its target', async (name) => {
  const { target, knocks } = await around.target()
  const { asks, who } = lines[name]
  const expected = new Map<CallerName, string>(callers.map((caller, index) => [caller, who.replaceAll(' ', '')[index] ?? '?']))
  const seen = new Map<CallerName, string>()
  const before = await stateOf(target.consultationId)
  const stranger = (caller: CallerName) => expected.get(caller) !== '+' || /another|elsewhere/.test(caller)
  const tryAs = async (caller: CallerName) => {
    const one = knocks.get(caller)
    if (!one) throw new Error(`Nobody knocks as ${caller}.`)
    seen.set(caller, verdictOf(await ask(one, name, asks(target))))
    count += 1
  }
  for (const caller of callers) if (stranger(caller)) await tryAs(caller)
  const unchanged = (await stateOf(target.consultationId)) === before
  for (const caller of callers) if (!stranger(caller)) await tryAs(caller)
  if (endingSessions.includes(name)) await around.signIn()
  const actual = new Map(callers.map((caller) => [caller, seen.get(caller)]))
  expect(Object.fromEntries(actual)).toEqual(Object.fromEntries(expected))
  expect(unchanged, 'a stranger changed the target').toBe(true)
}, 30_000)

it('every verdict was tried', () => {
  console.log(`${count} verdicts: ${Object.keys(lines).length} commands × ${callers.length} callers`)
  expect(count).toBe(Object.keys(commands).length * callers.length)
})
