import { z } from 'zod'
import { AccessView, EstablishmentView, FoundConsultation, ImportPreview, LinkInForce, OutboxLine, ServiceView, StaffSession, StaffView } from '../administration.ts'
import { nothing, type Command } from '../command.ts'
import { languages } from '../contact.ts'
import { decidableFactors } from '../factors.ts'
import { AccountId, ConsultationId, OutboxId, ServiceId, SessionId } from '../ids.ts'
import { breakGlassReasons } from '../rights.ts'
import { accountRoles } from '../roles.ts'
import { secondFactorRules } from '../factors.ts'

const line = (max: number) => z.string().trim().min(1).max(max)
const rpps = z.string().regex(/^\d{11}$/).nullable()
const administrators = ['administrator'] as const
/** A list of the administration's screens. */
const list = <O extends z.ZodType>(output: O) => ({ kind: 'read', by: administrators, input: nothing, output, trail: ['administration.read'] }) as const
const person = { name: line(120), role: z.enum(accountRoles), rpps, specialty: line(120).nullable(), language: z.enum(languages), services: z.array(ServiceId).max(50) }
/** A file must fit a message: about 500 people. */
const csv = z.strictObject({ csv: z.string().max(48_000) })

export const administrationCommands = {
  /** Is there a consultation of this patient in the establishment? The exact birth name and birth date are needed, and the answer is the minimum. */
  'consultation.search': { kind: 'read', by: ['oncologist', 'coordinatingNurse'], input: z.strictObject({ birthName: line(100), birthDate: z.iso.date() }), output: z.object({ found: z.array(FoundConsultation) }), trail: ['consultation.searched'] },
  /** Opens a consultation for four hours to somebody outside its team ("bris de glace"), for a reason that the team and the auditor see. */
  'access.breakGlass': { kind: 'change', by: ['oncologist', 'coordinatingNurse'], input: z.strictObject({ consultationId: ConsultationId, reason: z.enum(breakGlassReasons), explanation: z.string().trim().min(10).max(300) }), output: z.object({ until: z.iso.datetime() }), trail: ['access.opened'] },
  /** Who opened which consultation from outside its team, and why. */
  'access.list': { kind: 'read', by: ['administrator', 'auditor'], input: nothing, output: z.object({ accesses: z.array(AccessView) }), trail: ['administration.read'] },

  'establishment.read': list(EstablishmentView),
  /** Changes what patients read and dial; the FINESS number stays. A rule about second factors that is left out stays as it is; `none` cannot be chosen. */
  'establishment.change': {
    kind: 'change', by: administrators, trail: ['establishment.changed'], output: nothing,
    input: z.strictObject({ name: line(120), phone: z.string().trim().regex(/^\+?[\d .]{6,30}$/), timeZone: z.string().max(64), patientFactor: z.enum(decidableFactors).optional(), secondFactor: z.enum(secondFactorRules).optional() }),
  },

  'service.list': list(z.object({ services: z.array(ServiceView) })),
  'service.create': { kind: 'change', by: administrators, input: z.strictObject({ name: line(120) }), output: z.object({ serviceId: ServiceId }), trail: ['service.created'] },
  'service.rename': { kind: 'change', by: administrators, input: z.strictObject({ serviceId: ServiceId, name: line(120) }), output: nothing, trail: ['service.renamed'] },
  /** Nobody is added to a closed service, and no consultation planned in it; its team keeps those it has. */
  'service.close': { kind: 'change', by: administrators, input: z.strictObject({ serviceId: ServiceId }), output: nothing, trail: ['service.closed'] },

  /** Everybody with an account, and whether passwords open accounts here. */
  'staff.list': list(z.object({ staff: z.array(StaffView), passwords: z.boolean() })),
  /** Opens an account; nobody can sign in with it before its invitation has been answered. */
  'staff.add': { kind: 'change', by: administrators, input: z.strictObject({ ...person, email: z.email().max(254) }), output: z.object({ accountId: AccountId }), trail: ['account.opened'] },
  /** Name, role, RPPS, specialty, the language of what is sent to them, and the services whose treating team they belong to. */
  'staff.change': { kind: 'change', by: administrators, input: z.strictObject({ ...person, accountId: AccountId }), output: nothing, trail: ['account.changed'] },
  /** Closes an account: its sessions end at once. */
  'staff.disable': { kind: 'change', by: administrators, input: z.strictObject({ accountId: AccountId }), output: nothing, trail: ['account.disabled'] },
  'staff.enable': { kind: 'change', by: administrators, input: z.strictObject({ accountId: AccountId }), output: nothing, trail: ['account.enabled'] },
  /** Whether passwords and passkeys open accounts here; without them everybody comes through an identity provider. */
  'staff.decidePasswords': { kind: 'change', by: administrators, input: z.strictObject({ allowed: z.boolean() }), output: nothing, trail: ['passwords.decided'] },
  /** Reads a CSV file of professionals line by line and says what an import would do; nothing is written. */
  'staff.previewImport': { kind: 'read', by: administrators, input: csv, output: ImportPreview, trail: ['administration.read'] },
  /** Imports the file, whole or not at all: one wrong line refuses it. */
  'staff.import': { kind: 'change', by: administrators, input: csv, output: z.object({ added: z.number().int() }), trail: ['staff.imported'] },

  /** Personal links that still open a seat, by the hour of their consultation. */
  'link.list': list(z.object({ links: z.array(LinkInForce) })),

  /** Every device of the establishment's people. */
  'staff.listSessions': list(z.object({ sessions: z.array(StaffSession) })),
  /** Signs a colleague out of one device; its pages close within seconds. */
  'staff.endSession': { kind: 'change', by: administrators, input: z.strictObject({ accountId: AccountId, sessionId: SessionId }), output: nothing, trail: ['session.ended'] },

  /** What leaves by SMS, mail and voice: first what waits for a person's decision. */
  'outbox.list': list(z.object({ messages: z.array(OutboxLine) })),
  /** Sends again what was given up, or what may not have arrived. */
  'outbox.retry': { kind: 'change', by: administrators, input: z.strictObject({ outboxId: OutboxId }), output: nothing, trail: ['delivery.settled'] },
  /** The person says that the message in doubt has reached them. */
  'outbox.confirm': { kind: 'change', by: administrators, input: z.strictObject({ outboxId: OutboxId }), output: nothing, trail: ['delivery.settled'] },
} as const satisfies Record<string, Command>
