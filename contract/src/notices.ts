import type { CallCloseReason, ConsumerOffer } from './call.ts'
import type { ConsumerId } from './ids.ts'
import type { DayRow, VisitView } from './views.ts'

/** What the server tells a page unasked. Views arrive whole, so a page that missed some is right again with the next. */
export interface Notices {
  /** The guest's visit as it is now. */
  'visit.changed': VisitView
  /** One consultation of the professional as it is now. */
  'day.changed': DayRow
  /** The session that carried this page is over (revoked link, sign-out): show the door. */
  'session.ended': { reason: 'linkRevoked' | 'signedOut' }
  'consumer.created': ConsumerOffer
  'consumer.closed': { consumerId: ConsumerId }
  /** The other side muted or unmuted what this consumer shows. */
  'consumer.producerPaused': { consumerId: ConsumerId; paused: boolean }
  /** This page's stay in the call is over. */
  'call.closed': { reason: CallCloseReason }
}
export type NoticeName = keyof Notices
