import type { CallCloseReason, Condition, ConsumerOffer } from './call.ts'
import type { ConsumerId, ParticipantId, ProducerId, StayId } from './ids.ts'
import type { SessionEnding } from './sessions.ts'
import type { DayRow, VisitView } from './views.ts'

/** What the server tells a page unasked. Views arrive whole, so a page that missed some is right again with the next. */
export interface Notices {
  /** The guest's visit as it is now. */
  'visit.changed': VisitView
  /** One consultation of the professional as it is now. */
  'day.changed': DayRow
  /** An alert of the house was raised, taken on, handed on or closed: whoever shows some asks again. */
  'alerts.changed': Record<string, never>
  /** The session that carried this page is over (a revoked link, an ended session of a professional): show the door, and say why. */
  'session.ended': { reason: 'linkRevoked' | SessionEnding }
  /** Notices of a call name the stay they speak of: one that arrives late must not touch the next stay. */
  'consumer.created': { stayId: StayId; consumer: ConsumerOffer }
  'consumer.closed': { stayId: StayId; consumerId: ConsumerId }
  /** The other side muted or unmuted what this consumer shows. */
  'consumer.producerPaused': { stayId: StayId; consumerId: ConsumerId; paused: boolean }
  /** Whether what this page sends is carried to anybody; true until said otherwise. */
  'producer.wanted': { stayId: StayId; producerId: ProducerId; wanted: boolean }
  /** How somebody else in the call is. */
  'call.condition': { stayId: StayId; participantId: ParticipantId; condition: Condition }
  /** This page's stay in the call is over. */
  'call.closed': { stayId: StayId; reason: CallCloseReason }
}
export type NoticeName = keyof Notices
