import { createRoot } from 'react-dom/client'
import { I18nProvider } from '../i18n/I18n.tsx'
import { chosenLanguage, loadCatalogue } from '../i18n/language.ts'
import '../ui/base.css'
import '../ui/ui.css'
import { Crash } from '../ui/Crash.tsx'
import { Page } from '../ui/Page.tsx'
import './visit.css'
import { LostLink, VisitCall, VisitPage } from './VisitPage.tsx'
import { session } from './session.ts'

const lang = chosenLanguage()
document.documentElement.lang = lang
if (session?.state.get().progress.here) VisitCall.warm()
const start = async (): Promise<void> => {
  const words = await loadCatalogue(lang)
  const root = document.getElementById('root')
  if (root) {
    createRoot(root).render(
      <I18nProvider first={words} load={loadCatalogue}>
        <Crash words={words.common} phone={() => session?.state.get().view?.site.phone ?? null}>{session ? <VisitPage session={session} /> : <LostLink fallback={<Page title={words.visit.title}><p role="status">{words.common.loading}</p></Page>} />}</Crash>
      </I18nProvider>,
    )
  }
}

void start()
