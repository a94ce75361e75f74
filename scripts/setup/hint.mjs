/** A failure we know: its message is the whole sentence a person needs, so no stack is shown. */
export class Hint extends Error {
  name = 'Hint'
}

const FULL_DISK = 'The disk is full: free at least 3 GB (or point LIEN_CACHE_DIR and LIEN_DATA_DIR to a larger disk), then run the same command again.'

/** @param {unknown} error @returns {string} one sentence for a Hint, a full disk or a missing right; the stack otherwise */
export function explain(error) {
  if (error instanceof Hint) return error.message
  if (!(error instanceof Error)) return String(error)
  const { code, path } = /** @type {NodeJS.ErrnoException} */ (error)
  if (code === 'ENOSPC' || code === 'EDQUOT') return FULL_DISK
  if ((code === 'EACCES' || code === 'EPERM' || code === 'EROFS') && path)
    return `This account may not write ${path}: give it that right, or run as the account that owns it.`
  return error.stack ?? error.message
}

/** @param {string} output what a command said */
export function saysDiskFull(output) {
  return /no space left on device|ENOSPC|disk quota exceeded/i.test(output)
}

export function diskFull() {
  return new Hint(FULL_DISK)
}

/** Runs a program's body; any failure becomes text on stderr and exit code 1. @param {() => Promise<number | void>} body */
export async function main(body) {
  try {
    process.exitCode = (await body()) ?? process.exitCode ?? 0
  } catch (error) {
    process.stderr.write(`\n${explain(error)}\n`)
    process.exitCode = 1
  }
}
