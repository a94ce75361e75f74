import type { CommandName, Input, Output } from './commands.ts'
import type { Reply } from './faults.ts'
import type { RequestId } from './ids.ts'
import type { StandBy } from './handshake.ts'
import type { NoticeName, Notices } from './notices.ts'

/** The path of the signalling socket; WebSocket only, so that no sticky session is needed. */
export const socketPath = '/signal'
/** No message is larger, in bytes: the longest honest one (a join's capabilities) is under 20 kB. */
export const maxMessageBytes = 64 * 1024

/** Socket: one event for every command; notices come back unasked, `first` answers the handshake's own command or the one on stand-by. */
export interface ClientToServer {
  perform: <N extends CommandName>(name: N, input: Input<N>, reply: (reply: Reply<Output<N>>) => void) => void
  standBy: (command: StandBy) => void
}
export type ServerToClient = { [N in NoticeName]: (notice: Notices[N]) => void } & { first: (reply: Reply<unknown>) => void }

/** HTTP: `POST /api/<command>`; the header makes a cross-site form impossible and names the seat ("-": the professional). */
export const apiPath = '/api'
export const seatHeader = 'x-lien-seat'
export const noSeat = '-'

/** The pages: a personal link is `/visit#<token>`; the seat's own address afterwards is `/visit/<participantId>`. */
export const visitPath = '/visit'
/** Questions that a link leads to alone, for a page that is reloaded: worth nothing without this browser's cookie. */
export const questionsFragment = (requestId: RequestId): string => `#questions=${requestId}`
/** Null for every other fragment. */
export const questionsIn = (fragment: string): RequestId | null => (/^#questions=([0-9a-f-]{36})$/.exec(fragment)?.[1] as RequestId | undefined) ?? null
/** Where somebody without their link is sent a fresh one. */
export const lostLinkPath = '/lien-perdu'
/** What a demonstration has sent, shown as a telephone. */
export const demoMessagesPath = '/demonstration/messages'
/** The work list of alerts: what a mail to a deputy leads to. */
export const alertsPath = '/alertes'
export const professionalPath = '/'
/** Where an invitation and a forgotten password set a new one; the token is in the fragment. */
export const setPasswordPath = '/bienvenue'
