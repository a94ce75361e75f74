import type { LaunchOptions } from '@playwright/test'
import { voiceFile } from './voice.ts'

const always = () => [
  '--no-sandbox', '--disable-gpu', '--use-fake-device-for-media-stream', `--use-file-for-fake-audio-capture=${voiceFile()}`,
  // Without it a peer offers only the machine's own interface addresses, and the sfu listens on the loopback.
  '--allow-loopback-in-peer-connection',
  '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync',
]

/** Debian's Chromium with a made-up camera and microphone; `asks: false` answers the browser's own question with yes, `strict` lets nothing sound before a person's touch. */
export const chromiumOptions = ({ asks = false, strict = false } = {}): LaunchOptions => ({
  executablePath: process.env['LIEN_CHROMIUM'] ?? '/usr/bin/chromium',
  headless: true,
  args: [...always(), `--autoplay-policy=${strict ? 'document-user-activation-required' : 'no-user-gesture-required'}`, asks ? '--deny-permission-prompts' : '--use-fake-ui-for-media-stream'],
})
