import type { ConsultationId } from '@lien/contract/ids'
import { setPasswordPath } from '@lien/contract/wire'
import { createRoot } from 'react-dom/client'
import { BrowserRouter } from 'react-router'
import { I18nProvider } from '../i18n/I18n.tsx'
import { chosenLanguage } from '../i18n/language.ts'
import { loadOffice } from '../i18n/office.ts'
import '../ui/base.css'
import '../ui/ui.css'
import { Crash } from '../ui/Crash.tsx'
import { DaySession } from './DaySession.ts'
import { ProfessionalPage } from './ProfessionalPage.tsx'
import './professional.css'

/** The token of a mailed link, which leaves the address bar before anything is loaded or shown. */
const takeToken = (): string | null => {
  if (location.pathname !== setPasswordPath) return null
  const token = location.hash.slice(1)
  history.replaceState(null, '', '/')
  return token
}

const mailed = takeToken()
const lang = chosenLanguage()
document.documentElement.lang = lang
const opened = /^\/consultation\/([^/]+)$/.exec(location.pathname)?.[1]
const session = DaySession.create((opened ?? null) as ConsultationId | null, new AbortController().signal)

const start = async (): Promise<void> => {
  const words = await loadOffice(lang)
  const root = document.getElementById('root')
  if (!root) return
  createRoot(root).render(
    <I18nProvider first={words} load={loadOffice}>
      <Crash words={words.common} phone={() => session.state.get().day?.site.phone ?? null}>
        <BrowserRouter><ProfessionalPage session={session} mailed={mailed} /></BrowserRouter>
      </Crash>
    </I18nProvider>,
  )
}

void start()
