import { decidableFactors, type PatientFactor } from '@lien/contract/contact'
import { useState, type SubmitEvent } from 'react'
import { useOffice } from '../../i18n/office.ts'
import { Button } from '../../ui/Button.tsx'
import { useAction } from '../../useAction.ts'
import type { DaySession } from '../DaySession.ts'
import { AdminFault } from './AdminFault.tsx'

/** What patients give beside their link, decided for the whole establishment. */
export function PatientFactorForm({ session, decided }: { session: DaySession; decided: PatientFactor }) {
  const { t } = useOffice()
  const words = t.administration
  const [factor, setFactor] = useState(decided)
  const [saved, setSaved] = useState(false)
  const { pending, fault, run } = useAction()
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault()
    const chosen = decidableFactors.find((one) => one === factor)
    if (chosen) void run(() => session.perform('link.decideFactor', { factor: chosen })).then((done) => setSaved(done !== null))
  }
  return (
    <form className="sign-in" onSubmit={submit}>
      <h2>{words.patientFactor.title}</h2>
      <p>{words.patientFactor.lead}</p>
      <fieldset className="reasons">
        <legend className="field-label">{words.patientFactor.legend}</legend>
        {decidableFactors.map((each) => (
          <label key={each} className="choice"><input type="radio" name="factor" required checked={factor === each} onChange={() => {
            setFactor(each)
            setSaved(false)
          }} />{words.patientFactor.choices[each]}</label>
        ))}
      </fieldset>
      <AdminFault fault={fault} />
      <div className="row"><Button type="submit" look="primary" disabled={pending}>{words.patientFactor.save}</Button><span role="status">{saved && words.saved}</span></div>
    </form>
  )
}
