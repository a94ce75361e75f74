import { v7 } from 'uuid'
import type { z } from 'zod'
import { commands, isCommandName, type CommandName } from '@lien/contract/commands'
import { Fault, type Reply } from '@lien/contract/faults'
import type { ConsultationId } from '@lien/contract/ids'
import type { Role } from '@lien/contract/roles'
import { noKnock, type Act, type Grant, type Knock } from '../platform/act.ts'
import { roleOf, type Caller } from '../platform/caller.ts'
import type { Handlers } from '../platform/handlers.ts'
import type { Log } from '../platform/log.ts'
import { isTraced, type Refuse, type Transact } from '../platform/transact.ts'
import { openSession } from '../sessions/commands.ts'
import { unauthenticated } from './sessions.ts'

export interface Performance { reply: Reply<unknown>; grant: Grant | null }
/** `socketId` is null over HTTP, where media commands have no page to steer. */
export type Perform = (name: unknown, caller: Caller, raw: unknown, socketId: string | null, knock?: Knock) => Promise<Performance>
export interface DoorDeps {
  handlers: Handlers
  transact: Transact
  refuse: Refuse
  log: Log
  /** The consultation whose call a page is in, so that a refused media command lands in its trail. */
  callOf: (socketId: string) => ConsultationId | null
}

/**
 * The only door to change: parse → authorise → transaction → run → trail → commit → notices. Never throws: every
 * outcome is a `Reply`, and every refusal leaves its row.
 */
export function createDoor({ handlers, transact, refuse, log, callOf }: DoorDeps): Perform {
  return async (name, caller, raw, socketId, knock = noKnock) => {
    const actId = v7()
    try {
      if (!isCommandName(name)) throw new Fault('invalidInput', { fields: ['command'] })
      return await run(name, caller, raw, socketId, knock)
    } catch (error) {
      const fault = error instanceof Fault ? error : new Fault('internal', { cause: error })
      if (fault.code === 'internal') log.error({ act: actId, command: isCommandName(name) ? name : null, err: error }, 'internal fault')
      // Transactions write their own refusals; here are those that never reached one.
      if (!isTraced(fault) && caller.kind !== 'anonymous') await refuse(caller, isCommandName(name) ? name : 'unknown', fault, socketId ? callOf(socketId) : null, actId)
      return { reply: { ok: false, fault: fault.toBody(fault.code === 'internal' ? actId : undefined) }, grant: null }
    }
  }

  async function run(name: CommandName, caller: Caller, raw: unknown, socketId: string | null, knock: Knock): Promise<Performance> {
    const command = commands[name]
    const parsed = command.input.safeParse(raw)
    if (!parsed.success) throw new Fault('invalidInput', { fields: fieldsOf(parsed.error) })
    authorise(name, caller)
    if (command.kind === 'media') {
      if (socketId === null) throw new Fault('invalidState', { reason: 'notJoined' })
      const handler = handlers[name as never] as (line: { socketId: string; caller: Caller }, input: unknown) => Promise<unknown>
      return { reply: { ok: true, value: await handler({ socketId, caller }, parsed.data) }, grant: null }
    }
    if ('httpOnly' in command && socketId !== null) throw new Fault('invalidState')
    const handler = handlers[name as never] as (act: Act, input: unknown) => Promise<unknown>
    const { value, act } = await transact(caller, name, async (act) => {
      act.knock = knock
      const value = await handler(act, parsed.data)
      if (act.grant?.type === 'professional') act.grant = await openSession(act, act.grant.accountId)
      mustBeTraced(name, act)
      return value
    })
    return { reply: { ok: true, value }, grant: act.grant }
  }
}

function authorise(name: CommandName, caller: Caller): void {
  const by: readonly Role[] = commands[name].by
  const role = roleOf(caller)
  if (role === 'system' || by.includes(role)) return
  throw caller.kind === 'anonymous' ? unauthenticated(caller) : new Fault('forbidden')
}

/** A command that left none of its declared rows is a mistake of ours: nothing of it may stay. */
function mustBeTraced(name: CommandName, act: Act): void {
  const declared: readonly string[] = commands[name].trail
  if (declared.length > 0 && !act.events.some((event) => declared.includes(event.type))) throw new Error(`${name} left no row in the trail.`)
}

const fieldsOf = (error: z.ZodError): string[] => [...new Set(error.issues.map((issue) => issue.path.map(String).join('.').slice(0, 100)))].slice(0, 20)
