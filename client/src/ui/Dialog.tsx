import X from 'lucide-react/icons/x'
import { useId, useLayoutEffect, useRef, type ReactNode } from 'react'
import { useI18n } from '../i18n/I18n.tsx'
import { Button } from './Button.tsx'

/** A modal `<dialog>`: the platform keeps focus inside, closes on Escape and gives focus back. */
export function Dialog({ title, onClose, children }: { title: string; onClose: () => void; children: ReactNode }) {
  const { t } = useI18n()
  const dialog = useRef<HTMLDialogElement>(null)
  const id = useId()
  // Closed before it leaves the document: only then does the platform give the focus back.
  useLayoutEffect(() => {
    const element = dialog.current
    element?.showModal()
    return () => element?.close()
  }, [])
  return (
    <dialog ref={dialog} className="dialog" aria-labelledby={id} onCancel={(event) => {
      // React lets the cancelling of a dialog within this one come by here too.
      if (event.target !== event.currentTarget) return
      event.preventDefault()
      onClose()
    }}>
      <div className="dialog-body">
        <div className="dialog-head">
          <h2 id={id}>{title}</h2>
          <Button look="quiet" aria-label={t.common.close} onClick={onClose} icon={<X aria-hidden />} />
        </div>
        {children}
      </div>
    </dialog>
  )
}
