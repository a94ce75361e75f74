import type { Form, FormItem, Option } from '@lien/contract/forms'
import type { Attribute } from '@lien/contract/symptoms'

/** A question or a group, with everything it does not say. */
export const item = (one: Partial<FormItem> & Pick<FormItem, 'linkId' | 'kind'>): FormItem => ({
  text: { fr: `Question ${one.linkId}`, en: `Question ${one.linkId} (en)` }, help: null, required: false, repeats: false, readOnly: false, maxLength: null, min: null, max: null, unit: null,
  options: [], enableWhen: null, symptom: null, attribute: null, measure: null, topic: false, flags: [], items: [], ...one,
})

const scales: Record<Attribute, readonly [string, string][]> = {
  frequency: [['Jamais', 'Never'], ['Rarement', 'Rarely'], ['Parfois', 'Occasionally'], ['Souvent', 'Frequently'], ['Presque tout le temps', 'Almost constantly']],
  severity: [['Aucune gêne', 'None'], ['Légère', 'Mild'], ['Modérée', 'Moderate'], ['Forte', 'Severe'], ['Très forte', 'Very severe']],
  interference: [['Pas du tout', 'Not at all'], ['Un peu', 'A little bit'], ['Moyennement', 'Somewhat'], ['Beaucoup', 'Quite a bit'], ['Énormément', 'Very much']],
  amount: [['Pas du tout', 'Not at all'], ['Un peu', 'A little bit'], ['Moyennement', 'Somewhat'], ['Beaucoup', 'Quite a bit'], ['Énormément', 'Very much']],
  presence: [['Non', 'No'], ['Oui', 'Yes']],
}
const options = (attribute: Attribute): Option[] => scales[attribute].map(([fr, en], ordinal) => ({ code: String(ordinal), text: { fr, en }, ordinal, decline: null }))

/** A symptom asked by these attributes; the later ones only where the first is not nothing. */
export function symptom(code: string, words: { fr: string; en: string }, attributes: readonly Attribute[], more: Partial<FormItem> = {}): FormItem {
  const [first] = attributes
  return item({
    linkId: code, kind: 'group', text: words, symptom: code,
    items: attributes.map((attribute) => item({
      linkId: `${code}.${attribute}`, kind: 'choice', attribute, required: attribute === first, options: options(attribute), text: { fr: `${words.fr} (${attribute})`, en: `${words.en} (${attribute})` },
      enableWhen: attribute === first ? null : { all: true, conditions: [{ question: `${code}.${first ?? ''}`, operator: '>', value: 0 }] }, ...(attribute === first ? more : {}),
    })),
  })
}

/** Nothing in it must be answered. */
export const shortForm: Form = { title: { fr: 'Essai court', en: 'Short trial' }, description: null, items: [item({ linkId: 'note', kind: 'string' })] }

/** A bit of everything that can be asked. */
export const fullForm: Form = {
  title: { fr: 'Avant votre consultation', en: 'Before your visit' }, description: null,
  items: [
    symptom('nausea', { fr: 'Nausées', en: 'Nausea' }, ['frequency', 'severity']),
    symptom('pain', { fr: 'Douleur', en: 'Pain' }, ['frequency', 'severity', 'interference']),
    item({ linkId: 'breath', kind: 'choice', text: { fr: 'Êtes-vous essoufflé au repos ?', en: 'Are you short of breath at rest?' }, symptom: 'breath', attribute: 'severity', required: true, options: options('severity'), flags: [{ flag: 'breathlessness', operator: '>=', value: 3 }] }),
    item({ linkId: 'temperature', kind: 'decimal', text: { fr: 'Votre température', en: 'Your temperature' }, min: 34, max: 43, unit: '°C', measure: 'temperature', flags: [{ flag: 'fever', operator: '>=', value: 38 }] }),
    item({ linkId: 'weight', kind: 'quantity', text: { fr: 'Votre poids', en: 'Your weight' }, min: 25, max: 300, unit: 'kg', measure: 'weight' }),
    item({ linkId: 'since', kind: 'date', text: { fr: 'Depuis quand ?', en: 'Since when?' } }),
    item({ linkId: 'call', kind: 'boolean', text: { fr: 'Souhaitez-vous être rappelé avant ?', en: 'Do you need a call before?' }, measure: 'callWanted' }),
    item({ linkId: 'reasons', kind: 'choice', text: { fr: 'Pourquoi avez-vous oublié des prises ?', en: 'Why did you miss doses?' }, repeats: true, options: [['forgot', 'Oubli', 'Forgot'], ['sick', 'Nausées', 'Felt sick'], ['out', 'Plus de médicament', 'Ran out']].map(([code = '', fr = '', en = '']) => ({ code, text: { fr, en }, ordinal: null, decline: null })) }),
    item({ linkId: 'dark', kind: 'boolean', text: { fr: 'Avez-vous pensé à vous faire du mal ?', en: 'Have you thought of hurting yourself?' }, flags: [{ flag: 'selfHarm', operator: '=', value: true }] }),
    item({ linkId: 'topics', kind: 'string', text: { fr: 'De quoi voulez-vous parler ?', en: 'What do you want to talk about?' }, repeats: true, topic: true, maxLength: 200 }),
  ],
}

export const code = (value: number | string, at = 1) => ({ values: [{ type: 'code' as const, code: String(value) }], at })
export const number = (value: number, at = 1) => ({ values: [{ type: 'number' as const, value }], at })
export const yes = (value: boolean, at = 1) => ({ values: [{ type: 'boolean' as const, value }], at })
export const text = (...values: string[]) => ({ values: values.map((value) => ({ type: 'text' as const, value })), at: 1 })
