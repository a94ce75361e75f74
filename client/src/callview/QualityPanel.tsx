import type { ParticipantId } from '@lien/contract/ids'
import type { PersonView } from '@lien/contract/views'
import type { CallSession } from '../call/CallSession.ts'
import type { Devices } from '../call/Devices.ts'
import { useI18n } from '../i18n/I18n.tsx'
import { useStore } from '../useStore.ts'
import { useQualityWords } from './useQuality.ts'

interface Props { call: CallSession; devices: Devices; me: ParticipantId | null; people: readonly PersonView[] }

/** How each person's side is, with its true cause, and what was measured on ours. */
export function QualityPanel({ call, devices, me, people }: Props) {
  const { locale } = useI18n()
  const words = useQualityWords()
  const { connection } = useStore(call.state)
  const { sample, outStopped, inStopped, conditions } = useStore(call.quality.state)
  const { microphone } = useStore(devices.state)
  const lost = microphone.wished.on && (microphone.failure !== null || microphone.interrupted)
  const verdict = connection === 'notHeard' || connection === 'notHearing' ? 'broken' : lost ? 'microphone' : outStopped || inStopped ? 'weak' : connection === 'signallingLost' ? 'server' : sample ? 'good' : 'none'
  const others = people.filter(({ participantId, inCall }) => participantId !== me && inCall)
  const number = (value: number | null, unit: string, factor = 1): string => (value === null ? '–' : `${(value * factor).toLocaleString(locale, { maximumFractionDigits: 0 })}\u00a0${unit}`)
  return (
    <section className="quality">
      <h3>{words.title}</h3>
      <p>{words.verdicts[verdict]}</p>
      {others.length > 0 && (
        <ul>{others.map(({ participantId, name, online }) => {
          const condition = conditions.get(participantId)
          const state = !online ? 'away' : condition?.microphone === 'lost' ? 'microphone' : condition?.network === 'weak' ? 'weak' : 'good'
          return <li key={participantId}><strong>{name}</strong>{' : '}{words.others[state]}</li>
        })}</ul>
      )}
      {sample && (
        <details>
          <summary>{words.details}</summary>
          <dl>
            <dt>{words.measures.sent}</dt><dd>{number(sample.lossSent, '%', 100)}</dd>
            <dt>{words.measures.received}</dt><dd>{number(sample.lossReceived, '%', 100)}</dd>
            <dt>{words.measures.concealed}</dt><dd>{number(sample.concealed, '%', 100)}</dd>
            <dt>{words.measures.roundTrip}</dt><dd>{number(sample.roundTrip, 'ms')}</dd>
            <dt>{words.measures.jitter}</dt><dd>{number(sample.jitter, 'ms')}</dd>
            <dt>{words.measures.rates}</dt><dd>{number(sample.sent, 'kbit/s', 0.001)} / {number(sample.received, 'kbit/s', 0.001)}</dd>
            <dt>{words.measures.frames}</dt><dd>{number(sample.framesPerSecond, '')}</dd>
          </dl>
        </details>
      )}
    </section>
  )
}
