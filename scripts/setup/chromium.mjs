import { accessSync, constants, existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { hasApt, installPackages } from './apt.mjs'
import { Hint } from './hint.mjs'

const PACKAGES = ['chromium', 'fonts-liberation', 'fonts-noto-color-emoji']
const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
const MACOS = ['/Applications/Chromium.app/Contents/MacOS/Chromium', '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome']

/** The browser for the tests; LIEN_CHROMIUM overrides. @returns {string | undefined} */
export function chromiumPath() {
  const folders = (process.env.PATH ?? '').split(delimiter).concat('/usr/bin')
  const candidates = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)))
  return process.env.LIEN_CHROMIUM ?? [...candidates, ...MACOS].find(executable)
}

/** @param {(line: string) => void} say @returns {Promise<string>} */
export async function ensureChromium(say) {
  const given = process.env.LIEN_CHROMIUM
  if (given && !executable(given)) throw new Hint(`LIEN_CHROMIUM names ${given}, which is not a program: correct it or unset it.`)
  const found = chromiumPath()
  if (found) {
    say(given ? 'given by LIEN_CHROMIUM' : 'already there')
    return found
  }
  if (!hasApt()) throw new Hint("The tests need Chromium: install it with this system's means and set LIEN_CHROMIUM to its path.")
  say("installing Debian's Chromium")
  await installPackages(PACKAGES, 'The end-to-end test')
  const installed = chromiumPath()
  if (!installed) throw new Hint('Chromium was installed but is not found: set LIEN_CHROMIUM to its path.')
  return installed
}

/** @param {string} path */
function executable(path) {
  if (!existsSync(path)) return false
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false // somebody else's file: look further
  }
}
