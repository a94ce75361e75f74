import type { VisitView } from '@lien/contract/views'
import { useI18n } from '../i18n/I18n.tsx'
import type { Catalogue } from '../i18n/fr/index.ts'
import { Button } from '../ui/Button.tsx'
import { PhoneLink } from '../ui/Page.tsx'
import type { Stage } from './rules.ts'
import { VisitFrame } from './VisitFrame.tsx'
import type { ScreenProps } from './ScreenProps.ts'

type Out = Extract<Stage, 'refused' | 'left' | 'replaced' | 'ended' | 'cancelled' | 'noShow'>

const bodyOf = (stage: Out, view: VisitView, words: Catalogue['visit']): string =>
  stage === 'ended' ? words.ended.reasons[view.endReason ?? 'completed'] : words[stage].body

/** Every screen on which nothing more is asked of the person: what happened, and the way on. */
export function Farewell({ session, view, stage }: ScreenProps & { stage: Out }) {
  const { t } = useI18n()
  const words = t.visit
  const back = stage === 'left' || stage === 'replaced' ? words[stage].back : null
  return (
    <VisitFrame session={session} site={view.site} title={words[stage].title}>
      <h1>{words[stage].title}</h1>
      <p>{bodyOf(stage, view, words)}</p>
      <div className="stack">
        {back && <Button look="primary" big onClick={() => session.return()}>{back}</Button>}
        <PhoneLink phone={view.site.phone} big look={back || stage === 'ended' ? 'plain' : 'primary'} />
        {stage === 'refused' && <Button big onClick={() => session.progress({ begun: true, reconsider: true })}>{words.refused.change}</Button>}
      </div>
      {stage === 'ended' && <p className="soft">{words.ended.close}</p>}
    </VisitFrame>
  )
}
