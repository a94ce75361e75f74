import type { Words } from '@lien/contract/forms'
import type { Designation, Element, Extension } from './document.ts'

/** The extensions of FHIR R4, its SDC guide and Lien that are understood. */
export const urls = {
  translation: 'http://hl7.org/fhir/StructureDefinition/translation',
  ordinalValue: 'http://hl7.org/fhir/StructureDefinition/ordinalValue',
  itemWeight: 'http://hl7.org/fhir/StructureDefinition/itemWeight',
  minValue: 'http://hl7.org/fhir/StructureDefinition/minValue',
  maxValue: 'http://hl7.org/fhir/StructureDefinition/maxValue',
  unit: 'http://hl7.org/fhir/StructureDefinition/questionnaire-unit',
  unitOption: 'http://hl7.org/fhir/StructureDefinition/questionnaire-unitOption',
  itemControl: 'http://hl7.org/fhir/StructureDefinition/questionnaire-itemControl',
  hidden: 'http://hl7.org/fhir/StructureDefinition/questionnaire-hidden',
  enableWhenExpression: 'http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-enableWhenExpression',
  redFlag: 'urn:lien:redFlag',
} as const

type Extended = { extension?: Extension[] | undefined } | undefined
export const extensionOf = (one: Extended, url: string): Extension | undefined => one?.extension?.find((extension) => extension.url === url)
export const extensionsOf = (one: Extended, url: string): Extension[] => one?.extension?.filter((extension) => extension.url === url) ?? []

/** FHIR's ordinalValue (R4) or itemWeight (newer), on the first of these that has one. */
export function ordinalOf(...ones: Extended[]): number | null {
  for (const one of ones) {
    const found = extensionOf(one, urls.ordinalValue) ?? extensionOf(one, urls.itemWeight)
    const value = found?.valueDecimal ?? found?.valueInteger
    if (value !== undefined) return value
  }
  return null
}

/** A text in French and English: its own language, the translations beside it, and where one is missing, the text itself. */
export function wordsOf(text: string, beside: Element | undefined, language: string | undefined, designations: readonly Designation[] = []): Words {
  const translated = (wanted: 'fr' | 'en'): string => {
    if (spoken(language) === wanted) return text
    const found = extensionsOf(beside, urls.translation).find((one) => spoken(extensionOf(one, 'lang')?.valueCode) === wanted)
    const content = extensionOf(found, 'content')
    return content?.valueString ?? content?.valueMarkdown ?? designations.find((one) => spoken(one.language) === wanted)?.value ?? text
  }
  return { fr: translated('fr'), en: translated('en') }
}
const spoken = (language: string | undefined): string => (language ?? '').slice(0, 2).toLowerCase()
