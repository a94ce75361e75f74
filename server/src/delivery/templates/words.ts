import type { TemplateName, TemplateParams } from './params.ts'

/** The house that writes. */
export interface House { name: string; phone: string; timeZone: string }

/** A message in its three shapes. The text message and the subject are seen by others: they name no illness and no ward. */
export interface Words {
  sms: string
  voice: string
  mail: { subject: string; paragraphs: readonly string[]; /** The one thing to do. */ action?: { label: string; url: string }; /** Shown large. */ code?: string; after: readonly string[] }
}
export type Templates = { [T in TemplateName]: (params: TemplateParams<T>, house: House) => Words }
