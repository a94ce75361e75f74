import { isOpen } from '@lien/contract/consultation'
import type { DayPerson, DayRow } from '@lien/contract/views'
import { useOffice } from '../i18n/office.ts'
import type { Office } from '../i18n/fr/office.ts'
import { lasted, minutesSince } from '../i18n/time.ts'
import { isByTelephone, waitingOf } from './rules.ts'

function arrivalOf(person: DayPerson, now: number, words: Office['professional']): string {
  const minutes = person.checkedInAt ? minutesSince(person.checkedInAt, now) : 0
  return minutes === 0 ? words.justArrived : words.waitingSince(lasted(minutes))
}

function testOf({ deviceCheck }: DayPerson, words: Office['professional']): { text: string; bad: boolean } {
  if (!deviceCheck) return { text: words.test.none, bad: false }
  const { camera, microphone, speaker, network } = deviceCheck
  const devices = camera === 'ok' && microphone === 'ok' ? words.test.ok : words.test.both(words.device.camera[camera], words.device.microphone[microphone])
  const rest = [...(speaker === 'notHeard' ? [words.test.notHeard] : []), ...(network ? [words.test.network[network]] : [])]
  return { text: [devices, ...rest].join(', '), bad: microphone !== 'ok' || speaker === 'notHeard' || network === 'bad' || network === 'none' }
}

/** The state in words, then what is worth knowing before the call. */
export function RowState({ row, now }: { row: DayRow; now: number }) {
  const { t } = useOffice()
  const words = t.professional
  const patient = row.people.find(({ seat }) => seat === 'patient')
  const waiting = waitingOf(row)
  const guests = waiting.filter(({ seat }) => seat !== 'patient')
  const patientWaits = patient && waiting.includes(patient)
  const test = patient && testOf(patient, words)
  return (
    <div className="state">
      <p className={patientWaits ? 'strong' : ''}>
        {patientWaits ? arrivalOf(patient, now, words) : isByTelephone(row) ? t.telephone.state : words.states[row.state === 'waiting' ? 'scheduled' : row.state]}
        {row.endReason && <> · {t.call.end.reasons[row.endReason]}</>}
      </p>
      {isOpen(row.state) && patient && (
        <p className="soft">
          {patient.checkedInAt === null && patient.link && words.linkStates[patient.link]}
          {patient.checkedInAt === null && patient.link && test && ' · '}
          {test && <span className={test.bad ? 'bad' : ''}>{test.text}</span>}
          {patientWaits && !patient.online && <span className="bad"> · {words.pageClosed}</span>}
        </p>
      )}
      {row.questions && row.questions.state !== 'cancelled' && <p className={row.questions.state === 'completed' ? 'soft good' : 'soft'}>{words.questions.states[row.questions.state]}</p>}
      {patient?.consent === 'refused' && <p className="bad">{words.consentRefused}</p>}
      {guests.map((guest) => <p key={guest.participantId} className="strong">{guest.name} ({t.common.seats[guest.seat]}) · {arrivalOf(guest, now, words)}</p>)}
    </div>
  )
}
