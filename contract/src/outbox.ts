import { z } from 'zod'

/** How a message leaves the house. */
export const channels = ['sms', 'mail', 'voice'] as const
export type Channel = (typeof channels)[number]

/**
 * A message's life. `claimed`: a server is at it, nothing has left. `handing`: its last byte may have left.
 * `uncertain`: a server or a wire broke at that very moment, and a person decides whether to send again.
 */
export const outboxStates = ['queued', 'claimed', 'handing', 'sent', 'failed', 'uncertain'] as const
export type OutboxState = (typeof outboxStates)[number]

export const templates = ['link', 'linkAgain', 'code', 'invitation', 'passwordReset', 'questionnaire', 'questionnaireReminder', 'followUp', 'followUpReminder', 'alertWaiting'] as const

/** Why a message has not arrived; a code, never what a gateway wrote. */
export const deliveryErrors = ['noChannel', 'unreachable', 'timeout', 'refused', 'recipientRefused', 'credentialsRefused', 'tlsFailed', 'unreadable', 'expired', 'interrupted'] as const
export type DeliveryError = (typeof deliveryErrors)[number]

/** A message of the demonstration, as its fictitious telephone shows it. */
export const DemoMessage = z.object({ id: z.uuid(), channel: z.enum(channels), to: z.string(), at: z.iso.datetime(), subject: z.string().nullable(), text: z.string() })
export type DemoMessage = z.infer<typeof DemoMessage>
