import { pause } from './pause.ts'

let context: AudioContext | null = null

/** One audio context a page; the first press on a button unlocks it. */
export function audioContext(): AudioContext {
  context ??= new AudioContext()
  if (context.state !== 'running') void context.resume().catch(() => undefined)
  return context
}

/** Soft notes, each `[frequency in Hz, start in s]`. Heard through `sinkId` where the browser lets one choose. */
export async function play(notes: readonly (readonly [number, number])[], sinkId?: string | null): Promise<void> {
  const audio = audioContext()
  const target = audio.createMediaStreamDestination()
  const end = Math.max(...notes.map(([, start]) => start)) + 0.6
  for (const [frequency, start] of notes) {
    const oscillator = new OscillatorNode(audio, { frequency, type: 'sine' })
    const gain = new GainNode(audio, { gain: 0 })
    const at = audio.currentTime + start
    gain.gain.linearRampToValueAtTime(0.25, at + 0.03)
    gain.gain.exponentialRampToValueAtTime(0.001, at + 0.55)
    oscillator.connect(gain).connect(target)
    oscillator.start(at)
    oscillator.stop(at + 0.6)
  }
  const element = new Audio()
  element.srcObject = target.stream
  if (sinkId && 'setSinkId' in element) await element.setSinkId(sinkId).catch(() => undefined)
  await element.play()
  await pause(end * 1000)
  element.srcObject = null
}

export const chimes = {
  test: [[440, 0], [554, 0.3], [659, 0.6]],
  admitted: [[523, 0], [659, 0.25], [784, 0.5]],
  arrival: [[587, 0], [784, 0.2]],
} as const

/** Calls `show` with the loudness of a track, 0 to 1, about thirty times a second until the signal aborts. */
export function watchLevel(track: MediaStreamTrack, show: (level: number) => void, signal: AbortSignal): void {
  const audio = audioContext()
  const source = audio.createMediaStreamSource(new MediaStream([track]))
  const analyser = new AnalyserNode(audio, { fftSize: 1024 })
  source.connect(analyser)
  const samples = new Float32Array(analyser.fftSize)
  const timer = setInterval(() => {
    analyser.getFloatTimeDomainData(samples)
    const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length
    // −60 dB … 0 dB becomes 0 … 1: a normal voice sits around the middle.
    show(Math.max(0, Math.min(1, 1 + (10 * Math.log10(power + 1e-9)) / 60)))
  }, 33)
  signal.addEventListener('abort', () => {
    clearInterval(timer)
    source.disconnect()
  }, { once: true })
}

/** Tells whether sound runs on this page: a browser holds it back until a gesture, and some stop it after a telephone call. */
export function watchSound(show: (runs: boolean) => void, signal: AbortSignal): void {
  const audio = audioContext()
  const tell = (): void => show(audio.state === 'running')
  audio.addEventListener('statechange', tell, { signal })
  // Just made, or just asked to go on: it may take a moment without being held back.
  const settled = setTimeout(tell, 500)
  signal.addEventListener('abort', () => clearTimeout(settled), { once: true })
}
