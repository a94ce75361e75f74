import { useState } from 'react'
import { useOffice } from '../../i18n/office.ts'
import { Notice } from '../../ui/Notice.tsx'

interface Fields { password: string; again: string; different: boolean; setPassword: (text: string) => void; setAgain: (text: string) => void; /** Null where the two differ: the fields say so. */ chosen: () => string | null }

export function usePasswordFields(): Fields {
  const [password, setPassword] = useState('')
  const [again, setAgain] = useState('')
  const [different, setDifferent] = useState(false)
  const chosen = (): string | null => {
    setDifferent(password !== again)
    return password === again ? password : null
  }
  return { password, again, different, setPassword, setAgain, chosen }
}

/** A new password, written twice. */
export function PasswordFields({ password, again, different, setPassword, setAgain }: Fields) {
  const words = useOffice().t.access.welcome
  return (
    <>
      <div className="field">
        <label htmlFor="new-password">{words.password}</label>
        <input id="new-password" type="password" autoComplete="new-password" aria-describedby="password-rule" required value={password} onChange={(event) => setPassword(event.target.value)} />
        <p id="password-rule" className="soft">{words.rule}</p>
      </div>
      <div className="field"><label htmlFor="password-again">{words.again}</label><input id="password-again" type="password" autoComplete="new-password" required value={again} onChange={(event) => setAgain(event.target.value)} /></div>
      {different && <Notice tone="bad" role="alert"><p>{words.different}</p></Notice>}
    </>
  )
}
