import { holderSeats, type Role } from './roles.ts'

/** The states of a consultation. A network loss is never one of them: it rewrites no medical fact. */
export const states = ['scheduled', 'waiting', 'inProgress', 'interrupted', 'ended', 'signed', 'cancelled', 'noShow'] as const
export type ConsultationState = (typeof states)[number]

interface Transition {
  from: readonly ConsultationState[]
  to: ConsultationState
  by: readonly Role[]
}

/** The one table of what may follow what, and by whose hand. The server's UPDATE and the client's buttons both read it. */
export const transitions = {
  checkIn: { from: ['scheduled'], to: 'waiting', by: ['patient', 'relative', 'townNurse', 'townPhysician', 'interpreter'] },
  admit: { from: ['waiting', 'interrupted'], to: 'inProgress', by: holderSeats },
  interrupt: { from: ['inProgress'], to: 'interrupted', by: holderSeats },
  end: { from: ['inProgress', 'interrupted'], to: 'ended', by: holderSeats },
  sign: { from: ['ended'], to: 'signed', by: ['oncologist'] },
  cancel: { from: ['scheduled', 'waiting'], to: 'cancelled', by: [...holderSeats, 'secretary'] },
  noShow: { from: ['scheduled', 'waiting'], to: 'noShow', by: [...holderSeats, 'secretary'] },
} as const satisfies Record<string, Transition>
export type TransitionName = keyof typeof transitions

/** May `role` take a consultation in `state` through `transition`? */
export function can(state: ConsultationState, transition: TransitionName, role: Role): boolean {
  const { from, by }: Transition = transitions[transition]
  return from.includes(state) && by.includes(role)
}

/** States in which people may still be expected, waiting or talking; links stop working outside them. */
export const openStates = ['scheduled', 'waiting', 'inProgress', 'interrupted'] as const satisfies readonly ConsultationState[]
export const isOpen = (state: ConsultationState): boolean => (openStates as readonly ConsultationState[]).includes(state)

/** Why a consultation ended: HAS 2019 asks that a stop for quality or a re-routing be traced. */
export const endReasons = ['completed', 'reroutedInPerson', 'reroutedEmergency', 'technical', 'patientWish'] as const
export type EndReason = (typeof endReasons)[number]

/** CSP R6316-1: what the meeting is for. */
export const consultationKinds = ['followUp', 'treatment', 'postRcp'] as const
export type ConsultationKind = (typeof consultationKinds)[number]

/** How a consultation that began is held. By telephone alone it is no teleconsultation: French rules ask for video. It is no state: what may follow what stays the same. */
export const modalities = ['video', 'telephone'] as const
export type Modality = (typeof modalities)[number]

/** Where the number that a patient is called on comes from. */
export const phoneOrigins = ['identityCheck', 'contact', 'none'] as const
export type PhoneOrigin = (typeof phoneOrigins)[number]

export const consentDecisions = ['given', 'refused'] as const
export type ConsentDecision = (typeof consentDecisions)[number]
/** How the consent was expressed: today by the person, on the screen their own link opened. */
export const consentMeans = ['ownLink'] as const
export type ConsentMeans = (typeof consentMeans)[number]

/** What the camera or microphone test found. */
export const deviceStates = ['ok', 'off', 'denied', 'absent', 'busy', 'unsupported'] as const
export type DeviceState = (typeof deviceStates)[number]
