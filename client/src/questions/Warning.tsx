import Phone from 'lucide-react/icons/phone'
import type { RedFlag } from '@lien/contract/symptoms'
import { useLayoutEffect, useRef } from 'react'
import { useQuestionWords } from '../i18n/questions.ts'
import { Button } from '../ui/Button.tsx'
import type { Answering } from './Answering.ts'

const tel = (phone: string): string => `tel:${phone.replace(/[^+\d]/g, '')}`

interface Props { answering: Answering; flags: readonly RedFlag[]; phone: string }

/**
 * An answer that waits for nobody: whom to call, at once, and the way on. It fills the screen, and is said by this
 * device alone, with or without a network.
 */
export function Warning({ answering, flags, phone }: Props) {
  const words = useQuestionWords().warning
  const dialog = useRef<HTMLDialogElement>(null)
  const heading = useRef<HTMLHeadingElement>(null)
  const care = flags.includes('selfHarm')
  const others = flags.filter((flag) => flag !== 'selfHarm')
  useLayoutEffect(() => {
    const element = dialog.current
    element?.showModal()
    heading.current?.focus()
    return () => element?.close()
  }, [])
  return (
    <dialog ref={dialog} className={care ? 'warning-screen care' : 'warning-screen'} role="alertdialog" aria-labelledby="warning-title" aria-describedby="warning-what" onCancel={(event) => {
      event.preventDefault()
      answering.readWarning()
    }}>
      <div className="warning-body">
        <h1 id="warning-title" ref={heading} tabIndex={-1}>{care ? words.care : words.title}</h1>
        <div id="warning-what" className="stack">
          {care && <p>{words.careBody}</p>}
          {others.length > 0 && <ul className="warning-flags">{others.map((flag) => <li key={flag}>{words.flags[flag]}</li>)}</ul>}
          <p>{care ? words.careDanger : words.now}</p>
          {!care && <p>{words.severe}</p>}
        </div>
        <Numbers phone={phone} care={care} />
        <Button big onClick={() => answering.readWarning()}>{words.goOn}</Button>
      </div>
    </dialog>
  )
}

/** The numbers, the most useful first. */
export function Numbers({ phone, care }: { phone: string; care: boolean }) {
  const words = useQuestionWords().warning
  const call = (number: string, label: string, primary: boolean) => <a className={`button ${primary ? 'danger' : 'plain'} big`} href={tel(number)}><Phone aria-hidden size={22} />{label}</a>
  return (
    <div className="stack">
      {care && <a className="button primary big" href={tel('3114')}><Phone aria-hidden size={22} />{words.call3114}</a>}
      {call('15', words.call15, !care)}
      {call('112', words.call112, false)}
      {call(phone, words.callWard(phone.replaceAll(' ', '\u00a0')), false)}
    </div>
  )
}
