import type { FaultBody } from '@lien/contract/faults'
import type { RequestId } from '@lien/contract/ids'
import type { VisitView } from '@lien/contract/views'

export type Stage = 'welcome' | 'test' | 'consent' | 'refused' | 'devices' | 'waiting' | 'call' | 'telephone' | 'left' | 'replaced' | 'ended' | 'cancelled' | 'noShow'

/** What only this page knows: how far its person went in it. */
export interface Progress {
  /** Pressed the first button. */
  begun: boolean
  /** Tries camera, sound and network, long before the hour perhaps, and goes no further. */
  testing: boolean
  /** Asked to answer the consent again. */
  reconsider: boolean
  /** Is in the waiting room or the call on this page, so that an admission leads straight in. */
  here: boolean
  outside: 'left' | 'replaced' | null
  /** Answers the questions before the visit; an admission goes first. */
  answering: RequestId | null
}

/** The one screen that fits. */
export function stageOf(view: VisitView, progress: Progress): Stage {
  switch (view.state) {
    case 'ended':
    case 'signed':
      return 'ended'
    case 'cancelled':
      return 'cancelled'
    case 'noShow':
      return 'noShow'
    case 'scheduled':
    case 'waiting':
    case 'inProgress':
    case 'interrupted':
      break
  }
  const { me } = view
  // Whatever this page did before: it is the telephone that rings now.
  if (view.telephone && (me.admitted || (me.seat === 'patient' && me.checkedInAt))) return 'telephone'
  if (progress.outside) return progress.outside
  const mustConsent = me.seat === 'patient' && me.consent !== 'given'
  if (me.admitted && progress.here) return 'call'
  if (progress.testing && !me.admitted) return 'test'
  if (mustConsent && me.consent === 'refused' && !progress.reconsider) return 'refused'
  if (!progress.begun && !(me.checkedInAt && !me.admitted)) return 'welcome'
  if (mustConsent) return 'consent'
  if (me.checkedInAt && !me.admitted) return 'waiting'
  return me.admitted ? 'welcome' : 'devices'
}

/** Screens that questions may stand before. */
const patient: readonly Stage[] = ['welcome', 'refused', 'consent', 'test', 'devices', 'waiting']
/** The request that is being answered, as long as nothing more pressing is to be shown. */
export const answeringOn = (stage: Stage, { answering }: Progress): RequestId | null => (patient.includes(stage) ? answering : null)
/** The request that waits for answers, or the one that was sent last; null where nothing was asked. */
export const requestOf = ({ requests }: Pick<VisitView, 'requests'>): VisitView['requests'][number] | null =>
  requests.find(isAwaited) ?? requests.findLast(({ state }) => state === 'completed') ?? null
export const isAwaited = ({ state }: VisitView['requests'][number]): boolean => state === 'asked' || state === 'begun'

/** Minutes before the appointment from which preparing leads to the waiting room, and is the first thing to offer. */
const soon = 60

/** So long before the hour that a test is what a link is opened for. */
export const isEarly = (scheduledAt: string, now: number): boolean => Date.parse(scheduledAt) - now > soon * 60_000

export type DoorFault = 'unknown' | 'expired' | 'revoked' | 'usedUp' | 'session' | 'away'

/** What a person who may not enter is told: what to do, and nothing of what lies behind. */
export function doorFaultOf(fault: FaultBody): DoorFault {
  const { reason, code } = fault
  if (reason === 'linkExpired') return 'expired'
  if (reason === 'linkRevoked') return 'revoked'
  if (reason === 'linkUsedUp') return 'usedUp'
  if (reason === 'linkUnknown' || reason === 'malformed' || code === 'notFound' || code === 'invalidInput') return 'unknown'
  return code === 'unauthenticated' || code === 'forbidden' ? 'session' : 'away'
}
