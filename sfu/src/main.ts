import { setLogEventListeners } from 'mediasoup'
import { pino } from 'pino'
import { readConfig, StartFailure } from './config.ts'
import { type Control, openControl } from './control.ts'
import { Sfu } from './Sfu.ts'

async function start(): Promise<void> {
  const config = readConfig()
  // Written at once: what an asynchronous log still holds at exit is retried for ever when its reader is gone.
  const log = pino({ level: config.logLevel, base: { sfuId: config.sfuId } }, pino.destination({ dest: 1, sync: true }))
  const running: { sfu?: Sfu; control?: Control; stopping?: true } = {}
  const stop = (why: string) => {
    if (running.stopping) return
    running.stopping = true
    log.info({ why }, 'sfu stopping')
    running.sfu?.close()
    Promise.resolve(running.control?.close()).then(() => process.exit(0), (error: unknown) => {
      log.error({ err: error }, 'sfu not stopped cleanly')
      process.exit(1)
    })
  }
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, stop)
  // Not SIGTERM: mediasoup's workers end at it by themselves, and service managers send it to them too.
  process.once('SIGUSR2', () => {
    if (running.sfu) void running.sfu.drain().then(() => stop('drained'))
  })
  // Whoever started this process is gone: without it nobody would ever stop the workers.
  if (process.connected) process.once('disconnect', () => stop('disconnect'))
  // Also an order that crossed a closing is an error to mediasoup; those that matter come back as rejections and events.
  const debug = (namespace: string, message: string) => log.debug({ namespace }, message)
  setLogEventListeners({ onwarn: debug, onerror: debug })

  const control = running.control = await openControl({ config, log, getSfu: () => running.sfu })
  running.sfu = await Sfu.create({ config, log, tell: control.tell })
  process.on('SIGHUP', () => {
    try {
      control.accept(readConfig().tokens)
      log.info('token read again')
    } catch (error) {
      log.error({ err: error }, 'token not read again: the earlier one stays')
    }
  })
  log.info({ url: control.url }, 'sfu ready')
  process.send?.({ type: 'ready', url: control.url, sfuId: config.sfuId })
}

start().catch((error: unknown) => {
  const sentence = error instanceof StartFailure ? error.message : 'The sfu failed to start; this is a fault in Lien.'
  process.stderr.write(`${sentence}\n`)
  if (!(error instanceof StartFailure)) process.stderr.write(`${error instanceof Error ? error.stack ?? error.message : String(error)}\n`)
  // The parent must hear before this process is gone.
  if (process.send) process.send({ type: 'failed', sentence }, () => process.exit(1))
  else process.exit(1)
})
