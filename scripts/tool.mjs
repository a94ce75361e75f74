import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { setup } from './setup.mjs'
import { root } from './setup/paths.mjs'
import { followParent } from './setup/run.mjs'
import { tsxArguments } from './start/tsx.mjs'

/**
 * Sets up with its progress on stderr, since stdout belongs to the tool's result, then runs a TypeScript program.
 * @param {{ program: string, args: readonly string[], needs: import('./setup.mjs').Needs, env?: () => Promise<NodeJS.ProcessEnv> }} options program: path in the clone
 * @returns {Promise<number>} its exit code
 */
export async function runTool({ program, args, needs, env }) {
  const { worker, chromium } = await setup({ needs, out: process.stderr })
  const added = { MEDIASOUP_WORKER_BIN: worker, ...(chromium && { LIEN_CHROMIUM: chromium }), ...(await env?.()) }
  const child = spawn(process.execPath, [...tsxArguments(), join(root, program), ...args], {
    cwd: root,
    env: { ...process.env, ...added },
    detached: true,
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  const release = followParent(child)
  try {
    return await new Promise((resolve, reject) => {
      child.once('error', reject)
      child.once('exit', (code) => resolve(code ?? 1))
    })
  } finally {
    release()
  }
}
