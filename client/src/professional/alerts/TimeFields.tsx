import type { RuleSet, Target } from '@lien/contract/alertRules'
import { alertLevels, type AlertLevel } from '@lien/contract/alerts'
import type { RulesView } from '@lien/contract/commands/alerts'
import { useOffice } from '../../i18n/office.ts'

interface Props { draft: RuleSet; staff: RulesView['staff']; zone: string; onChange: (draft: RuleSet) => void }
const kinds = ['service', 'always', 'visit'] as const

/** By when, in which hours, and whom else to tell. */
export function TimeFields({ draft, staff, zone, onChange }: Props) {
  const { t } = useOffice()
  const words = t.alerts.rules
  const { hours } = draft
  const setTarget = (level: AlertLevel, target: Target): void => onChange({ ...draft, targets: { ...draft.targets, [level]: target } })
  const retarget = (level: AlertLevel, kind: string): void => {
    const before = draft.targets[level]
    const minutes = before.kind === 'visit' ? 240 : before.minutes
    setTarget(level, kind === 'visit' ? { kind } : { kind: kind === 'always' ? 'always' : 'service', minutes })
  }
  const weekday = (n: number, on: boolean): void => onChange({ ...draft, hours: { ...hours, days: on ? [...hours.days, n].sort((a, b) => a - b) : hours.days.filter((one) => one !== n) } })
  const number = (field: 'escalateAfter' | 'missingHours', label: string, min: number) => (
    <div className="field"><label htmlFor={field}>{label}</label><input id={field} type="number" min={min} value={draft[field]} onChange={({ target }) => onChange({ ...draft, [field]: Number(target.value) })} /></div>
  )
  return (
    <>
      <fieldset className="rule">
        <legend>{words.targets}</legend>
        {alertLevels.map((level) => {
          const target = draft.targets[level]
          return (
            <div key={level} className="rule-fields">
              <div className="field"><label htmlFor={`target-${level}`}>{words.kind(t.alerts.levels[level])}</label><select id={`target-${level}`} value={target.kind} onChange={(event) => retarget(level, event.target.value)}>{kinds.map((one) => <option key={one} value={one}>{words[one]}</option>)}</select></div>
              {target.kind !== 'visit' && <div className="field"><label htmlFor={`minutes-${level}`}>{words.minutes(t.alerts.levels[level])}</label><input id={`minutes-${level}`} type="number" min={5} max={20160} value={target.minutes} onChange={(event) => setTarget(level, { ...target, minutes: Number(event.target.value) })} /></div>}
            </div>
          )
        })}
      </fieldset>
      <fieldset className="rule">
        <legend>{words.hours}</legend>
        <p className="soft">{words.zone(zone)}</p>
        <div className="row">{words.weekdays.map((name, index) => <label key={name} className="choice"><input type="checkbox" checked={hours.days.includes(index + 1)} onChange={({ target }) => weekday(index + 1, target.checked)} />{name}</label>)}</div>
        <div className="rule-fields">
          {(['from', 'to'] as const).map((end) => <div key={end} className="field"><label htmlFor={`hours-${end}`}>{words[end]}</label><input id={`hours-${end}`} type="time" required value={hours[end]} onChange={({ target }) => onChange({ ...draft, hours: { ...hours, [end]: target.value } })} /></div>)}
          <div className="field"><label htmlFor="hours-closed">{words.closed}</label><textarea id="hours-closed" rows={4} defaultValue={hours.closed.join('\n')} onChange={({ target }) => onChange({ ...draft, hours: { ...hours, closed: target.value.split(/\s+/).filter(Boolean) } })} /></div>
        </div>
      </fieldset>
      <fieldset className="rule">
        <legend>{words.deputies}</legend>
        <p className="soft">{words.deputiesHelp}</p>
        <div className="row">{staff.map(({ accountId, name }) => (
          <label key={accountId} className="choice"><input type="checkbox" checked={draft.deputies.includes(accountId)} onChange={({ target }) => onChange({ ...draft, deputies: target.checked ? [...draft.deputies, accountId] : draft.deputies.filter((one) => one !== accountId) })} />{name}</label>
        ))}</div>
        <div className="rule-fields">{number('escalateAfter', words.escalateAfter, 0)}{number('missingHours', words.missingHours, 1)}</div>
      </fieldset>
    </>
  )
}
