import type { Channel } from '@lien/contract/outbox'
import type { Written } from '../Sender.ts'
import { en } from './en.ts'
import { fr } from './fr.ts'
import { templateParams, type TemplateName } from './params.ts'
import type { House, Templates, Words } from './words.ts'

const languages = { fr, en } as const

/** Writes a message. Throws when the parameters are not the template's. */
export function write({ template, lang, channel, params, house }: { template: TemplateName; lang: 'fr' | 'en'; channel: Channel; params: unknown; house: House }): Written {
  const words = wordsOf(languages[lang], template, params, house)
  switch (channel) {
    case 'sms': return { subject: null, text: words.sms, html: null }
    case 'voice': return { subject: null, text: words.voice, html: null }
    case 'mail': return { subject: words.mail.subject, text: textOf(words.mail, house), html: htmlOf(words.mail, house, lang) }
  }
}

function wordsOf<T extends TemplateName>(templates: Templates, template: T, params: unknown, house: House): Words {
  const parsed = templateParams[template].parse(params) as Parameters<Templates[T]>[0]
  return templates[template](parsed, house)
}

function textOf({ paragraphs, action, code, after }: Words['mail'], house: House): string {
  return [...paragraphs, ...(code ? [code] : []), ...(action ? [`${action.label} :\n${action.url}`] : []), ...after, `${house.name}\n${house.phone}`].join('\n\n') + '\n'
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign)

/** Large type, one column, one link written out, nothing fetched from anywhere. */
function htmlOf({ subject, paragraphs, action, code, after }: Words['mail'], house: House, lang: string): string {
  const p = (text: string) => `<p style="margin:0 0 1em">${escaped(text)}</p>`
  const url = action && escaped(action.url)
  return [
    `<!doctype html><html lang="${lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(subject)}</title></head>`,
    '<body style="margin:0;padding:24px;background:#ffffff;color:#1b1b1b;font:18px/1.5 Arial,Helvetica,sans-serif"><div style="max-width:36em">',
    ...paragraphs.map(p),
    ...(code ? [`<p style="margin:0 0 1em;font-size:32px;font-weight:bold;letter-spacing:4px">${escaped(code)}</p>`] : []),
    ...(action && url ? [`<p style="margin:0 0 1em"><a href="${url}" style="display:inline-block;padding:14px 22px;background:#0b4f6c;color:#ffffff;font-weight:bold;border-radius:8px">${escaped(action.label)}</a></p>`, `<p style="margin:0 0 1em;word-break:break-all"><a href="${url}" style="color:#0b4f6c">${url}</a></p>`] : []),
    ...after.map(p),
    `<p style="margin:0">${escaped(house.name)}<br>${escaped(house.phone)}</p>`,
    '</div></body></html>',
  ].join('\n')
}
