import { createRoot } from 'react-dom/client'
import { I18nProvider } from '../i18n/I18n.tsx'
import { chosenLanguage, loadCatalogue } from '../i18n/language.ts'
import '../ui/base.css'
import '../ui/ui.css'
import { Crash } from '../ui/Crash.tsx'
import './demonstration.css'
import { Messages } from './Messages.tsx'

const lang = chosenLanguage()
document.documentElement.lang = lang
const start = async (): Promise<void> => {
  const words = await loadCatalogue(lang)
  const root = document.getElementById('root')
  if (root) createRoot(root).render(<I18nProvider first={words} load={loadCatalogue}><Crash words={words.common} phone={() => null}><Messages /></Crash></I18nProvider>)
}

void start()
