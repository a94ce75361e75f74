import { transitions } from '@lien/contract/consultation'

/** The state machine as a Mermaid diagram, for docs/architecture.md. */
export function mermaid(): string {
  const arrows = Object.entries(transitions).flatMap(([name, { from, to }]) => from.map((state) => `    ${state} --> ${to}: ${name}`))
  return ['stateDiagram-v2', '    [*] --> scheduled', ...arrows].join('\n')
}
