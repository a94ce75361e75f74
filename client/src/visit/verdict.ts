import type { NetworkVerdict } from '@lien/contract/network'
import type { DeviceReport } from '@lien/contract/views'

/** What a test comes down to: the one thing to say, the worst for the call first. */
export const outcomes = ['noMicrophone', 'notHeard', 'noNetwork', 'badNetwork', 'noCamera', 'weakNetwork', 'untried', 'ready'] as const
export type Outcome = (typeof outcomes)[number]

/** The voice comes first, both ways; a picture is the first thing a call can do without. `network` null: it could not be tried. */
export function outcomeOf({ camera, microphone, speaker }: DeviceReport, network: NetworkVerdict | null): Outcome {
  if (microphone !== 'ok') return 'noMicrophone'
  if (speaker === 'notHeard') return 'notHeard'
  if (network === 'none') return 'noNetwork'
  if (network === 'bad') return 'badNetwork'
  if (camera !== 'ok') return 'noCamera'
  if (network === 'weak') return 'weakNetwork'
  return network === null ? 'untried' : 'ready'
}
