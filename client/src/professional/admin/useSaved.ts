import type { Reply } from '@lien/contract/faults'
import { useState, type SubmitEvent } from 'react'
import { useAction } from '../../useAction.ts'

/** A form that is saved where it stands: what is under way, what was refused, and "saved" until something is changed again. */
export function useSaved(save: (form: FormData) => Promise<Reply<unknown>>) {
  const { pending, fault, run } = useAction()
  const [saved, setSaved] = useState(false)
  const onSubmit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    setSaved(false)
    void run(() => save(form)).then((done) => setSaved(done !== null))
  }
  return { pending, fault, saved, form: { onSubmit, onChange: () => setSaved(false) } }
}
