import type { ConsumerOffer } from '@lien/contract/call'
import { Fault } from '@lien/contract/faults'
import { mediaCodecs } from '@lien/contract/media'
import type { DtlsParameters, RtpCapabilities, RtpParameters, TransportOffer } from '@lien/contract/rtp'
import { ortc, type types } from 'mediasoup'

// The contract and mediasoup describe the same JSON; they differ in how they spell an absent field, which JSON cannot
// carry at all. The casts live here, next to each other, and nowhere else.

export const nativeParameters = (parameters: RtpParameters): types.RtpParameters => parameters as types.RtpParameters
export const nativeDtls = (parameters: DtlsParameters): types.DtlsParameters => parameters as types.DtlsParameters
export const offeredParameters = (parameters: types.RtpParameters): ConsumerOffer['rtpParameters'] => parameters as ConsumerOffer['rtpParameters']

export const routerCodecs = (): types.RouterRtpCodecCapability[] => mediaCodecs.map((codec) => ({ ...codec }))

/** A transport as its browser must create it. */
export function transportOffer(transport: types.WebRtcTransport): TransportOffer {
  const { id, iceParameters, iceCandidates, dtlsParameters } = transport
  return { id, iceParameters, iceCandidates, dtlsParameters }
}

/** mediasoup's own check, made before anything is opened: later it would only find nothing to play. @throws Fault invalidInput */
export function nativeCapabilities(capabilities: RtpCapabilities): types.RtpCapabilities {
  const native = structuredClone(capabilities) as types.RtpCapabilities
  try {
    ortc.validateAndNormalizeRtpCapabilities(native)
  } catch (cause) {
    throw new Fault('invalidInput', { fields: ['rtpCapabilities'], cause })
  }
  return native
}
