import type { ConsultationId } from '@lien/contract/ids'
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
        <BrowserRouter><ProfessionalPage session={session} /></BrowserRouter>
      </Crash>
    </I18nProvider>,
  )
}

void start()
