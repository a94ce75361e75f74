import type { PhoneOrigin } from '@lien/contract/consultation'
import { findContact } from '../contacts/queries.ts'
import { callbackOf } from '../patients/queries.ts'
import type { Act } from '../platform/act.ts'
import { maskPhone } from '../platform/contactPoint.ts'
import type { ActHandlers } from '../platform/handlers.ts'
import { leaveCall } from '../stays/commands.ts'
import { must, mustBeHeld, type Consultation } from './rules.ts'
import * as store from './store.ts'

export type ModalityNames = 'consultation.continueByTelephone' | 'consultation.stepBackUp'

/** By which means a consultation is held, changed under way; its state, its seats and its record stay. */
export const modalityCommands: ActHandlers<ModalityNames> = {
  async 'consultation.continueByTelephone'(act, { consultationId }) {
    const consultation = await store.loadForChange(act, consultationId)
    must(act.caller, 'telephone', consultation)
    mustBeHeld(consultation)
    const { number, origin } = await numberOf(act, consultation)
    const rings = number && maskPhone(number)
    if (consultation.byTelephone) {
      await store.saveRings(act, consultationId, rings)
      act.record({ type: 'consultation.modalityKept', modality: 'telephone' })
    } else {
      await store.beginModality(act, consultation, 'telephone', rings)
      act.record({ type: 'consultation.continuedByTelephone', number: origin })
      await leaveCall(act, consultationId, 'everyone', 'byTelephone')
    }
    act.tell({ type: 'changed', consultationId })
    return {}
  },

  async 'consultation.stepBackUp'(act, { consultationId }) {
    const consultation = await store.loadForChange(act, consultationId)
    must(act.caller, 'telephone', consultation)
    mustBeHeld(consultation)
    if (consultation.byTelephone) {
      await store.beginModality(act, consultation, 'video')
      act.record({ type: 'consultation.steppedBackUp' })
      act.tell({ type: 'changed', consultationId })
    } else act.record({ type: 'consultation.modalityKept', modality: 'video' })
    return {}
  },
}

/** Where the patient is called: the number they gave at the identity check (HAS 2019), else the one they are known by. */
async function numberOf(act: Act, { id, people }: Consultation): Promise<{ number: string | null; origin: PhoneOrigin }> {
  const given = await callbackOf(act.db, id)
  if (given) return { number: given, origin: 'identityCheck' }
  const patient = people.find(({ seat }) => seat === 'patient')
  const known = patient ? await findContact(act.db, patient.id) : null
  return known?.phone ? { number: known.phone, origin: 'contact' } : { number: null, origin: 'none' }
}
