import type { Identity } from '@lien/contract/commands/patients'
import type { Words } from '@lien/contract/forms'
import { alertLine, discussedOf, rawThreshold } from '@lien/contract/summaryRules'
import type { AnswersSummary, MeasureSummary, SummaryView, SymptomSummary } from '@lien/contract/summaries'
import { printWords } from './printWords.ts'
import { Sheet, type Cell } from './Sheet.ts'

export type Language = 'fr' | 'en'
export interface Printed { summary: SummaryView; identity: Identity; site: string; by: string; at: Date; language: Language }
const dayLength = 86_400_000

/** What the panel shows, as tables, with what was discussed and both grades; pure but for fonts read from the disk. */
export async function printSummary({ summary, identity, site, by, at, language }: Printed): Promise<Buffer> {
  const words = printWords[language]
  const tell = teller(language, summary.timeZone)
  const sheet = Sheet.create({ title: words.title, language: language === 'fr' ? 'fr-FR' : 'en-GB', at })
  sheet.heading(words.title, 1)
  sheet.line(site, { bold: true })
  sheet.line(`${words.patient} : ${[identity.usedName ?? identity.birthName, identity.givenName].join(' ')}${identity.usedName ? ` (${identity.birthName})` : ''}, ${words.born} ${tell.date(identity.birthDate)} · ${words.status} ${words.statuses[identity.status]}`)
  sheet.line(`${words.visit} ${tell.instant(summary.visitAt)} · ${words.printed(tell.instant(at.toISOString()), by)}`)
  const day = summary.visitAt.slice(0, 10)
  const treatments = summary.treatments.filter(({ endedOn }) => endedOn === null || endedOn >= day)
  sheet.line(`${words.treatment} : ${treatments.map((one) => `${one.label}, ${one.cycle !== null && one.day !== null ? words.cycle(one.cycle, one.day) : words.since(tell.date(one.startedOn))}`).join(' ; ') || words.none}`)
  const { answers } = summary
  if (answers) sheet.line(`${words.answered} : ${words.sent(tell.instant(answers.completedAt), words.by[answers.answeredBy ?? 'patient'])}${answers.purpose === 'followUp' ? `, ${words.between}` : ''} · ${words.complete(answers.answered, answers.asked)} · ${words.window(tell.day(new Date(Date.parse(answers.completedAt) - 7 * dayLength).toISOString()), tell.day(answers.completedAt))}`)
  sheet.heading(words.flags)
  sheet.line(summary.flags.map(({ flag }) => words.flag[flag]).join(', ') || words.noFlags, { bold: summary.flags.length > 0 })
  if (summary.alert) sheet.line(`${alertLine(summary.alert, words.alert, tell.instant)}.`)
  if (answers) printAnswers(sheet, summary, answers, words, tell)
  else sheet.line(words.nothing)
  return sheet.finish((page, pages) => `${words.title} · ${words.page(page, pages)}`)
}

type PrintedWords = (typeof printWords)[Language]

function printAnswers(sheet: Sheet, summary: SummaryView, answers: AnswersSummary, words: PrintedWords, tell: Teller): void {
  const discussed = new Set(discussedOf(summary).map((one) => (one.kind === 'topic' ? `topic ${one.text}` : `symptom ${one.symptom.symptom}`)))
  const tick = (key: string): Cell => (discussed.has(key) ? { text: `✓ ${words.yes}`, bold: true } : { text: words.no })
  sheet.heading(words.topics)
  if (answers.topics.length === 0) sheet.line(words.noTopics)
  else sheet.table([{ name: words.topic, share: 5 }, { name: words.discussed, share: 1 }], answers.topics.map(({ text }) => [{ text }, tick(`topic ${text}`)]))

  sheet.heading(words.symptoms)
  sheet.line(words.scale, { small: true })
  // What was discussed or graded stands in the table, also where the patient had said "none" or nothing.
  const rows = [...answers.symptoms, ...[...answers.absent, ...answers.unanswered].filter((one) => one.discussed || one.clinician)]
  if (rows.length === 0) sheet.line(words.noSymptoms)
  else {
    sheet.table(
      [{ name: words.symptom, share: 2.4 }, { name: words.answer, share: 2.2 }, { name: words.change, share: 2.2 }, { name: words.baseline, share: 1.7 }, { name: words.composite, share: 1.5 }, { name: words.clinician, share: 1.9 }, { name: words.discussed, share: 1.2 }],
      rows.map((one) => [
        { text: tell.of(one.label) }, { text: `${answerOf(one, words, tell)}${isMarked(one) ? ' ▲' : ''}`, bold: isMarked(one) }, { text: changeOf(one, words, tell) }, { text: one.baseline ? words.on(valueOf(one.baseline.raw, one, words), tell.day(one.baseline.at)) : '–' },
        { text: one.grade?.toString() ?? '–' }, { text: one.clinician ? `${one.clinician.grade} (${one.clinician.by})` : '–', bold: one.clinician !== null }, tick(`symptom ${one.symptom}`),
      ]),
    )
  }
  const names = (list: readonly SymptomSummary[]): string => list.map(({ label, missing }) => `${tell.of(label)}${missing === 'declined' || missing === 'notApplicable' ? ` (${words[missing]})` : ''}`).join(', ')
  if (answers.absent.length > 0) sheet.line(`${words.absent} : ${names(answers.absent)}`)
  if (answers.unanswered.length > 0) sheet.line(`${words.unanswered} : ${names(answers.unanswered)}`)
  if (answers.axis.length > 1 && answers.symptoms.length > 0) {
    sheet.heading(words.latest)
    sheet.table([{ name: words.symptom, share: 2.6 }, ...answers.axis.map(({ at }) => ({ name: tell.day(at), share: 1.4 }))],
      answers.symptoms.map((one) => [{ text: tell.of(one.label) }, ...one.points.map((raw): Cell => ({ text: raw === null ? words.unanswered : valueOf(raw, one, words) }))]))
  }
  printMeasures(sheet, summary, answers, words, tell)
  sheet.line('')
  sheet.line(words.footer(answers.scoring.join(', ')), { small: true })
  sheet.line(answers.questionnaires.map(({ title, version }) => words.version(tell.of(title), version)).join(' ; '), { small: true })
}

function printMeasures(sheet: Sheet, { weight }: SummaryView, { measures, others }: AnswersSummary, words: PrintedWords, tell: Teller): void {
  const said = ({ measure, value, words: chosen, unit, details }: MeasureSummary): string => {
    const main = value === null ? words.unanswered : measure === 'callWanted' ? (value > 0 ? words.yes : words.no) : chosen ? tell.of(chosen) : `${tell.number(value)}${unit ? ` ${unit}` : ''}`
    return [main, ...details.map(({ answer }) => `(${tell.of(answer)})`)].join(' ')
  }
  if (measures.length > 0) {
    sheet.heading(words.measures)
    sheet.table([{ name: words.question, share: 2 }, { name: words.value, share: 4 }], measures.map((one) => [{ text: words.measure[one.measure] }, { text: said(one) }]))
  }
  if (weight) {
    sheet.heading(words.weight)
    const kg = (value: number): string => `${tell.number(value)} kg`
    if (weight.month) sheet.line(words.month(tell.percent(weight.month.percent), kg(weight.month.kg), tell.day(weight.month.at)))
    if (weight.halfYear) sheet.line(words.halfYear(tell.percent(weight.halfYear.percent), kg(weight.halfYear.kg), tell.day(weight.halfYear.at)))
    if (weight.reached.length > 0) sheet.line(`${words.reached} : ${weight.reached.map((one) => words.criteria[one]).join(', ')}.`, { bold: true })
    else if (weight.month ?? weight.halfYear) sheet.line(`${words.notReached}.`)
    sheet.line(words.limits, { small: true })
  }
  if (others.length > 0) {
    sheet.heading(words.others)
    sheet.table([{ name: words.question, share: 3 }, { name: words.answer, share: 2 }], others.map(({ label, answer }) => [{ text: tell.of(label) }, { text: tell.of(answer) }]))
  }
}

const isMarked = ({ raw, pattern }: SymptomSummary): boolean => pattern !== 'P' && raw !== null && raw >= rawThreshold
const valueOf = (raw: number, { pattern }: SymptomSummary, words: PrintedWords): string => (pattern === 'P' ? (raw > 0 ? words.yes : words.no) : String(raw))

function answerOf(one: SymptomSummary, words: PrintedWords, tell: Teller): string {
  if (one.raw === null) return words.unanswered
  const chosen = one.words ? tell.of(one.words) : ''
  return one.pattern === 'P' ? chosen : `${one.raw} – ${chosen}`
}

function changeOf({ raw, change, previous, pattern }: SymptomSummary, words: PrintedWords, tell: Teller): string {
  if (raw === null) return '–'
  if (!previous || change === null) return words.first
  const day = tell.day(previous.at)
  if (pattern === 'P') return change > 0 ? words.appeared(day) : words.still(day)
  return change === 0 ? words.same(day) : words.changed(tell.signed(change), day)
}

interface Teller { of: (words: Words) => string; day: (at: string) => string; instant: (at: string) => string; date: (day: string) => string; number: (value: number) => string; signed: (value: number) => string; percent: (value: number) => string }
function teller(language: Language, timeZone: string): Teller {
  const locale = language === 'fr' ? 'fr-FR' : 'en-GB'
  const date = (zone: string, year: 'numeric' | '2-digit' = 'numeric') => new Intl.DateTimeFormat(locale, { day: '2-digit', month: '2-digit', year, timeZone: zone })
  const time = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', timeZone })
  const number = (value: number, digits = 1): string => value.toLocaleString(locale, { maximumFractionDigits: digits })
  const signed = (value: number): string => `${value > 0 ? '+' : value < 0 ? '−' : ''}${number(Math.abs(value))}`
  const day = (at: string): string => date(timeZone, '2-digit').format(new Date(at))
  return { of: (words) => words[language], day, instant: (at) => `${date(timeZone).format(new Date(at))} ${time.format(new Date(at))}`, date: (one) => date('UTC').format(new Date(`${one}T12:00:00Z`)), number, signed, percent: (value) => `${signed(value)}\u00a0%` }
}
