import { defineConfig } from 'vitest/config'

const root = new URL('..', import.meta.url).pathname
const project = (name: string, include: string[], extra: object = {}) => ({ test: { name, root: decodeURIComponent(root), include, ...extra } })

/** One project a level of docs/architecture.md; integration takes both of the machine's cores, and what is timed by media has it alone. */
export default defineConfig({
  test: {
    projects: [
      project('unit', ['contract/src/**/*.test.ts', 'server/src/**/*.test.ts', 'sfu/src/**/*.test.ts', 'client/src/**/*.test.ts']),
      project('contract', ['tests/contract/**/*.test.ts']),
      project('integration', ['tests/integration/**/*.test.ts'], { testTimeout: 60_000, hookTimeout: 120_000, maxWorkers: 2, globalSetup: ['tests/support/database.global.ts'] }),
      project('media', ['tests/media/**/*.test.ts'], { testTimeout: 30_000, hookTimeout: 60_000, fileParallelism: false }),
    ],
  },
})
