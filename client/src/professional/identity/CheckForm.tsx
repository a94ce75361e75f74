import { documentKinds, type DocumentKind } from '@lien/contract/patient'
import type { PatientView } from '@lien/contract/commands/patients'
import { useId, type SubmitEvent } from 'react'
import { useOffice } from '../../i18n/office.ts'
import { Button } from '../../ui/Button.tsx'
import { FaultNotice } from '../../ui/FaultNotice.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { useAction } from '../../useAction.ts'
import type { Draft, IdentityWork } from './useIdentity.ts'

const fresh = ({ check, knownPhone }: PatientView): Draft => ({ matches: false, document: check?.document ?? '', place: check?.place ?? '', callback: check?.callback.text ?? knownPhone?.text ?? '' })

/** What the patient shows and says at the start of the call: document, place, number. */
export function CheckForm({ patient, work, onDone }: { patient: PatientView; work: IdentityWork; onDone: () => void }) {
  const { t } = useOffice()
  const { form: words, documents } = t.identity
  const id = useId()
  const { pending, fault, run } = useAction()
  const { matches, document, place, callback } = work.draft ?? fresh(patient)
  const change = (part: Partial<Draft>): void => work.setDraft({ matches, document, place, callback, ...part })
  const badPhone = fault?.fields?.includes('callback') === true
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    if (document === '') return
    void run(() => work.confirm({ document, place: place.trim(), callback: callback.trim() })).then((done) => {
      if (!done) return
      work.setDraft(null)
      onDone()
    })
  }
  return (
    <form className="check-form" onSubmit={submit}>
      <p>{words.lead}</p>
      <label className="choice"><input type="checkbox" required checked={matches} aria-describedby={`${id}-doubt`} onChange={(event) => change({ matches: event.target.checked })} />{words.match}</label>
      <p id={`${id}-doubt`} className="soft">{words.doubt}</p>
      <div className="field">
        <label htmlFor={`${id}-document`}>{words.document}</label>
        <select id={`${id}-document`} required value={document} onChange={(event) => change({ document: event.target.value as DocumentKind | '' })}>
          <option value="">{words.choose}</option>
          {documentKinds.map((kind) => <option key={kind} value={kind}>{documents[kind]}</option>)}
        </select>
      </div>
      <div className="field">
        <label htmlFor={`${id}-place`}>{words.place}</label>
        <textarea id={`${id}-place`} required minLength={3} maxLength={300} rows={2} autoComplete="off" aria-describedby={`${id}-hint`} value={place} onChange={(event) => change({ place: event.target.value })} />
        <p id={`${id}-hint`} className="soft">{words.placeHint}</p>
      </div>
      <div className="field">
        <label htmlFor={`${id}-phone`}>{words.callback}</label>
        <input id={`${id}-phone`} type="tel" required minLength={3} maxLength={40} autoComplete="off" value={callback} {...(badPhone && { 'aria-invalid': true, 'aria-describedby': `${id}-wrong` })} onChange={(event) => change({ callback: event.target.value })} />
        {badPhone && <div id={`${id}-wrong`}><Notice tone="bad" role="alert"><p>{words.wrongPhone}</p></Notice></div>}
      </div>
      {!badPhone && <FaultNotice fault={fault} />}
      <div className="row">
        <Button look="primary" type="submit" disabled={pending}>{words.confirm}</Button>
        {patient.check && <Button onClick={() => {
          work.setDraft(null)
          onDone()
        }}>{t.common.cancel}</Button>}
      </div>
    </form>
  )
}
