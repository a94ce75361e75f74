import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** ms: how long what must come is waited for. What must come *soon* says so in its own test. */
const patience = { expect: { poll: { timeout: 20_000 } } }

const root = new URL('..', import.meta.url).pathname
const project = (name: string, include: string[], extra: object = {}) => ({ test: { name, root: decodeURIComponent(root), include, ...extra } })

/** Files that take from half a minute to two, and mostly wait: begun last, they would be waited for with nothing beside them. */
const long = ['deliveryCrash', 'authorisation', 'garbage']
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => (long.findIndex((name) => moduleId.endsWith(`/${name}.test.ts`)) + 1 || long.length + 1)
    return (await super.sort(files)).sort((one, other) => rank(one) - rank(other))
  }
}

/**
 * One project a level of docs/architecture.md. Integration takes all of the machine, three files at a time, since some
 * mostly wait; its files share what a process has loaded, each with a database of its own. What is timed by media has the machine alone.
 */
export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
    projects: [
      project('unit', ['contract/src/**/*.test.ts', 'server/src/**/*.test.ts', 'sfu/src/**/*.test.ts', 'client/src/**/*.test.ts'], { isolate: false }),
      project('contract', ['tests/contract/**/*.test.ts']),
      project('integration', ['tests/integration/**/*.test.ts'], { ...patience, testTimeout: 60_000, hookTimeout: 120_000, maxWorkers: 3, isolate: false, globalSetup: ['tests/support/database.global.ts'] }),
      project('media', ['tests/media/**/*.test.ts'], { ...patience, testTimeout: 30_000, hookTimeout: 60_000, fileParallelism: false }),
    ],
  },
})
