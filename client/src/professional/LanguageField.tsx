import { languages, type Language } from '@lien/contract/contact'
import { useOffice } from '../i18n/office.ts'

/** In which language somebody is written to, as a form's `language`. */
export function LanguageField({ id, chosen }: { id: string; chosen: Language }) {
  const { label, names } = useOffice().t.professional.language
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <select id={id} name="language" defaultValue={chosen}>{languages.map((language) => <option key={language} value={language}>{names[language]}</option>)}</select>
    </div>
  )
}

/** What was chosen there. */
export const languageOf = (form: FormData): Language => languages.find((language) => language === form.get('language')) ?? 'fr'
