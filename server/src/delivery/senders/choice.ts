import type { Channel } from '@lien/contract/outbox'
import { folderSender } from './folder.ts'
import { gatewaySender, readGateway } from './gateway.ts'
import type { Senders } from '../Sender.ts'
import { smtpSender, type SmtpOptions } from './smtp.ts'

export interface DeliveryConfig { smtp: SmtpOptions | null; /** Files. */ gateways: Partial<Record<Exclude<Channel, 'mail'>, string>>; /** A demonstration's; takes what has no other way out. */ folder: string | null }

/** The ways out of the house that are configured. Throws when a gateway's file cannot be used. */
export function sendersOf({ smtp, gateways, folder }: DeliveryConfig): Senders {
  const post = folder === null ? undefined : folderSender(folder)
  return {
    ...(post && { sms: post, mail: post, voice: post }),
    ...(smtp && { mail: smtpSender(smtp) }),
    ...(gateways.sms !== undefined && { sms: gatewaySender(readGateway(gateways.sms)) }),
    ...(gateways.voice !== undefined && { voice: gatewaySender(readGateway(gateways.voice)) }),
  }
}
