import { quality as en } from '../i18n/en/quality.ts'
import { quality as fr, type QualityWords } from '../i18n/fr/quality.ts'
import { useI18n } from '../i18n/I18n.tsx'

export function useQualityWords(): QualityWords {
  return useI18n().lang === 'fr' ? fr : en
}
