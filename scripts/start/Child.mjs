import { fork } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { Hint } from '../setup/hint.mjs'
import { tsxArguments } from './tsx.mjs'

const READY_MS = 60_000
const STOP_MS = 10_000
const BACKOFF_MS = [500, 1_000, 2_000, 5_000, 10_000, 15_000]
const STEADY_MS = 60_000

/** The owner of one program of Lien: starts it, starts it again when it dies, stops it. */
export class Child {
  #options
  /** @type {import('node:child_process').ChildProcess | undefined} */
  #process
  #stopping = false
  #failures = 0

  /** @param {ChildOptions} options use `start` */
  constructor(options) {
    this.#options = options
  }

  /**
   * @typedef {{ name: string, main: string, flags?: readonly string[], env: NodeJS.ProcessEnv, output: number | 'inherit', outputName: string, say: (line: string) => void, onLost: (hint: Hint) => void }} ChildOptions
   *   flags: Node's own; onLost: told once when it cannot be brought back
   * @param {ChildOptions} options
   * @returns {Promise<{ child: Child, ready: any }>} ready: the program's own message
   */
  static async start(options) {
    const child = new Child(options)
    try {
      return { child, ready: await child.#launch() }
    } catch (error) {
      await child.stop()
      throw error
    }
  }

  /** @returns {Promise<any>} its ready message */
  #launch() {
    const { name, main, flags = [], env, output, outputName } = this.#options
    // Its own process group: a Ctrl-C of the terminal comes to the launcher alone, which ends all in order.
    const child = fork(main, [], { detached: true, execArgv: [...tsxArguments(), ...flags], env, stdio: ['ignore', output, output, 'ipc'] })
    this.#process = child
    const started = Date.now()
    return new Promise((resolve, reject) => {
      let ready = false
      const late = setTimeout(() => reject(new Hint(`The ${name} was not ready within ${READY_MS / 1000} s: look at ${outputName}.`)), READY_MS)
      child.on('message', (/** @type {any} */ message) => {
        if (message?.type === 'ready') {
          ready = true
          resolve(message)
        }
        if (message?.type === 'failed') reject(new Hint(message.sentence))
      })
      child.once('error', reject)
      child.once('exit', (code, signal) => {
        clearTimeout(late)
        if (ready && !this.#stopping) void this.#again(Date.now() - started, signal ?? `code ${code}`)
        else reject(new Hint(`The ${name} ended while starting (${signal ?? `code ${code}`}): its reason is in ${outputName}.`))
      })
      child.once('message', () => clearTimeout(late))
    })
  }

  /** @param {number} lived @param {string} why */
  async #again(lived, why) {
    const { name, say, onLost } = this.#options
    if (lived > STEADY_MS) this.#failures = 0
    for (let reason = why; !this.#stopping;) {
      const wait = BACKOFF_MS[this.#failures]
      if (wait === undefined) return onLost(new Hint(`The ${name} keeps failing (${reason}): Lien stops. Its reason is in ${this.#options.outputName}.`))
      this.#failures += 1
      say(`The ${name} ended unexpectedly (${reason}); starting it again in ${wait / 1000} s.`)
      await sleep(wait)
      if (this.#stopping) return
      try {
        await this.#launch()
        return say(`The ${name} runs again.`)
      } catch (error) {
        reason = error instanceof Error ? error.message : String(error)
        this.#process?.kill('SIGKILL')
      }
    }
  }

  /** Asks it to end and waits; a program that does not is killed. @returns {Promise<void>} */
  async stop() {
    this.#stopping = true
    const child = this.#process
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    const ended = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGTERM')
    const patience = setTimeout(() => child.kill('SIGKILL'), STOP_MS)
    await ended
    clearTimeout(patience)
  }

  /** For the impatient: no goodbye. */
  kill() {
    this.#stopping = true
    this.#process?.kill('SIGKILL')
  }
}
