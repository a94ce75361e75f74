import { describe, expect, it } from 'vitest'
import { commands, isCommandName } from '@lien/contract/commands'
import { faults } from '@lien/contract/faults'
import { everyone } from '@lien/contract/roles'
import { TrailEvent } from '@lien/contract/trail'

/** Performed by Lien alone: no browser can send them. */
const ofLienItself = ['professional.signInByProvider', 'link.confirmByProvider']
const table = Object.entries(commands)
const events = new Set<string>(TrailEvent.options.map((option) => option.shape.type.value))

describe('the table of commands', () => {
  it('names every command noun.verb', () => {
    for (const [name] of table) expect(name).toMatch(/^[a-z]+\.[a-z][A-Za-z]+$/)
  })

  it('declares only trail events that exist, and one for every change', () => {
    for (const [name, command] of table) {
      for (const event of command.trail) expect(events, `${name} → ${event}`).toContain(event)
      if (command.kind === 'change') expect(command.trail.length, name).toBeGreaterThan(0)
    }
  })

  it('denies by default: only the open door is for anonymous callers', () => {
    const open = table.filter(([, command]) => (command.by as readonly string[]).includes('anonymous')).map(([name]) => name)
    expect(open.sort()).toEqual(['account.requestPasswordReset', 'account.setPassword', 'enrolment.begin', 'enrolment.confirm', 'link.askAgain', 'link.open', 'outbox.readDemo', 'passkey.ask', 'passkey.signIn', 'professional.confirmSignIn', 'professional.signIn', 'session.refresh', 'site.read'])
    expect(table.filter(([, command]) => command.by.length === 0).map(([name]) => name)).toEqual(ofLienItself)
    expect(everyone).toContain('anonymous')
  })

  it('refuses fields it does not know', () => {
    for (const [name, command] of table) expect(command.input.safeParse({ intruder: 1 }).success, name).toBe(false)
  })

  it('does not take inherited names for commands', () => {
    for (const name of ['constructor', '__proto__', 'toString', '', 1, null]) expect(isCommandName(name)).toBe(false)
  })
})

describe('the list of faults', () => {
  it('is closed, each with an HTTP status and whether a retry helps', () => {
    expect(Object.keys(faults).sort()).toEqual(['conflict', 'forbidden', 'internal', 'invalidInput', 'invalidState', 'notFound', 'rateLimited', 'unauthenticated', 'unavailable'])
    for (const [code, fault] of Object.entries(faults)) expect(fault.status, code).toBeGreaterThanOrEqual(400)
  })
})
