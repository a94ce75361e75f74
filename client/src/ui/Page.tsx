import Globe from 'lucide-react/icons/globe'
import Phone from 'lucide-react/icons/phone'
import { useEffect, useRef, type ReactNode } from 'react'
import { useI18n } from '../i18n/I18n.tsx'
import { Button } from './Button.tsx'
import icon from './icon.svg'

interface Props { title: string; phone?: string | null; demo?: boolean; compact?: boolean; actions?: ReactNode; wide?: boolean; children: ReactNode }

/** The document's first screen leaves the focus at its top, as browsers do. */
let opened = false

/** The frame of every screen outside the call. Each new screen takes the focus to its heading's region, so that it is read out. */
export function Page({ title, phone = null, demo = false, compact = false, actions, wide = false, children }: Props) {
  const { t, switchLanguage } = useI18n()
  const main = useRef<HTMLElement>(null)
  useEffect(() => {
    document.title = `${title} · Lien`
    if (opened) main.current?.focus()
    opened = true
    window.scrollTo(0, 0)
  }, [title])
  return (
    <div className={compact ? 'theme compact' : 'theme'}>
      <a className="skip" href="#main" onClick={(event) => {
        event.preventDefault()
        main.current?.focus()
      }}>{t.common.skip}</a>
      <header className="page-head">
        <span className="wordmark"><img src={icon} alt="" width="32" height="32" />Lien</span>
        {actions}
        <Button look="quiet" lang={t.common.otherLanguage === 'English' ? 'en' : 'fr'} icon={<Globe aria-hidden size={20} />} onClick={switchLanguage}>{t.common.otherLanguage}</Button>
        {phone && <PhoneLink phone={phone} look="quiet" />}
        {demo && <p className="demo">{t.common.demo}</p>}
      </header>
      <main id="main" ref={main} tabIndex={-1} className={wide ? 'page-main wide' : 'page-main'}>{children}</main>
    </div>
  )
}

/** The ward's telephone, one touch away. */
export function PhoneLink({ phone, look = 'plain', big = false }: { phone: string; look?: 'plain' | 'quiet' | 'primary'; big?: boolean }) {
  const { t } = useI18n()
  return <a className={`button ${look}${big ? ' big' : ''}`} href={`tel:${phone.replace(/[^+\d]/g, '')}`}><Phone aria-hidden size={20} />{look === 'quiet' ? <span>{t.common.call}<span className="roomy"> {t.common.theWard}</span></span> : t.common.callWard(phone)}</a>
}
