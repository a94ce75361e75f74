import type { demonstration as french } from '../fr/demonstration.ts'

export const demonstration: typeof french = {
  title: 'Messages of the demonstration',
  lead: 'Here are the messages that Lien would have sent. The people, numbers and addresses are fictitious.',
  none: 'No message yet. This page updates by itself.',
  refused: 'This page exists in the demonstration only.',
  channels: { sms: 'Text message', mail: 'Mail', voice: 'Call' },
  to: (channel: string, who: string) => `${channel} to ${who}`,
}
