import { z } from 'zod'
import { nothing, ofParticipant, type Command } from '../command.ts'
import { languages } from '../contact.ts'
import { AnsweringView } from '../followUps.ts'
import { PendingId } from '../ids.ts'
import { channels } from '../outbox.ts'
import { everyone } from '../roles.ts'
import { VisitView } from '../views.ts'

const instant = z.iso.datetime()

/** What a link shows before the second factor: nothing of the consultation, not even a name. */
export const PendingView = z.object({
  stage: z.literal('secondFactor'),
  /** Names this browser's opening of the link; its cookie proves that it is this browser's. */
  pending: PendingId,
  /** The channels of the person's known contacts, the preferred one first, or the birth date; empty: only the ward can help. */
  methods: z.array(z.enum([...channels, 'birthDate'])),
  /** The end of a known number or address, enough for its owner to recognise it. */
  masked: z.partialRecord(z.enum(channels), z.string()),
  /** Identity providers of patients, another way to the same seat. */
  providers: z.array(z.object({ id: z.string(), label: z.object({ fr: z.string(), en: z.string() }) })),
  /** The newest code of this browser that may still be typed. */
  sent: z.object({ channel: z.enum(channels), at: instant, nextAt: instant }).nullable(),
  /** The last answer was not the right one (wrong, too old, used: one answer for all). */
  refused: z.boolean(),
  /** Too many wrong answers: until then none is heard. */
  lockedUntil: instant.nullable(),
  site: z.object({ phone: z.string(), timeZone: z.string(), demo: z.boolean() }),
})
export type PendingView = z.infer<typeof PendingView>

/** The seat's visit, the questions that a link leads to alone, or what is still asked for either. */
export const Opening = z.union([VisitView, PendingView, AnsweringView])
export type Opening = VisitView | PendingView | AnsweringView

export const linkCommands = {
  /** A personal link's token (256 bits, base64url) opens its seat, or asks for the second factor and sets a cookie that names this browser. */
  'link.open': { kind: 'change', by: everyone, input: z.strictObject({ token: z.string().max(128) }), output: Opening, trail: ['link.opened', 'factor.asked'], httpOnly: true },
  /** What is still asked of this browser, for a page that was reloaded. */
  'link.pending': { kind: 'read', by: ['pending'], input: nothing, output: PendingView, trail: [], httpOnly: true },
  /** Sends a fresh code to a known contact of whoever the link is for; earlier ones of this browser are worth nothing from then on. */
  'link.sendCode': { kind: 'change', by: ['pending'], input: z.strictObject({ channel: z.enum(channels) }), output: PendingView, trail: ['code.sent'], httpOnly: true },
  /** The code that came: the seat, or the same neutral stage again. */
  'link.confirmCode': { kind: 'change', by: ['pending'], input: z.strictObject({ code: z.string().max(16) }), output: Opening, trail: ['factor.confirmed', 'factor.refused'], httpOnly: true },
  /** The patient's birth date, where the establishment decided for it. */
  'link.confirmBirthDate': { kind: 'change', by: ['pending'], input: z.strictObject({ birthDate: z.iso.date() }), output: Opening, trail: ['factor.confirmed', 'factor.refused'], httpOnly: true },
  /** Somebody without their link gives the number or address they gave us. One answer whatever it is; a link goes to a known contact only. */
  'link.askAgain': { kind: 'change', by: everyone, input: z.strictObject({ contact: z.string().trim().min(3).max(254) }), output: nothing, trail: ['link.askedAgain'], httpOnly: true },
  /** Makes a fresh link for a person and revokes their earlier ones. The address is shown this once. */
  'link.issue': { kind: 'change', by: ['oncologist', 'coordinatingNurse', 'secretary'], input: ofParticipant, output: z.object({ url: z.url() }), trail: ['link.issued'] },
  /** Sends a fresh link to the person's known contact; those they never opened stop working, and whoever is in stays in. */
  'link.resend': { kind: 'change', by: ['oncologist', 'coordinatingNurse', 'secretary'], input: ofParticipant, output: z.object({ channel: z.enum(channels), masked: z.string() }), trail: ['link.sent'] },
  /** Stops every link of a person, and shows out whoever is using one. */
  'link.revoke': { kind: 'change', by: ['oncologist', 'coordinatingNurse', 'secretary', 'administrator'], input: ofParticipant, output: nothing, trail: ['link.revoked'] },
  /** How a person is reached, and where a fresh link would go, for whoever plans or holds the consultation. */
  'contact.read': { kind: 'read', by: ['oncologist', 'coordinatingNurse', 'secretary'], input: ofParticipant, output: z.object({ phone: z.string().nullable(), mail: z.string().nullable(), preferred: z.enum(channels).nullable(), language: z.enum(languages), linkTo: z.object({ channel: z.enum(channels), masked: z.string() }).nullable() }), trail: ['contact.read'] },
  /** A person's telephone (any usual way of writing it; kept as E.164), mail, preferred channel and language. */
  'contact.save': { kind: 'change', by: ['oncologist', 'coordinatingNurse', 'secretary'], input: z.strictObject({ ...ofParticipant.shape, phone: z.string().trim().max(40).nullable(), mail: z.email().max(254).nullable(), preferred: z.enum(channels), language: z.enum(languages) }), output: nothing, trail: ['contact.saved'] },
} as const satisfies Record<string, Command>
