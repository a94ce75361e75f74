import type { Reason, ReasonValue } from '@lien/contract/alertRules'
import type { Attribute, Measure } from '@lien/contract/symptoms'
import type { Office } from '../../i18n/fr/office.ts'

interface Language { words: Office['alerts']; lang: 'fr' | 'en'; locale: string; zone: string }

/** "04/11", in the establishment's own day. */
export const shortDay = (at: string, { locale, zone }: Pick<Language, 'locale' | 'zone'>): string => new Intl.DateTimeFormat(locale, { day: '2-digit', month: '2-digit', timeZone: zone }).format(new Date(at))
const signed = (n: number, locale: string): string => new Intl.NumberFormat(locale, { signDisplay: 'exceptZero', maximumFractionDigits: 1 }).format(n)
const plain = (n: number, locale: string): string => new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }).format(n)

/** The reasons of an alert as sentences, one a sign, symptom or measure: "Nausées : fréquence 3 – souvent, +2 depuis le 04/11". */
export function sentences(reasons: readonly Reason[], language: Language): string[] {
  const { words, lang } = language
  const bySymptom = new Map<string, Reason[]>()
  const lines: string[] = []
  for (const reason of reasons) {
    if (reason.flag) lines.push(words.sign(words.flags[reason.flag]))
    else if (reason.kind === 'missing') lines.push(words.missing)
    else if (reason.symptom === null) lines.push(...reason.values.map((value) => measureLine(value, language)))
    else bySymptom.set(reason.symptom, [...(bySymptom.get(reason.symptom) ?? []), reason])
  }
  for (const [symptom, all] of bySymptom) {
    const name = all[0]?.name?.[lang] ?? symptom
    const values = new Map(all.flatMap(({ values: list }) => list.map((value) => [value.what, value] as const)))
    const grade = all.find(({ kind }) => kind === 'composite')?.grade ?? null
    const parts = [...values.values()].map((value) => attributeText(value, language))
    lines.push(`${name}${lang === 'fr' ? '\u00a0' : ''}: ${parts.length > 0 ? parts.join(lang === 'fr' ? '\u00a0; ' : '; ') : grade === null ? '' : words.composite(grade)}`)
  }
  return [...new Set(lines)]
}

function attributeText({ what, value, word, was, since }: ReasonValue, language: Language): string {
  const { words, lang, locale } = language
  const said = word ? ` – ${word[lang]}` : ''
  const change = was !== null && since && value > was ? `, ${words.change(signed(value - was, locale), shortDay(since, language))}` : ''
  return `${words.attributes[what as Attribute]} ${value}${said}${change}`
}

function measureLine(reason: ReasonValue, language: Language): string {
  const { words, lang, locale } = language
  const { what, value, word, was, since } = reason
  if (what === 'callWanted') return words.measures.callWanted
  if (what === 'weight' && was !== null && since) return words.weight(plain(value, locale), signed(value - was, locale), signed(((value - was) / was) * 100, locale), shortDay(since, language))
  const change = was !== null && since && value > was ? `, ${words.change(signed(value - was, locale), shortDay(since, language))}` : ''
  return `${words.measures[what as Measure]}${lang === 'fr' ? '\u00a0' : ''}: ${plain(value, locale)}${word ? ` – ${word[lang]}` : ''}${change}`
}
