import { existsSync, renameSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const rate = 48_000
const seconds = 3

/**
 * A file that Chromium's made-up microphone plays for ever. Its own beeps of 20 ms are no voice: the noise
 * suppression swallows them, and the page rightly does not answer "we hear you".
 */
export function voiceFile(): string {
  const path = join(tmpdir(), 'lien-voice-1.wav')
  if (existsSync(path)) return path
  // Written aside and moved, so that nobody reads half of it.
  const draft = `${path}.${process.pid}`
  writeFileSync(draft, wav(Float32Array.from({ length: rate * seconds }, (_, index) => syllables(index / rate))))
  renameSync(draft, path)
  return path
}

/** Something like speech: a low voice with its harmonics, in syllables of 400 ms with short breaths. */
function syllables(time: number): number {
  const within = time % 0.5
  const loudness = within < 0.4 ? Math.sin((Math.PI * within) / 0.4) ** 0.5 : 0
  const pitch = 120 + 40 * (Math.floor(time / 0.5) % 3)
  const phase = 2 * Math.PI * pitch * time
  return 0.35 * loudness * [1, 2, 3, 4, 5, 7].reduce((sum, harmonic) => sum + Math.sin(harmonic * phase) / harmonic, 0)
}

function wav(samples: Float32Array): Buffer {
  const header = Buffer.alloc(44)
  const bytes = samples.length * 2
  header.write('RIFF', 0)
  header.writeUInt32LE(36 + bytes, 4)
  header.write('WAVEfmt ', 8)
  header.writeUInt32LE(16, 16)
  header.writeUInt16LE(1, 20)
  header.writeUInt16LE(1, 22)
  header.writeUInt32LE(rate, 24)
  header.writeUInt32LE(rate * 2, 28)
  header.writeUInt16LE(2, 32)
  header.writeUInt16LE(16, 34)
  header.write('data', 36)
  header.writeUInt32LE(bytes, 40)
  const body = Buffer.from(Int16Array.from(samples, (sample) => Math.max(-1, Math.min(1, sample)) * 32_767).buffer)
  return Buffer.concat([header, body])
}
