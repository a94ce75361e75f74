import { existsSync, renameSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const rate = 48_000
const seconds = 12

/**
 * A file that Chromium's made-up microphone plays for ever. Its own beeps of 20 ms are no voice: the noise
 * suppression swallows them, and the page rightly does not answer "we hear you". Opus takes whatever merely sings for
 * music, which it encodes without the correction that a voice has; so this one speaks.
 */
export function voiceFile(): string {
  const path = join(tmpdir(), 'lien-voice-2.wav')
  if (existsSync(path)) return path
  // Written aside and moved, so that nobody reads half of it.
  const draft = `${path}.${process.pid}`
  writeFileSync(draft, wav(speech()))
  renameSync(draft, path)
  return path
}

/** Hz: the first three formants of five vowels (a, i, ou, é, o) of one speaker. */
const vowels = [[700, 1220, 2600], [300, 2250, 3000], [320, 800, 2300], [460, 1900, 2550], [480, 950, 2500]] as const
/** How loud each formant is, and how wide in Hz. */
const formants = [{ loudness: 1, width: 60 }, { loudness: 0.5, width: 100 }, { loudness: 0.3, width: 140 }] as const
/** s: a consonant and a vowel; a phrase, and what of it is a breath. */
const [syllable, phrase, breath] = [0.22, 4, 0.7]

/** Syllables without a sense, by the source-filter model of speech (Fant 1960): pulses of a falling, trembling pitch and hisses, through the resonances of a mouth that moves. */
function speech(): Float32Array {
  const random = seeded(7)
  const mouth = formants.map(({ width }) => resonance(width))
  let [turn, hissed] = [0, 0]
  const samples = Float32Array.from({ length: rate * seconds }, (_, index) => {
    const time = index / rate
    const [count, within, spoken] = [Math.floor(time / syllable), (time % syllable) / syllable, time % phrase]
    const silent = spoken > phrase - breath
    const opens = silent ? 0 : Math.sqrt(Math.sin(Math.PI * Math.max(0, (within - 0.25) / 0.75)))
    turn += (150 - 12 * spoken + 18 * Math.sin(2 * Math.PI * 2.3 * time) + 10 * (count % 3) + 2 * random()) / rate
    const pulse = turn >= 1 ? 12 : 0
    turn %= 1
    const source = opens * (pulse + 0.02 * random())
    const [vowel, next, moved] = [vowelOf(count), vowelOf(count + 1), Math.max(0, (within - 0.6) / 0.4)]
    const sung = formants.reduce((sum, { loudness }, which) => sum + loudness * (mouth[which]?.(source, (vowel[which] ?? 0) * (1 - moved) + (next[which] ?? 0) * moved) ?? 0), 0)
    const hiss = !silent && within < 0.28 && count % 4 !== 0 ? 0.12 * random() * Math.sin((Math.PI * within) / 0.28) : 0
    const sharp = hiss - 0.9 * hissed
    hissed = hiss
    return 0.25 * sung + sharp
  })
  const loudest = samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0)
  return samples.map((sample) => (0.6 * sample) / loudest)
}

const vowelOf = (count: number): (typeof vowels)[number] => vowels[(count * 7 + Math.floor(count / 3)) % 5] ?? vowels[0]

/** A two-pole filter; its frequency (Hz) may move from sample to sample. */
function resonance(width: number): (sample: number, frequency: number) => number {
  const narrow = Math.exp((-Math.PI * width) / rate)
  let [last, before] = [0, 0]
  return (sample, frequency) => {
    const now = 4 * (1 - narrow) * sample + 2 * narrow * Math.cos((2 * Math.PI * frequency) / rate) * last - narrow ** 2 * before
    ;[before, last] = [last, now]
    return now
  }
}

/** The same noise in each run, -1 to 1. */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fff_ffff
    return (2 * state) / 0x7fff_ffff - 1
  }
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
