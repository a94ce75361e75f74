import { expect, test } from 'vitest'
import { factsOf, type Report, type Reports } from './networkFacts.ts'

const reports = (...all: Report[]): Reports => new Map(all.map((one) => [one.id, one]))
const way = (candidate: object, pair: object = {}): Report[] => [
  { id: 'T', type: 'transport', selectedCandidatePairId: 'P' },
  { id: 'P', type: 'candidate-pair', localCandidateId: 'L', currentRoundTripTime: 0.048, availableOutgoingBitrate: 812_345, ...pair },
  { id: 'L', type: 'local-candidate', candidateType: 'host', protocol: 'udp', ...candidate },
]
const sent: Report[] = [
  { id: 'O', type: 'outbound-rtp', kind: 'video', packetsSent: 200 }, { id: 'R', type: 'remote-inbound-rtp', kind: 'video', packetsLost: 10, roundTripTime: 0.06 },
]
const came: Report[] = [{ id: 'I', type: 'inbound-rtp', bytesReceived: 312_500, packetsReceived: 190, packetsLost: 10 }]
const nothing = { send: reports(), receive: reports() }
const usual = { before: nothing, seconds: 5, picture: true, relays: false }

test('a straight path', () => {
  expect(factsOf({ send: reports(...way({}), ...sent), receive: reports(...way({}), ...came), ...usual })).toEqual({ path: 'udp', relay: null, roundTrip: 48, lossUp: 0.05, lossDown: 0.05, up: 812, down: 500 })
})

test('the worse of both ways is the path; a relay is a relay over whatever it is reached', () => {
  expect(factsOf({ send: reports(...way({ protocol: 'tcp' }), ...sent), receive: reports(...way({}), ...came), ...usual }).path).toBe('tcp')
  expect(factsOf({ send: reports(...way({})), receive: reports(...way({ candidateType: 'relay' }), ...came), ...usual, relays: true })).toMatchObject({ path: 'relay', relay: true })
  expect(factsOf({ send: reports(...way({})), receive: reports(...way({}), ...came), ...usual, relays: true }).relay).toBe(false)
})

test('connected, and nothing came back: no path', () => {
  expect(factsOf({ send: reports(...way({}), ...sent), receive: reports(...way({})), ...usual })).toMatchObject({ path: null, down: 0, lossDown: null })
  expect(factsOf({ send: reports(), receive: reports(), ...usual })).toEqual({ path: null, relay: null, roundTrip: null, lossUp: null, lossDown: null, up: null, down: 0 })
})

test('Firefox: the pair names itself, the round trip comes from the sfu’s reports, no bandwidth is believed', () => {
  const firefox: Report[] = [
    { id: 'P', type: 'candidate-pair', localCandidateId: 'L', selected: true, nominated: true, state: 'succeeded' },
    { id: 'L', type: 'local-candidate', candidateType: 'host', protocol: 'udp' },
  ]
  expect(factsOf({ send: reports(...firefox, ...sent), receive: reports(...firefox, ...came), ...usual })).toMatchObject({ path: 'udp', roundTrip: 60, up: null })
})

test('a voice alone says nothing of bandwidth; packets counted twice are no negative loss', () => {
  const facts = factsOf({ send: reports(...way({})), receive: reports(...way({}), { id: 'I', type: 'inbound-rtp', bytesReceived: 20_000, packetsReceived: 250, packetsLost: -3 }), ...usual, picture: false })
  expect(facts).toMatchObject({ up: null, lossDown: 0 })
})

test('what was lost before the browser knew the line is not the line’s; of a voice we are told the worst of both ways', () => {
  const voice: Report[] = [{ id: 'OA', type: 'outbound-rtp', kind: 'audio', packetsSent: 100 }, { id: 'RA', type: 'remote-inbound-rtp', kind: 'audio', packetsLost: 40 }]
  const before = { send: reports({ id: 'O', type: 'outbound-rtp', packetsSent: 100 }, { id: 'R', type: 'remote-inbound-rtp', packetsLost: 8 }), receive: reports({ id: 'I', type: 'inbound-rtp', bytesReceived: 62_500, packetsReceived: 92, packetsLost: 10 }) }
  expect(factsOf({ ...usual, before, send: reports(...way({}), ...sent, ...voice), receive: reports(...way({}), ...came) })).toMatchObject({ lossUp: 0.02, lossDown: 0, down: 400 })
  // Nothing but a voice: better than nothing.
  expect(factsOf({ ...usual, send: reports(...way({}), ...voice), receive: reports(...way({}), ...came), picture: false })).toMatchObject({ lossUp: 0.4 })
})
