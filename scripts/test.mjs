import { setup } from './setup.mjs'
import { Hint, main } from './setup/hint.mjs'
import { runners, stages } from './test/runners.mjs'

const say = (/** @type {string} */ line) => void process.stdout.write(`${line}\n`)

const KEPT = ['LIEN_CHROMIUM', 'LIEN_CHROMIUM_SHELL', 'LIEN_TURNSERVER', 'LIEN_REDIS_SERVER', 'LIEN_CACHE_DIR']
const sentence = (/** @type {import('./test/reports.mjs').Counts} */ counts) => `${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`

await main(async () => {
  const wanted = process.argv.slice(2)
  const known = stages.flat(2)
  const unknown = wanted.filter((name) => !known.includes(name))
  if (unknown.length > 0) throw new Hint(`npm test does not know ${unknown.join(' ')}; it knows ${known.join(' ')}.`)
  const chosen = (/** @type {string} */ name) => wanted.length === 0 || wanted.includes(name)
  const { worker, chromium, shell, turnserver, redis } = await setup({ needs: ['integration', 'pages', 'calls'].some(chosen) ? 'tests' : 'programs' })
  const env = { ...process.env, MEDIASOUP_WORKER_BIN: worker, ...(chromium && { LIEN_CHROMIUM: chromium }), ...(shell && { LIEN_CHROMIUM_SHELL: shell }), ...(turnserver && { LIEN_TURNSERVER: turnserver }), ...(redis && { LIEN_REDIS_SERVER: redis }) }
  // What the person's shell says about a running Lien must not lead the tests into its database.
  for (const name of Object.keys(env)) if ((name.startsWith('LIEN_') && !KEPT.includes(name)) || name === 'DATABASE_URL' || name === 'NODE_ENV') delete env[name]

  const total = { passed: 0, failed: 0, skipped: 0 }
  const [lines, failures] = [/** @type {string[]} */ ([]), /** @type {string[]} */ ([])]
  const add = async (/** @type {string} */ name) => {
    say(`\n── ${name}`)
    const started = Date.now()
    const counts = await runners[name](env)
    lines.push(`${name.padEnd(12)}${sentence(counts)}${counts.why ? `: ${counts.why}` : ''} (${((Date.now() - started) / 1000).toFixed(0)} s)`)
    if (counts.failed > 0) failures.push([`\n✗ ${name}`, ...(counts.failures?.length ? counts.failures : ['  see what it printed above'])].join('\n'))
    for (const key of /** @type {const} */ (['passed', 'failed', 'skipped'])) total[key] += counts[key]
  }
  for (const stage of stages)
    await Promise.all(stage.map(async (row) => {
      for (const name of row.filter(chosen)) await add(name)
    }))
  // Said again at the end: what is far above in a long log is not found, and not kept everywhere.
  for (const failure of failures) say(failure)
  say(`\n${lines.join('\n')}`)
  say(sentence(total))
  return total.failed > 0 ? 1 : 0
})
