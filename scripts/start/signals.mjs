// npm passes a Ctrl-C on that the terminal already sent to all: two at once are one wish.
const SAME_WISH_MS = 1_000

/**
 * Stops what runs, last first, on Ctrl-C, SIGTERM or a closed terminal; a second Ctrl-C forces.
 * @param {{ stop: () => Promise<void>, kill?: () => void }[]} running may still grow
 * @param {(line: string) => void} say
 */
export function onStop(running, say) {
  /** @type {() => void} */
  let resolve = () => {}
  const state = {
    asked: false,
    /** Settles when somebody wants the end. @type {Promise<void>} */
    promise: new Promise((done) => (resolve = done)),
    async now() {
      state.asked = true
      for (let item = running.pop(); item; item = running.pop()) {
        stopping = item
        await item.stop()
      }
      for (const signal of SIGNALS) process.off(signal, wish)
    },
  }
  /** @type {(typeof running)[number] | undefined} */
  let stopping
  let first = 0
  const wish = (/** @type {NodeJS.Signals} */ signal) => {
    if (!state.asked) {
      first = Date.now()
      state.asked = true
      say(signal === 'SIGINT' ? '\nStopping (Ctrl-C again forces it)' : 'Stopping')
      resolve()
    } else if (signal === 'SIGINT' && Date.now() - first > SAME_WISH_MS) {
      say('Stopping by force')
      for (const item of [stopping, ...running]) item?.kill?.()
    }
  }
  for (const signal of SIGNALS) process.on(signal, wish)
  return state
}

const SIGNALS = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])
