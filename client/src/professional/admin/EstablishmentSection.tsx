import { decidableFactors, secondFactorRules } from '@lien/contract/factors'
import { useCallback } from 'react'
import { useOffice } from '../../i18n/office.ts'
import { Button } from '../../ui/Button.tsx'
import type { DaySession } from '../DaySession.ts'
import { AdminFault } from './AdminFault.tsx'
import { textOf } from './ChangeDialog.tsx'
import { useList } from './useList.ts'
import { useSaved } from './useSaved.ts'

const oneOf = <T extends string>(rules: readonly T[], form: FormData, name: string): T | undefined => rules.find((rule) => rule === textOf(form, name))

export function EstablishmentSection({ session }: { session: DaySession }) {
  const { t } = useOffice()
  const words = t.administration
  const { value, fault: unread } = useList(useCallback(() => session.perform('establishment.read', {}), [session]))
  const { pending, fault, saved, form: saving } = useSaved((form) => session.perform('establishment.change', { name: textOf(form, 'name'), phone: textOf(form, 'phone'), timeZone: textOf(form, 'timeZone'), patientFactor: oneOf(decidableFactors, form, 'patientFactor'), secondFactor: oneOf(secondFactorRules, form, 'secondFactor') }))
  if (!value) return <AdminFault fault={unread} />
  const names = words.establishment
  return (
    <form className="sign-in" {...saving}>
      <div className="field"><label htmlFor="name">{names.name}</label><input id="name" name="name" required maxLength={120} defaultValue={value.name} /></div>
      <div className="field"><label htmlFor="phone">{names.phone}</label><input id="phone" name="phone" type="tel" required maxLength={30} defaultValue={value.phone} /></div>
      <div className="field"><label htmlFor="timeZone">{names.timeZone}</label><input id="timeZone" name="timeZone" required maxLength={64} list="zones" defaultValue={value.timeZone} /></div>
      <datalist id="zones">{['Europe/Paris', 'Indian/Reunion', 'America/Guadeloupe', 'America/Martinique', 'America/Cayenne', 'Indian/Mayotte', 'Pacific/Noumea', 'Pacific/Tahiti'].map((zone) => <option key={zone} value={zone} />)}</datalist>
      <fieldset className="reasons">
        <legend>{names.patientFactor}</legend>
        {decidableFactors.map((rule) => <label key={rule} className="choice"><input type="radio" name="patientFactor" value={rule} defaultChecked={value.patientFactor === rule} />{names.patientRules[rule]}</label>)}
      </fieldset>
      <fieldset className="reasons">
        <legend>{names.secondFactor}</legend>
        {secondFactorRules.map((rule) => <label key={rule} className="choice"><input type="radio" name="secondFactor" value={rule} defaultChecked={value.secondFactor === rule} />{names.staffRules[rule]}</label>)}
      </fieldset>
      <p><strong>{names.finess}</strong> {value.finess ?? words.never}. <span className="soft">{names.fixed}</span></p>
      <AdminFault fault={fault} />
      <div className="row"><Button look="primary" type="submit" disabled={pending}>{words.save}</Button><span role="status">{saved && words.saved}</span></div>
    </form>
  )
}
