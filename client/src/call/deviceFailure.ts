import type { DeviceState } from '@lien/contract/consultation'

export type DeviceFailure = Exclude<DeviceState, 'ok' | 'off'>

/** What a rejected getUserMedia means, by the DOMException names of the Media Capture specification and older browsers' own. */
export function failureOf(error: unknown): DeviceFailure {
  const name = error instanceof Error || error instanceof DOMException ? error.name : ''
  switch (name) {
    case 'NotAllowedError':
    case 'PermissionDeniedError':
    case 'SecurityError':
      return 'denied'
    case 'NotFoundError':
    case 'DevicesNotFoundError':
    case 'OverconstrainedError':
      return 'absent'
    case 'NotReadableError':
    case 'TrackStartError':
    case 'AbortError':
      return 'busy'
    default:
      return 'unsupported'
  }
}

/** Can this browser hold a call at all? Cameras need a secure page, and calls need WebRTC. */
export const callsSupported = (): boolean =>
  window.isSecureContext && typeof RTCPeerConnection === 'function' && 'mediaDevices' in navigator && typeof navigator.mediaDevices.getUserMedia === 'function'
