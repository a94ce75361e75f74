import { afterEach, expect, test, vi } from 'vitest'
import { captureBoth, captureOne } from './capture.ts'

const refusal = (name: string) => Object.assign(new Error(name), { name })
const track = (kind: string) => ({ kind }) as MediaStreamTrack
const streamOf = (...tracks: MediaStreamTrack[]) => ({
  getTracks: () => tracks, getVideoTracks: () => tracks.filter(({ kind }) => kind === 'video'), getAudioTracks: () => tracks.filter(({ kind }) => kind === 'audio'),
}) as MediaStream

/** A browser whose devices answer as `answer` says. */
function browser(answer: (constraints: MediaStreamConstraints) => MediaStream): ReturnType<typeof vi.fn> {
  const getUserMedia = vi.fn((constraints: MediaStreamConstraints) => new Promise<MediaStream>((resolve) => resolve(answer(constraints))))
  vi.stubGlobal('navigator', { mediaDevices: { getUserMedia } })
  vi.stubGlobal('DOMException', class extends Error {})
  return getUserMedia
}

afterEach(() => vi.unstubAllGlobals())

test('one question brings both', async () => {
  const asked = browser(() => streamOf(track('video'), track('audio')))
  const both = await captureBoth(null, null)
  expect(asked).toHaveBeenCalledTimes(1)
  expect(both.camera.track?.kind).toBe('video')
  expect(both.microphone.track?.kind).toBe('audio')
})

test('a camera that another application holds leaves the microphone usable', async () => {
  browser(({ video }) => {
    if (video) throw refusal('NotReadableError')
    return streamOf(track('audio'))
  })
  const both = await captureBoth(null, null)
  expect(both.camera).toEqual({ track: null, failure: 'busy' })
  expect(both.microphone.failure).toBeNull()
})

test('a refusal of both is told of both', async () => {
  browser(() => {
    throw refusal('NotAllowedError')
  })
  expect(await captureBoth(null, null)).toEqual({ camera: { track: null, failure: 'denied' }, microphone: { track: null, failure: 'denied' } })
})

test('a remembered device that is gone gives way to another', async () => {
  browser(({ audio }) => {
    if (typeof audio === 'object' && audio.deviceId) throw refusal('OverconstrainedError')
    return streamOf(track('audio'))
  })
  expect((await captureOne('microphone', 'gone')).track?.kind).toBe('audio')
})
