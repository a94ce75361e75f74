import { failureOf, type DeviceFailure } from './deviceFailure.ts'

export type Kind = 'camera' | 'microphone'
export interface Captured { track: MediaStreamTrack | null; failure: DeviceFailure | null }

const constraintsOf = (kind: Kind, deviceId: string | null): MediaTrackConstraints => {
  const chosen = deviceId ? { deviceId: { exact: deviceId } } : {}
  return kind === 'camera'
    ? { width: { ideal: 1280 }, height: { ideal: 720 }, ...chosen }
    : { echoCancellation: true, noiseSuppression: true, autoGainControl: true, ...chosen }
}

/** One device; a remembered one that is gone gives way to any other. */
export async function captureOne(kind: Kind, deviceId: string | null): Promise<Captured> {
  const key = kind === 'camera' ? 'video' : 'audio'
  try {
    const stream = await navigator.mediaDevices.getUserMedia({ [key]: constraintsOf(kind, deviceId) })
    return { track: stream.getTracks()[0] ?? null, failure: null }
  } catch (error) {
    const failure = failureOf(error)
    return deviceId && failure === 'absent' ? captureOne(kind, null) : { track: null, failure }
  }
}

/** Both with one question to the person; when that fails, each alone, to know which one is at fault. */
export async function captureBoth(camera: string | null, microphone: string | null): Promise<Record<Kind, Captured>> {
  try {
    const stream = await navigator.mediaDevices.getUserMedia({ video: constraintsOf('camera', camera), audio: constraintsOf('microphone', microphone) })
    return {
      camera: { track: stream.getVideoTracks()[0] ?? null, failure: null },
      microphone: { track: stream.getAudioTracks()[0] ?? null, failure: null },
    }
  } catch (error) {
    if (failureOf(error) === 'unsupported') {
      const unsupported: Captured = { track: null, failure: 'unsupported' }
      return { camera: unsupported, microphone: unsupported }
    }
    return { microphone: await captureOne('microphone', microphone), camera: await captureOne('camera', camera) }
  }
}
