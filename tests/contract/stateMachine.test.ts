import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { can, isOpen, states, transitions, type TransitionName } from '@lien/contract/consultation'
import { everyone } from '@lien/contract/roles'
import { mermaid } from '../support/stateDiagram.ts'

const names = Object.keys(transitions) as TransitionName[]

describe('the consultation’s states', () => {
  it('every state × transition × role is allowed exactly where the table says', () => {
    let walked = 0
    for (const state of states) for (const name of names) for (const role of everyone) {
      const { from, by }: { from: readonly string[]; by: readonly string[] } = transitions[name]
      expect(can(state, name, role), `${state} ${name} ${role}`).toBe(from.includes(state) && by.includes(role))
      walked += 1
    }
    expect(walked).toBe(states.length * names.length * everyone.length)
  })

  it('all are reached from scheduled, and nothing leaves a final one', () => {
    const reached = new Set(['scheduled'])
    for (let before = 0; before !== reached.size;) {
      before = reached.size
      for (const { from, to } of Object.values(transitions)) if (from.some((state) => reached.has(state))) reached.add(to)
    }
    expect([...reached].sort()).toEqual([...states].sort())
    for (const state of ['signed', 'cancelled', 'noShow'] as const) expect(names.filter((name) => everyone.some((role) => can(state, name, role)))).toEqual([])
  })

  it('nobody anonymous moves anything, and guests only check in', () => {
    for (const name of names) {
      const by: readonly string[] = transitions[name].by
      expect(by).not.toContain('anonymous')
      if (by.includes('patient')) expect(name).toBe('checkIn')
    }
  })

  it('links serve in the open states only', () => {
    expect(states.filter(isOpen)).toEqual(['scheduled', 'waiting', 'inProgress', 'interrupted'])
  })

  it('the diagram in docs/architecture.md is the table’s', () => {
    expect(readFileSync(new URL('../../docs/architecture.md', import.meta.url), 'utf8')).toContain(mermaid())
  })
})
