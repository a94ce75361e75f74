import type { Direction, DtlsParameters, TransportOffer } from '@lien/contract/rtp'
import type { Stream } from '../../support/sfuBrowser.ts'

/** What a synthetic person needs to send and to receive: the same from Lien's sfu and from a bare mediasoup. */
export interface Seat { send: TransportOffer; receive: TransportOffer; sends: Stream[]; receives: Stream[] }
/** The certificates of a seat's two transports, from the generator. */
export type Certificates = Record<Direction, DtlsParameters>
