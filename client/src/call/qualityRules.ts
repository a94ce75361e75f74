/** Sums of what one stay sent and received until now, read from the statistics of both transports (W3C webrtc-stats). */
export interface Totals {
  /** ms */
  at: number
  /** The newest reports on our voice: share lost on its way (0 to 1), and the way there and back in ms. */
  lossSent: number | null
  /** Told of our picture, so it is our own line that loses; what is told of our voice may be a listener's. */
  lossIsOurs: boolean
  /** When that was told, in ms. */
  reportedAt: number | null
  roundTrip: number | null
  /** What the browser believes to be able to send, in bit/s. */
  outgoing: number | null
  sentBytes: number
  receivedBytes: number
  packets: number
  lost: number
  samples: number
  concealed: number
  /** Made up and silent: where nothing came for long, and where a silence was lost. */
  mute: number
  frames: number
  /** ms */
  jitter: number | null
}

/** The same over the last moments. Null: too little came to say. */
export interface Sample {
  lossSent: number | null
  lossIsOurs: boolean
  lossReceived: number | null
  /** ms */
  roundTrip: number | null
  /** ms */
  jitter: number | null
  /** Share of the sound that the browser made up, 0 to 1. */
  concealed: number | null
  /** bit/s */
  outgoing: number | null
  sent: number
  received: number
  framesPerSecond: number
}

interface Stat {
  type: string; timestamp?: number; kind?: string; fractionLost?: number; roundTripTime?: number; nominated?: boolean; currentRoundTripTime?: number; availableOutgoingBitrate?: number
  bytesSent?: number; bytesReceived?: number; packetsReceived?: number; packetsLost?: number; totalSamplesReceived?: number
  concealedSamples?: number; silentConcealedSamples?: number; framesDecoded?: number; jitter?: number
}

export function totalsOf(stats: Iterable<unknown>, at: number): Totals {
  const totals: Totals = { at, lossSent: null, lossIsOurs: false, reportedAt: null, roundTrip: null, outgoing: null, sentBytes: 0, receivedBytes: 0, packets: 0, lost: 0, samples: 0, concealed: 0, mute: 0, frames: 0, jitter: null }
  let busiest = 0
  const reported: Record<string, { loss: number; at: number }> = {}
  for (const stat of stats as Iterable<Stat>) {
    if (stat.type === 'remote-inbound-rtp' && stat.kind !== undefined && stat.fractionLost !== undefined) {
      const { timestamp = 0, fractionLost } = stat
      if (timestamp >= (reported[stat.kind]?.at ?? 0)) reported[stat.kind] = { loss: fractionLost, at: timestamp }
    }
    if (stat.type === 'outbound-rtp') totals.sentBytes += stat.bytesSent ?? 0
    if (stat.type === 'candidate-pair' && stat.nominated) {
      if (stat.currentRoundTripTime !== undefined) totals.roundTrip = Math.max(totals.roundTrip ?? 0, stat.currentRoundTripTime * 1000)
      // Of the transport that sends: the other one's guess is never put to the test.
      if ((stat.bytesSent ?? 0) >= busiest) [busiest, totals.outgoing] = [stat.bytesSent ?? 0, stat.availableOutgoingBitrate ?? totals.outgoing]
    }
    if (stat.type !== 'inbound-rtp') continue
    totals.receivedBytes += stat.bytesReceived ?? 0
    totals.frames += stat.framesDecoded ?? 0
    if (stat.kind !== 'audio') continue
    totals.packets += stat.packetsReceived ?? 0
    totals.lost += stat.packetsLost ?? 0
    totals.samples += stat.totalSamplesReceived ?? 0
    // Silence that stands for silence is no loss.
    totals.concealed += (stat.concealedSamples ?? 0) - (stat.silentConcealedSamples ?? 0)
    totals.mute += stat.silentConcealedSamples ?? 0
    totals.jitter = Math.max(totals.jitter ?? 0, (stat.jitter ?? 0) * 1000)
  }
  // Of a voice with forward correction mediasoup reports the worst loss on the way to any listener, so that the encoder
  // protects it for them: a line of ours that loses nothing must not be taken for theirs. A picture's report is of our line.
  const { audio, video } = reported
  totals.lossIsOurs = video !== undefined && video.at > (audio?.at ?? 0) - freshness
  const report = totals.lossIsOurs ? video : audio
  totals.lossSent = report?.loss ?? null
  totals.reportedAt = report?.at ?? null
  return totals
}

/** ms: mediasoup reports on a picture each second, on a voice every five. */
const freshness = 6_000

/** Fewer packets or samples (a quarter of a second of sound at 48 kHz) than this say nothing about a share. */
const [fewPackets, fewSamples] = [20, 12_000]

export function sampleOf(before: Totals, now: Totals): Sample {
  const seconds = Math.max(0.001, (now.at - before.at) / 1000)
  const since = (key: 'sentBytes' | 'receivedBytes' | 'packets' | 'lost' | 'samples' | 'concealed' | 'frames'): number => Math.max(0, now[key] - before[key])
  const sent = since('packets') + since('lost')
  return {
    lossSent: now.lossSent, lossIsOurs: now.lossIsOurs, roundTrip: now.roundTrip, jitter: now.jitter, outgoing: now.outgoing,
    lossReceived: sent < fewPackets ? null : since('lost') / sent,
    concealed: since('samples') < fewSamples ? null : since('concealed') / since('samples'),
    sent: (since('sentBytes') * 8) / seconds, received: (since('receivedBytes') * 8) / seconds, framesPerSecond: since('frames') / seconds,
  }
}

/** Over the last quarter of a second or more: packets come, but so few that no word can be understood. A line that is dead, or a machine that is busy, loses nothing. */
export function drowning(before: Totals, now: Totals): boolean {
  const since = (key: 'packets' | 'lost' | 'samples' | 'concealed' | 'mute'): number => Math.max(0, now[key] - before[key])
  const [packets, lost, samples] = [since('packets'), since('lost'), since('samples')]
  if (packets === 0 || lost === 0) return false
  return (lost >= 3 && lost / (packets + lost) >= 0.3) || (samples >= fewSamples / 2 && (since('concealed') + since('mute')) / samples >= 0.4)
}

/** The same on the way out: what is believed to fit is less than the voice and a picture, and much of what was sent did not arrive. */
export const drowningOut = ({ outgoing, lossSent }: Totals, sendsPicture: boolean): boolean =>
  sendsPicture && outgoing !== null && outgoing < leastOutgoing && (lossSent ?? 0) >= 0.2

/** The newest report on what we send, and whether it tells of a time in which none came: that one says how a line was dead, not how it is. */
export interface Report { at: number; ofSilence: boolean }

/** ms without a report on a picture: a line that loses a tenth of them seldom reaches it. */
const reportSilence = 2_500

export function newestReport(before: Report | null, { reportedAt, lossIsOurs }: Totals): Report | null {
  if (reportedAt === null || reportedAt === before?.at) return before
  return { at: reportedAt, ofSilence: before !== null && lossIsOurs && reportedAt - before.at > reportSilence }
}

/** Can anything be said of the way out? Not while what we send is answered by nobody, nor by the first report after that. */
export const isAnswered = (report: Report | null, { at, lossIsOurs }: Totals): boolean =>
  report === null || !lossIsOurs || (!report.ofSilence && at - report.at <= reportSilence)

/** What a few reports on a voice say together: each tells of some sixty packets, of which a twentieth is none or six. */
export const smoothed = (before: number | null, { lossSent }: Totals): number | null => (before === null || lossSent === null ? lossSent : 0.7 * before + 0.3 * lossSent)

/** When sound came last, and until when it is not to be judged: all that a silence swallowed is counted as lost when it ends. */
export interface Hearing { at: number; packets: number; unsureUntil: number }

/** ms without a packet of sound (a voice that is silent sends one every 400), and ms in which its end is counted and made up for. */
const [deadSilence, aftermath] = [1_000, 1_000]

export function hear(before: Hearing | null, { at, packets }: Totals): Hearing {
  if (before === null) return { at, packets, unsureUntil: 0 }
  if (packets === before.packets) return before
  return { at, packets, unsureUntil: at - before.at > deadSilence ? at + aftermath : before.unsureUntil }
}

export type Judgement = 'drowning' | 'bad' | 'fair' | 'good'

/** Shares: a poor radio may lose that much for ever. The voice's correction repairs it (RFC 7587), and pictures do not make it worse. */
const repaired = { loss: 0.07, concealed: 0.03 }

/** bit/s: a voice with its headers and corrections, and the smallest picture worth looking at. */
const leastOutgoing = 120_000

/**
 * Does the way out carry voice and picture? What the browser believes to be able to send says something only while it
 * sends both, and a loss of our voice alone only where nobody else says that their network is weak (`othersWeak`).
 */
export function judgeOut({ lossSent: told, lossIsOurs, roundTrip, outgoing }: Sample, { sendsPicture, othersWeak }: { sendsPicture: boolean; othersWeak: boolean }): Judgement {
  const lossSent = lossIsOurs || !othersWeak ? told : null
  if ((lossSent ?? 0) >= 0.08 || (roundTrip ?? 0) >= 1_200 || (sendsPicture && outgoing !== null && outgoing < leastOutgoing)) return 'bad'
  return lossSent !== null && lossSent < repaired.loss && (roundTrip ?? 0) < 800 ? 'good' : 'fair'
}

/**
 * Does the way in? What was made up is what the ear suffers from. Of what comes back after a pause, a few seconds say too
 * little: a twentieth lost is one packet or eight of a hundred.
 */
export function judgeIn({ lossReceived, concealed }: Sample): Judgement {
  if ((lossReceived ?? 0) >= 0.08 || (concealed ?? 0) >= 0.06) return 'bad'
  return lossReceived !== null && lossReceived < repaired.loss && (concealed ?? 0) < repaired.concealed ? 'good' : 'fair'
}

/** May the picture pass beside the voice? `wait` (ms) is how long good must last before it may again. */
export interface Gate { open: boolean; badSince: number | null; drowningSince: number | null; goodSince: number | null; changedAt: number | null; wait: number }

/** ms: drowning and bad for so long close; good for so long opens, twice as long after each closing that came soon after an opening. */
export const gateTimes = { drowned: 200, close: 6_000, open: 30_000, longest: 240_000, rest: 60_000, soon: 90_000, small: 30_000 } as const
export const openGate: Gate = { open: true, badSince: null, drowningSince: null, goodSince: null, changedAt: null, wait: gateTimes.open }

/** Where pictures are known to drown the voice before the first of them is sent. Nobody saw one stop. */
export const closedGate: Gate = { ...openGate, open: false }

/** Just opened: both ends believe in a line that nobody measured since, and the smallest picture measures it without filling it. */
export const isNarrow = ({ open, changedAt }: Gate, at: number): boolean => open && changedAt !== null && at - changedAt < gateTimes.small

/** The next state of the gate. It closes quickly, since the voice suffers, and opens slowly, at the earliest a minute after a picture stopped. */
export function step(gate: Gate, judgement: Judgement, at: number): Gate {
  const drowningSince = judgement === 'drowning' ? (gate.drowningSince ?? at) : null
  const badSince = judgement === 'bad' || drowningSince !== null ? (gate.badSince ?? at) : null
  const goodSince = judgement === 'good' ? (gate.goodSince ?? at) : null
  const rested = gate.changedAt === null ? Infinity : at - gate.changedAt
  const lasts = (since: number | null, time: number) => since !== null && at - since >= time
  if (gate.open && (lasts(badSince, gateTimes.close) || lasts(drowningSince, gateTimes.drowned))) {
    return { ...openGate, open: false, changedAt: at, wait: rested < gateTimes.soon ? Math.min(gate.wait * 2, gateTimes.longest) : gateTimes.open }
  }
  if (!gate.open && lasts(goodSince, gate.wait) && rested >= gateTimes.rest) return { ...openGate, changedAt: at, wait: gate.wait }
  return { ...gate, badSince, drowningSince, goodSince }
}
