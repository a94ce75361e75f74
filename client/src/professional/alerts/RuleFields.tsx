import type { Condition, Rule } from '@lien/contract/alertRules'
import { clinicalLevels, comparisons } from '@lien/contract/alerts'
import { attributes, type ScaledAttribute } from '@lien/contract/symptoms'
import type { ReactNode } from 'react'
import { useOffice } from '../../i18n/office.ts'
import { Button } from '../../ui/Button.tsx'
import { codesOf } from './ruleDrafts.ts'

interface Props { rule: Rule; legend: string; /** Of the preview; null before it. */ alerts: number | null; onChange: (rule: Rule) => void; onRemove: (() => void) | null }

/** One rule: its names, its level and its thresholds. */
export function RuleFields({ rule, legend, alerts, onChange, onRemove }: Props) {
  const { t } = useOffice()
  const words = t.alerts.rules
  const flag = rule.when.kind === 'redFlag'
  const id = (field: string): string => `rule-${rule.id}-${field}`
  const name = (field: 'fr' | 'en', label: string) => (
    <div className="field"><label htmlFor={id(field)}>{label}</label><input id={id(field)} maxLength={200} required value={rule.name[field]} onChange={({ target }) => onChange({ ...rule, name: { ...rule.name, [field]: target.value } })} /></div>
  )
  return (
    <fieldset className="rule">
      <legend>{legend}</legend>
      <p className="soft">{t.alerts.conditions[rule.when.kind]}{alerts !== null && <> · <strong>{words.ruleCount(alerts)}</strong></>}</p>
      <div className="rule-fields">
        {name('fr', words.nameFr)}
        {name('en', words.nameEn)}
        {!flag && (
          <div className="field"><label htmlFor={id('level')}>{words.level}</label>
            <select id={id('level')} value={rule.level} onChange={({ target }) => onChange({ ...rule, level: clinicalLevels.find((one) => one === target.value) ?? 'yellow' })}>{clinicalLevels.map((one) => <option key={one} value={one}>{t.alerts.levels[one]}</option>)}</select>
          </div>
        )}
        <ConditionFields when={rule.when} id={id} onChange={(when) => onChange({ ...rule, when })} />
      </div>
      {onRemove ? <div className="row"><Button look="quiet" aria-label={words.remove(legend)} onClick={onRemove}>{words.remove('').replace(/\s*:\s*$/, '')}</Button></div> : <p className="soft">{words.fixed}</p>}
    </fieldset>
  )
}

function ConditionFields({ when, id, onChange }: { when: Condition; id: (field: string) => string; onChange: (when: Condition) => void }): ReactNode {
  const { t } = useOffice()
  const words = t.alerts.rules
  const number = (field: string, label: string, value: number | null, [min, max]: readonly [number, number], set: (n: number) => void, step = 1) => (
    <div className="field"><label htmlFor={id(field)}>{label}</label><input id={id(field)} type="number" min={min} max={max} step={step} value={value ?? ''} onChange={({ target }) => set(Number(target.value))} /></div>
  )
  const symptoms = (value: readonly string[] | null, set: (codes: string[] | null) => void) => (
    <div className="field"><label htmlFor={id('symptoms')}>{words.symptoms}</label><input id={id('symptoms')} defaultValue={value?.join(', ') ?? ''} onChange={({ target }) => set(codesOf(target.value))} /></div>
  )
  const attribute = (value: readonly ScaledAttribute[] | null, set: (list: ScaledAttribute[] | null) => void) => (
    <div className="field"><label htmlFor={id('attribute')}>{words.attribute}</label>
      <select id={id('attribute')} value={value?.[0] ?? ''} onChange={({ target }) => { const found = scaled.find((one) => one === target.value); set(found ? [found] : null) }}>
        <option value="">{words.anyAttribute}</option>{scaled.map((one) => <option key={one} value={one}>{t.alerts.attributes[one]}</option>)}
      </select>
    </div>
  )
  const against = (value: 'last' | 'baseline', set: (to: 'last' | 'baseline') => void) => (
    <div className="field"><label htmlFor={id('against')}>{words.against}</label><select id={id('against')} value={value} onChange={({ target }) => set(comparisons.find((one) => one === target.value) ?? 'last')}>{comparisons.map((one) => <option key={one} value={one}>{words[one]}</option>)}</select></div>
  )
  switch (when.kind) {
    case 'redFlag': return null
    case 'callWanted': return null
    case 'raw': return <>{symptoms(when.symptoms, (codes) => onChange({ ...when, symptoms: codes }))}{attribute(when.attributes, (list) => onChange({ ...when, attributes: list }))}{number('atLeast', words.atLeast, when.atLeast, [1, 4], (atLeast) => onChange({ ...when, atLeast }))}</>
    case 'rise': return <>{symptoms(when.symptoms, (codes) => onChange({ ...when, symptoms: codes }))}{attribute(when.attributes, (list) => onChange({ ...when, attributes: list }))}{number('by', words.by, when.by, [1, 4], (by) => onChange({ ...when, by }))}{against(when.against, (to) => onChange({ ...when, against: to }))}</>
    case 'composite': return <>{symptoms(when.symptoms, (codes) => onChange({ ...when, symptoms: codes }))}{number('atLeast', words.atLeast, when.atLeast, [1, 3], (atLeast) => onChange({ ...when, atLeast }))}</>
    case 'spread': return <>{number('count', words.count, when.count, [2, 20], (count) => onChange({ ...when, count }))}{number('by', words.by, when.by, [1, 4], (by) => onChange({ ...when, by }))}{against(when.against, (to) => onChange({ ...when, against: to }))}</>
    case 'weightLoss': return <>{number('percent', words.percent, when.percent, [1, 50], (percent) => onChange({ ...when, percent }), 0.5)}{number('days', words.days, when.days, [7, 400], (days) => onChange({ ...when, days }))}</>
    case 'activity': return <>{number('atLeast', words.atLeast, when.atLeast, [0, 4], (n) => onChange({ ...when, atLeast: n > 0 ? n : null }))}{number('by', words.by, when.by, [0, 4], (n) => onChange({ ...when, by: n > 0 ? n : null }))}</>
    case 'missedDoses': return number('atLeast', words.atLeast, when.atLeast, [1, 100], (atLeast) => onChange({ ...when, atLeast }))
  }
}
const scaled = attributes.filter((one): one is ScaledAttribute => one !== 'presence')
