import { Fault } from '@lien/contract/faults'
import type { AccountId } from '@lien/contract/ids'
import { inviteAccount } from '../accounts/commands.ts'
import type { Act } from '../platform/act.ts'
import { professionalOf } from '../platform/caller.ts'
import type { ActHandlers } from '../platform/handlers.ts'
import { belongTo } from '../services/commands.ts'
import { endSessions } from '../sessions/commands.ts'
import { readCsv } from './csv.ts'
import { listStaff, passwordsAllowed } from './queries.ts'
import { checkLines, rppsProblem, type NewPerson } from './rules.ts'
import * as store from './store.ts'

type Names = 'staff.decidePasswords' | 'staff.list' | 'staff.add' | 'staff.change' | 'staff.disable' | 'staff.enable' | 'staff.previewImport' | 'staff.import'

/** An administrator acts on the accounts of their own establishment: every statement names it, and the second wall knows no other. */
export const staffCommands = ({ publicUrl, provided }: { publicUrl: string; /** FINESS numbers of the establishments that have an identity provider for their professionals. */ provided: readonly string[] }): ActHandlers<Names> => ({
  async 'staff.list'(act) {
    const { establishmentId } = professionalOf(act.caller)
    const staff = await listStaff(act.db, establishmentId)
    act.record({ type: 'administration.read', what: 'staff', rows: staff.length })
    return { staff, passwords: await passwordsAllowed(act.db, establishmentId) }
  },

  async 'staff.decidePasswords'(act, { allowed }) {
    const { establishmentId } = professionalOf(act.caller)
    // Without passwords and without a provider, nobody would come in again to change it back.
    if (!allowed && !(await store.hasFiness(act, establishmentId, provided))) throw new Fault('invalidState', { reason: 'noProvider' })
    await store.allowPasswords(act, allowed)
    act.record({ type: 'passwords.decided', allowed })
    return {}
  },

  async 'staff.add'(act, person) {
    professionalOf(act.caller)
    mustHaveGoodKey(person.rpps)
    return { accountId: await addPerson(act, publicUrl, person) }
  },

  async 'staff.change'(act, { accountId, services, ...person }) {
    professionalOf(act.caller)
    mustHaveGoodKey(person.rpps)
    await store.lockStaff(act)
    if ((await store.changePerson(act, accountId, person)) !== 1) throw new Fault('notFound')
    await mustLeaveAnAdministrator(act)
    await belongTo(act, accountId, services)
    act.record({ type: 'account.changed', accountId, role: person.role, services })
    return {}
  },

  async 'staff.disable'(act, { accountId }) {
    professionalOf(act.caller)
    await store.lockStaff(act)
    if ((await store.disable(act, accountId)) !== 1) throw new Fault('notFound')
    await mustLeaveAnAdministrator(act)
    act.record({ type: 'account.disabled', accountId })
    await endSessions(act, accountId, 'endedByAdministrator')
    return {}
  },

  async 'staff.enable'(act, { accountId }) {
    professionalOf(act.caller)
    if ((await store.enable(act, accountId)) !== 1) throw new Fault('notFound')
    act.record({ type: 'account.enabled', accountId })
    return {}
  },

  async 'staff.previewImport'(act, { csv }) {
    professionalOf(act.caller)
    const { lines, ...file } = readCsv(csv)
    const checked = checkLines(lines, await store.findKnown(act))
    act.record({ type: 'administration.read', what: 'import', rows: checked.length })
    return { ...file, lines: checked.map(({ view }) => view) }
  },

  async 'staff.import'(act, { csv }) {
    professionalOf(act.caller)
    const { lines, missing, unreadable } = readCsv(csv)
    const checked = checkLines(lines, await store.findKnown(act))
    if (unreadable || missing.length > 0 || checked.length === 0 || checked.some(({ view }) => view.verdict === 'wrong')) throw new Fault('invalidInput', { reason: 'importWrong' })
    const people = checked.flatMap(({ person }) => person ?? [])
    for (const person of people) await addPerson(act, publicUrl, person)
    act.record({ type: 'staff.imported', added: people.length, known: checked.length - people.length })
    return { added: people.length }
  },
})

async function addPerson(act: Act, publicUrl: string, person: NewPerson): Promise<AccountId> {
  const id = act.newId<AccountId>()
  await store.insertPerson(act, id, person)
  await belongTo(act, id, person.services)
  act.record({ type: 'account.opened', accountId: id, role: person.role })
  await inviteAccount(act, publicUrl, id)
  return id
}

function mustHaveGoodKey(rpps: string | null): void {
  if (rpps !== null && rppsProblem(rpps)) throw new Fault('invalidInput', { fields: ['rpps'] })
}

/** An establishment that nobody administers could not be helped from within. */
async function mustLeaveAnAdministrator(act: Act): Promise<void> {
  if ((await store.countAdministrators(act)) === 0) throw new Fault('invalidState', { reason: 'lastAdministrator' })
}
