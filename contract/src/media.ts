/** What the rooms carry. VP8 first: a peer's users lost pictures with VP9 SVC on Safari; H264 serves old iPhones. */
export const mediaCodecs = [
  { kind: 'audio', mimeType: 'audio/opus', clockRate: 48000, channels: 2, parameters: { useinbandfec: 1, usedtx: 1 } },
  { kind: 'video', mimeType: 'video/VP8', clockRate: 90000 },
  { kind: 'video', mimeType: 'video/H264', clockRate: 90000, parameters: { 'packetization-mode': 1, 'profile-level-id': '42e01f', 'level-asymmetry-allowed': 1 } },
] as const

/**
 * Sent by the browser: one voice with in-band forward error correction and silence suppression (RFC 7587), at most
 * 32 kbit/s, up to 12 kHz of sound (super-wideband speech, RFC 6716 §2.1.1; RFC 7587, maxplaybackrate): on a telephone the
 * encoder has no room left for the correction of 1 to 5 % of loss where it carries 20 kHz (decision 0033). No packet is sent
 * again: on a slow line it comes too late, and mediasoup then reports no loss, so that the encoder leaves the correction away.
 */
export const opusOptions = { opusStereo: false, opusFec: true, opusDtx: true, opusMaxAverageBitrate: 32_000, opusMaxPlaybackRate: 24_000, opusNack: false } as const

export interface VideoLayer { scaleResolutionDownBy: number; maxBitrate: number; maxFramerate?: number }

/**
 * Simulcast layers, smallest first, as many as the captured height (pixels) can feed: libwebrtc silently drops the
 * full-size layer when a 640×480 camera is asked for three. Bit rates are in bit/s.
 */
export function videoLayers(height: number): VideoLayer[] {
  if (height >= 720) return [{ scaleResolutionDownBy: 4, maxBitrate: 150_000 }, { scaleResolutionDownBy: 2, maxBitrate: 500_000 }, { scaleResolutionDownBy: 1, maxBitrate: 1_200_000 }]
  if (height >= 360) return [{ scaleResolutionDownBy: 2, maxBitrate: 150_000 }, { scaleResolutionDownBy: 1, maxBitrate: 600_000 }]
  return [{ scaleResolutionDownBy: 1, maxBitrate: 200_000 }]
}

/** A shared screen: pixels at most, and pictures a second at most. A page is read, so its letters count and its movement does not. */
export const screenCapture = { width: 1920, height: 1080, frameRate: 15 } as const
/** Its one layer: a small picture of a page can be read by nobody. */
export const screenLayers: VideoLayer[] = [{ scaleResolutionDownBy: 1, maxBitrate: 1_500_000, maxFramerate: screenCapture.frameRate }]
