import { accessSync, constants, existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { hasApt, installPackages } from './apt.mjs'
import { Hint } from './hint.mjs'

const PACKAGES = ['chromium', 'fonts-liberation', 'fonts-noto-color-emoji']
const SHELL = 'chromium-headless-shell'
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

/**
 * The same engine without its window, for the tests: it does a third less work. Never a condition: whoever named a browser
 * gets that one alone, and where Debian has no such package the whole browser serves.
 * @param {(line: string) => void} say @returns {Promise<string | undefined>}
 */
export async function ensureShell(say) {
  if (process.env.LIEN_CHROMIUM) {
    say('not used: LIEN_CHROMIUM names the browser')
    return undefined
  }
  const path = join('/usr/bin', SHELL)
  if (!executable(path) && hasApt()) {
    say("installing Debian's headless shell")
    await installPackages([SHELL], 'The end-to-end test').catch((error) => {
      if (!(error instanceof Hint)) throw error
    })
  }
  const there = executable(path)
  say(there ? 'there' : 'not to be had: the tests use the whole browser')
  return there ? path : undefined
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
