import { type BrowserLink, browserLink, type Stream } from '../../support/sfuBrowser.ts'
import { serve } from './child.ts'
import { MediaStream } from './mediaStream.ts'
import type { Certificates, Seat } from './twoPersonCall.ts'

/** Synthetic people with real ICE, DTLS and SRTP, in a process of its own: the sfus' CPU must not contain theirs. */
interface Call { side: string; seats: { seat: Seat; send: BrowserLink; receive: BrowserLink; streams: MediaStream[] }[] }
const calls = new Map<string, Call>()
/** Who sends just now. */
let active: string | null = null
const received = { packets: 0, bytes: 0 }

/** ms between two looks at who is due. */
const pace = 4

function count(link: BrowserLink, streams: Stream[]): void {
  for (const [index, track] of link.tracks.entries()) {
    const { ssrc, payloadType } = streams[index] ?? {}
    track.onMessage((packet) => {
      // RTCP and the sfu's own probes come along the same way.
      if ((packet.at(1) ?? 0) % 128 !== payloadType || packet.readUInt32BE(8) !== ssrc) return
      received.packets += 1
      received.bytes += packet.length
    })
  }
}

function* streams(): Iterable<MediaStream> {
  for (const { seats } of calls.values()) for (const seat of seats) yield* seat.streams
}

function tick(): void {
  const now = performance.now()
  for (const { side, seats } of calls.values()) if (side === active) for (const { streams } of seats) for (const stream of streams) stream.sendDue(now)
}

const actions = {
  prepare: ({ side, id, seats }: { side: string; id: string; seats: Seat[] }): Certificates[] => {
    const made = seats.map((seat) => {
      const [send, receive] = [browserLink('send', seat.send, seat.sends), browserLink('receive', seat.receive, seat.receives)]
      count(receive, seat.receives)
      return { seat, send, receive, streams: seat.sends.flatMap((stream, index) => { const track = send.tracks[index]; return track ? [new MediaStream(stream, track)] : [] }) }
    })
    calls.set(id, { side, seats: made })
    return made.map(({ send, receive }) => ({ send: send.dtlsParameters, receive: receive.dtlsParameters }))
  },
  open: async (id: string) => {
    await Promise.all((calls.get(id)?.seats ?? []).flatMap(({ send, receive }) => [send.open(), receive.open()]))
  },
  /** From now on this side's people send, nobody else's. */
  activate: (side: string | null) => {
    active = side
    const now = performance.now()
    for (const call of calls.values()) if (call.side === side) for (const { streams } of call.seats) for (const stream of streams) stream.begin(now)
  },
  /** Totals since the generator began. `late`: packets that were not sent when due, since it fell behind. */
  totals: () => {
    const sum = { sent: 0, late: 0 }
    for (const { sent, late } of streams()) {
      sum.sent += sent
      sum.late += late
    }
    return { ...sum, ...received }
  },
}
export type MediaGenerator = typeof actions
setInterval(tick, pace)
serve(actions)
