import type { LaunchOptions } from '@playwright/test'
import { voiceFile } from './voice.ts'

const always = [
  '--no-sandbox', '--disable-gpu', `--use-file-for-fake-audio-capture=${voiceFile()}`,
  // Without it a peer offers only the machine's own interface addresses, and the sfu listens on the loopback.
  '--allow-loopback-in-peer-connection',
  '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync',
]

/** A camera of few frames, and JavaScript without helper threads: a tenth less work where two whole calls share two cores. Tests look at what happens, not at how fast. */
const frugal = ['--use-fake-device-for-media-stream=fps=5', '--js-flags=--single-threaded']
/** As people have it. */
const measured = ['--use-fake-device-for-media-stream=fps=20']

/**
 * Debian's Chromium with a made-up camera and microphone; `asks: false` answers the browser's own question with yes, `strict` lets nothing sound before a person's touch.
 * `timed`: for benches. Its headless shell where there is one: the same engine without the window, a third less work. Only the whole browser refuses a device.
 */
export const chromiumOptions = ({ asks = false, strict = false, timed = false } = {}): LaunchOptions => ({
  executablePath: (asks ? undefined : process.env['LIEN_CHROMIUM_SHELL']) ?? process.env['LIEN_CHROMIUM'] ?? '/usr/bin/chromium',
  headless: true,
  args: [...always, ...(timed ? measured : frugal), `--autoplay-policy=${strict ? 'document-user-activation-required' : 'no-user-gesture-required'}`, asks ? '--deny-permission-prompts' : '--use-fake-ui-for-media-stream'],
})

/** Each page may use camera and microphone from the start, as on a second visit; the headless shell says "prompt" unless it is told. */
export const allowed = { permissions: ['camera', 'microphone'] }
