import { describe, expect, it } from 'vitest'
import { templates as names } from '@lien/contract/outbox'
import { templateParams, type TemplateName } from './params.ts'
import { write } from './write.ts'

const house = { name: 'Centre de cancérologie <essai>', phone: '+33 1 99 00 00 00', timeZone: 'Europe/Paris' }
const token = 'A'.repeat(43)
const link = { url: `https://video.chu-exemple.test/visit#${token}`, scheduledAt: '2026-08-24T08:30:00Z' }
const questions = { url: link.url, dueAt: link.scheduledAt }
const samples: { [T in TemplateName]: unknown } = {
  link, linkAgain: link, questionnaire: link, questionnaireReminder: link, followUp: questions, followUpReminder: questions, code: { code: '493817', minutes: 10 },
  invitation: { url: `https://video.chu-exemple.test/account#${token}`, hours: 72 }, passwordReset: { url: `https://video.chu-exemple.test/account#${token}`, minutes: 30 },
  alertWaiting: { url: 'https://video.chu-exemple.test/alertes', hours: 2 },
}
const every = names.flatMap((template) => (['fr', 'en'] as const).map((lang) => ({ template, lang })))

/** GSM 03.38: the basic set counts one, its extension two. */
const basic = '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà'
const extension = '^{}\\[~]|€'
const septets = (text: string): number => Array.from(text).reduce((sum, sign) => sum + (basic.includes(sign) ? 1 : extension.includes(sign) ? 2 : Number.NaN), 0)

it('the contract’s list and the templates agree', () => expect(Object.keys(templateParams).sort()).toEqual([...names].sort()))

describe.each(every)('$template in $lang', ({ template, lang }) => {
  const as = (channel: 'sms' | 'mail' | 'voice') => write({ template, lang, channel, params: samples[template], house })
  const action = (samples[template] as { url?: string }).url

  it('fits into one text message', () => {
    expect(septets(as('sms').text)).toBeLessThanOrEqual(160)
  })
  it('says where to call, in every shape but the code’s call', () => {
    expect(as('sms').text).toContain(house.phone)
    expect(as('mail').text).toContain(house.phone)
    if (template !== 'code') expect(as('voice').text).toContain(house.phone)
  })
  it('names no illness and no ward where others see it', () => {
    for (const seen of [as('sms').text, as('voice').text, as('mail').subject ?? '']) expect(seen).not.toMatch(/canc|onco|chimio|tumeur|Centre/i)
  })
  it('the mail says the same in both texts, and fetches nothing', () => {
    const { text, html } = as('mail')
    expect(html).not.toMatch(/<img|<script|src=|url\(|@import/i)
    expect(html).toContain('&lt;essai&gt;')
    const urls = [...(html ?? '').matchAll(/href="([^"]*)"/g)].map(([, url]) => url)
    expect(urls).toEqual(action ? [action, action] : [])
    if (action) expect(text).toContain(action)
  })
  it('a link is never read out', () => expect(as('voice').text).not.toMatch(/https?:/))
})

it('a code is spelled digit by digit', () => {
  expect(write({ template: 'code', lang: 'fr', channel: 'voice', params: { code: '4078', minutes: 10 }, house }).text).toContain('quatre, zéro, sept, huit')
  expect(write({ template: 'code', lang: 'en', channel: 'voice', params: { code: '4078', minutes: 10 }, house }).text).toContain('four, zero, seven, eight')
})
it('the hour is the house’s, and the mail says so', () => {
  expect(write({ template: 'link', lang: 'fr', channel: 'sms', params: link, house }).text).toContain('24/08 à 10h30')
  expect(write({ template: 'link', lang: 'fr', channel: 'mail', params: link, house }).text).toContain('lundi 24 août à 10h30 (heure de Paris)')
})
it('refuses what is not the template’s', () => {
  expect(() => write({ template: 'code', lang: 'fr', channel: 'sms', params: { code: 'abcd', minutes: 10 }, house })).toThrow()
})
