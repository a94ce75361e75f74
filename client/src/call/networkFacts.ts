import type { NetworkFacts, NetworkPath } from '@lien/contract/network'

export type Report = Pick<RTCStats, 'id' | 'type'> & Record<string, unknown>
export type Reports = ReadonlyMap<string, Report>

const number = (value: unknown): number | null => (typeof value === 'number' && Number.isFinite(value) ? value : null)
const all = (reports: Reports, type: string): Report[] => [...reports.values()].filter((report) => report.type === type)
/** What a field grew by over all of them since `before`. */
const grown = (reports: readonly Report[], before: Reports, field: string): number => reports.reduce((total, report) => total + (number(report[field]) ?? 0) - (number(before.get(report.id)?.[field]) ?? 0), 0)
const share = (part: number, whole: number): number | null => (whole > 0 ? Math.min(1, Math.max(0, part) / whole) : null)

/** The pair of candidates in use; Firefox names it on the pair itself. */
function pairOf(reports: Reports): Report | undefined {
  const named = all(reports, 'transport').map((transport) => reports.get(String(transport['selectedCandidatePairId']))).find((pair) => pair)
  return named ?? all(reports, 'candidate-pair').find((pair) => pair['selected'] === true || (pair['nominated'] === true && pair['state'] === 'succeeded'))
}

function pathOf(reports: Reports): NetworkPath | null {
  const local = reports.get(String(pairOf(reports)?.['localCandidateId']))
  if (!local) return null
  return local['candidateType'] === 'relay' ? 'relay' : local['protocol'] === 'tcp' ? 'tcp' : 'udp'
}

interface Measured {
  /** As it was once the browser had found what the line carries: until then it sends too much, and loses by it. */
  before: { send: Reports; receive: Reports }
  send: Reports
  receive: Reports
  /** Since then. */
  seconds: number
  /** A picture was sent: without one the browser's belief of its bandwidth says nothing. */
  picture: boolean
  /** Relays were named. */
  relays: boolean
}

/** What two connections' statistics (W3C webrtc-stats) say of the network between this browser and the sfu. */
export function factsOf({ before, send, receive, seconds, picture, relays }: Measured): NetworkFacts {
  const arrived = all(receive, 'inbound-rtp')
  const bytes = grown(arrived, before.receive, 'bytesReceived')
  const paths = [pathOf(send), pathOf(receive)]
  const path = bytes > 0 ? ((['relay', 'tcp', 'udp'] as const).find((one) => paths.includes(one)) ?? null) : null
  const remote = all(send, 'remote-inbound-rtp')
  const roundTrip = number(pairOf(send)?.['currentRoundTripTime']) ?? number(remote.find((report) => number(report['roundTripTime']) !== null)?.['roundTripTime'])
  const up = picture ? number(pairOf(send)?.['availableOutgoingBitrate']) : null
  const lost = Math.max(0, grown(arrived, before.receive, 'packetsLost'))
  // Of a voice mediasoup reports the worst loss of any listener, which here is our own way back (decision 0033).
  const ofLine = (report: Report): boolean => !picture || report['kind'] === 'video'
  const [told, sent] = [remote.filter(ofLine), all(send, 'outbound-rtp').filter(ofLine)]
  const candidates = [...all(send, 'local-candidate'), ...all(receive, 'local-candidate')]
  return {
    path,
    relay: relays ? candidates.some(({ candidateType }) => candidateType === 'relay') : null,
    roundTrip: roundTrip === null ? null : Math.round(roundTrip * 1_000),
    lossUp: share(grown(told, before.send, 'packetsLost'), grown(sent, before.send, 'packetsSent')),
    lossDown: share(lost, lost + grown(arrived, before.receive, 'packetsReceived')),
    up: up === null ? null : Math.round(up / 1_000),
    down: seconds > 0 ? Math.round((bytes * 8) / 1_000 / seconds) : null,
  }
}
