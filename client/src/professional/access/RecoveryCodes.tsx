import { useState } from 'react'
import { useOffice } from '../../i18n/office.ts'
import { Button } from '../../ui/Button.tsx'
import { Notice } from '../../ui/Notice.tsx'

/** Shown this once. */
export function RecoveryCodes({ codes, onDone }: { codes: readonly string[]; onDone: () => void }) {
  const words = useOffice().t.access.codes
  const [copied, setCopied] = useState(false)
  return (
    <div className="sign-in">
      <Notice tone="warn"><p>{words.why}</p></Notice>
      <ul className="codes">{codes.map((code) => <li key={code}><code>{code}</code></li>)}</ul>
      <div className="row">
        <Button onClick={() => void navigator.clipboard.writeText(codes.join('\n')).then(() => setCopied(true), () => setCopied(false))}>{words.copy}</Button>
        <Button onClick={() => window.print()}>{words.print}</Button>
        <span role="status">{copied && words.copied}</span>
      </div>
      <Button look="primary" onClick={onDone}>{words.done}</Button>
    </div>
  )
}
