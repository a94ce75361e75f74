import { readConfigOfTrail } from './config.ts'
import { migrate, openDatabase } from './platform/db.ts'
import { createLog } from './platform/log.ts'
import { verifyTrail } from './platform/trailVerify.ts'

/** `npm run trail -- verify`: is every row of the trail the one that was written, in its place, with none missing? */
async function main(): Promise<number> {
  const [verb] = process.argv.slice(2)
  if (verb !== 'verify') {
    process.stderr.write('Say what to do: npm run trail -- verify\n')
    return 2
  }
  const { databaseUrl, trailKey } = readConfigOfTrail()
  await migrate(databaseUrl)
  const db = openDatabase(databaseUrl, createLog('warn'), { role: 'lien_trail' })
  try {
    const { chains, rows, breaks } = await verifyTrail(db, trailKey)
    for (const { chain, seq, why } of breaks) process.stdout.write(`broken: chain ${chain}, row ${seq}: ${why}\n`)
    process.stdout.write(`${chains} chains, ${rows} rows, ${breaks.length} broken\n`)
    return breaks.length === 0 ? 0 : 1
  } finally {
    await db.destroy()
  }
}

process.exitCode = await main()
