import type { PendingView } from '@lien/contract/commands/links'
import type { Channel } from '@lien/contract/outbox'
import type { FaultBody } from '@lien/contract/faults'
import { demoMessagesPath } from '@lien/contract/wire'
import { useI18n } from '../i18n/I18n.tsx'
import { useCodeWords } from '../i18n/codes.ts'
import { Button } from '../ui/Button.tsx'
import { faultSentence } from '../ui/faultSentence.ts'
import { Notice } from '../ui/Notice.tsx'
import { Page, PhoneLink } from '../ui/Page.tsx'
import { useAction } from '../useAction.ts'
import { ProviderChoice, ProviderFailure } from './ProviderChoice.tsx'
import type { FactorProps } from './SecondFactor.tsx'

/** Where the code will go, and the one button. */
export function AskCode({ session, pending }: FactorProps) {
  const words = useCodeWords()
  const { pending: busy, fault, run } = useAction()
  const [first, ...others] = channelsOf(pending.methods)
  const send = (channel: Channel) => () => void run(() => session.prove('link.sendCode', { channel }))
  return (
    <Page title={words.ask.title} phone={pending.site.phone} demo={pending.site.demo}>
      <h1>{words.ask.title}</h1>
      <p>{words.ask.lead}</p>
      <ProviderFailure session={session} />
      {pending.refused && !pending.lockedUntil && <Notice tone="bad" role="alert"><p>{words.enter.wrong}</p></Notice>}
      <SendFault fault={fault} />
      {first && <><p>{words.ask.where(maskedOf(pending, first))}</p><Button look="primary" big disabled={busy} onClick={send(first)}>{words.ask.send(first)}</Button></>}
      {others.length > 0 && (
        <section aria-labelledby="others" className="stack">
          <h2 id="others">{words.ask.others}</h2>
          {others.map((channel) => <Button key={channel} big disabled={busy} onClick={send(channel)}>{words.ask.other(channel, maskedOf(pending, channel))}</Button>)}
        </section>
      )}
      <ProviderChoice pending={pending} />
      <NoLongerMine phone={pending.site.phone} />
    </Page>
  )
}

export const channelsOf = (methods: readonly (Channel | 'birthDate')[]): Channel[] => methods.filter((method) => method !== 'birthDate')

/** Where a channel leads; a number is not broken over two lines. */
export const maskedOf = ({ masked }: PendingView, channel: Channel): string => (masked[channel] ?? '').replaceAll(' ', '\u00a0')

export function SendFault({ fault }: { fault: FaultBody | null }) {
  const { t } = useI18n()
  const words = useCodeWords()
  return fault && <Notice tone="bad" role="alert"><p>{fault.code === 'rateLimited' ? words.enter.tooSoon : faultSentence(fault, t)}</p></Notice>
}

/** A demonstration's telephone is a page. */
export function DemoTelephone({ demo }: { demo: boolean }) {
  const words = useCodeWords()
  return demo && <p><a href={demoMessagesPath} target="_blank" rel="noreferrer noopener">{words.demo}</a></p>
}

/** Whoever changed their number is one touch away from somebody who can write the new one down. */
export function NoLongerMine({ phone }: { phone: string }) {
  const words = useCodeWords()
  return (
    <details className="more">
      <summary>{words.help.title}</summary>
      <div className="stack"><p>{words.help.body}</p><PhoneLink phone={phone} big /></div>
    </details>
  )
}
