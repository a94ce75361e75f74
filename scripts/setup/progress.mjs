/**
 * Numbered steps that a person can follow.
 * @param {number} total
 * @param {NodeJS.WritableStream} [out] stderr where stdout belongs to a result
 */
export function progress(total, out = process.stdout) {
  let number = 0
  return {
    /**
     * @template T
     * @param {string} title what happens, and how long it usually takes
     * @param {(say: (line: string) => void) => Promise<T> | T} body
     * @returns {Promise<T>}
     */
    async step(title, body) {
      number += 1
      const started = Date.now()
      out.write(`[${number}/${total}] ${title}\n`)
      const result = await body((line) => void out.write(`      ${line}\n`))
      const seconds = (Date.now() - started) / 1000
      if (seconds >= 2) out.write(`      done in ${seconds.toFixed(0)} s\n`)
      return result
    },
  }
}
