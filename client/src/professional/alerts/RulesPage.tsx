import type { Rule, RuleSet } from '@lien/contract/alertRules'
import { conditionKinds, type ConditionKind } from '@lien/contract/alerts'
import type { RulesPreview, RulesView } from '@lien/contract/commands/alerts'
import { useCallback, useState } from 'react'
import { useOffice } from '../../i18n/office.ts'
import { dayOf } from '../../i18n/time.ts'
import { Button } from '../../ui/Button.tsx'
import { FaultNotice } from '../../ui/FaultNotice.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { useAction } from '../../useAction.ts'
import { useList } from '../admin/useList.ts'
import type { DaySession } from '../DaySession.ts'
import { PreviewSection } from './PreviewSection.tsx'
import { RuleFields } from './RuleFields.tsx'
import { freshRule } from './ruleDrafts.ts'
import { TimeFields } from './TimeFields.tsx'

/** The rules in force, and a form to change them: what a change would have done is seen before it is published. */
export function RulesPage({ session, zone }: { session: DaySession; zone: string }) {
  const { t } = useOffice()
  const { value, fault, again } = useList(useCallback(() => session.perform('ruleset.read', {}), [session]))
  const [done, setDone] = useState<number | null>(null)
  return (
    <>
      <h1>{t.alerts.rules.title}</h1>
      <FaultNotice fault={fault} />
      {done !== null && <Notice tone="good" role="status"><p>{t.alerts.rules.done(done)}</p></Notice>}
      {value && <Editor key={value.version} view={value} session={session} zone={zone} onDone={(version) => {
        setDone(version)
        again()
      }} />}
    </>
  )
}

interface EditorProps { view: RulesView; session: DaySession; zone: string; onDone: (version: number) => void }
function Editor({ view, session, zone, onDone }: EditorProps) {
  const { t, lang, locale } = useOffice()
  const words = t.alerts.rules
  const [draft, setDraft] = useState<RuleSet>(view.rules)
  const [kind, setKind] = useState<ConditionKind>('raw')
  const [seen, setSeen] = useState<{ of: RuleSet; days: number; preview: RulesPreview } | null>(null)
  const { pending, fault, run } = useAction()
  const setRule = (id: string, rule: Rule): void => setDraft({ ...draft, rules: draft.rules.map((one) => (one.id === id ? rule : one)) })
  const preview = (days: number): void => void run(() => session.perform('ruleset.preview', { rules: draft, days })).then((found) => found && setSeen({ of: draft, days, preview: found }))
  const publish = (): void => void run(() => session.perform('ruleset.publish', { rules: draft, basedOn: view.version })).then((published) => published && onDone(published.version))
  const current = seen?.of === draft ? seen : null
  return (
    <div className="rule-form">
      {view.publishedBy === null ? <Notice tone="warn"><p>{words.proposal}</p><p>{words.version(view.version)}</p></Notice>
        : <p className="soft">{words.published(view.version, view.publishedBy, dayOf(view.publishedAt, zone, locale))}</p>}
      <section className="stack-wide" aria-labelledby="rules-list">
        <h2 id="rules-list">{words.list}</h2>
        {draft.rules.map((rule) => (
          <RuleFields key={rule.id} rule={rule} alerts={current?.preview.rules.find(({ ruleId }) => ruleId === rule.id)?.alerts ?? null} onChange={(next) => setRule(rule.id, next)}
            onRemove={rule.when.kind === 'redFlag' ? null : () => setDraft({ ...draft, rules: draft.rules.filter(({ id }) => id !== rule.id) })} legend={rule.name[lang]} />
        ))}
        <div className="row">
          <div className="field"><label htmlFor="rule-kind">{words.addKind}</label><select id="rule-kind" value={kind} onChange={({ target }) => setKind(conditionKinds.find((one) => one === target.value) ?? 'raw')}>{conditionKinds.filter((one) => one !== 'redFlag').map((one) => <option key={one} value={one}>{t.alerts.conditions[one]}</option>)}</select></div>
          <Button onClick={() => setDraft({ ...draft, rules: [...draft.rules, freshRule(kind, draft.rules)] })}>{words.add}</Button>
        </div>
      </section>
      <TimeFields draft={draft} staff={view.staff} zone={view.timeZone} onChange={setDraft} />
      <PreviewSection current={current} pending={pending} onPreview={preview} />
      {fault && (fault.code === 'invalidInput' ? <Notice tone="bad" role="alert"><p>{words.wrong}</p></Notice> : fault.code === 'conflict' ? <Notice tone="bad" role="alert"><p>{words.conflict}</p></Notice> : <FaultNotice fault={fault} />)}
      {current ? <div className="row"><Button look="primary" disabled={pending} onClick={publish}>{words.publish}</Button></div> : <p className="soft">{words.publishFirst}</p>}
    </div>
  )
}
