import { decideFactor } from '@lien/server/establishments/commands.ts'
import type { Browser, BrowserContext, BrowserContextOptions, Page } from '@playwright/test'
import type { PatientFactor } from '@lien/contract/factors'
import type { CommandName, Input } from '@lien/contract/commands'
import type { ServiceId } from '@lien/contract/ids'
import type { AccountRole, GuestSeat } from '@lien/contract/roles'
import { codes as codesEn } from '../../client/src/i18n/en/codes.ts'
import { codes as codesFr } from '../../client/src/i18n/fr/codes.ts'
import { office as en } from '../../client/src/i18n/en/office.ts'
import { office as fr, type Office as Catalogue } from '../../client/src/i18n/fr/office.ts'
import { TestBrowser, value } from '../support/client.ts'
import type { Lien } from '../support/lien.ts'
import { allowed } from '../support/pages/chromium.ts'
import { DoctorPage } from '../support/pages/DoctorPage.ts'
import { GuestPage } from '../support/pages/GuestPage.ts'
import type { SeatPage } from '../support/pages/SeatPage.ts'
import { withinToday } from '../support/pages/today.ts'
import { oncologist, tokenOf, type House, type PlannedVisit, type VisitOptions } from '../support/world.ts'

export type Language = 'fr' | 'en'
export const languages: readonly Language[] = ['fr', 'en']
const catalogues: Record<Language, Catalogue> = { fr, en }
const codeWords = { fr: codesFr, en: codesEn } as const
const locales: Record<Language, string> = { fr: 'fr-FR', en: 'en-GB' }

/** How far a guest has come before the picture is taken. */
export type Progress = 'opened' | 'refused' | 'consented' | 'checkedIn' | 'admitted'

interface Setting {
  lien: Lien
  browser: Browser
  language: Language
  options: BrowserContextOptions
  /** ms */
  patience?: number
  /** Done to each browser before its first page: whose face its camera shows. */
  prepare?: (context: BrowserContext, who: 'doctor' | 'patient' | 'other') => Promise<void>
}

/** One screen's own little world: an establishment, its people, and the browsers they look at. */
export class Scene {
  readonly words: Catalogue
  /** Words of the screens before the seat. */
  readonly codeWords: typeof codesFr
  readonly lien: Lien
  readonly #setting: Setting
  readonly house: House
  readonly #office: TestBrowser
  readonly #contexts: BrowserContext[] = []

  static async create(setting: Setting): Promise<Scene> {
    const house = await setting.lien.newHouse()
    const office = new TestBrowser(setting.lien.app.address)
    value(await office.signIn(house.email, oncologist.password))
    return new Scene(setting, house, office)
  }

  private constructor(setting: Setting, house: House, office: TestBrowser) {
    this.#setting = setting
    this.house = house
    this.#office = office
    this.lien = setting.lien
    this.words = catalogues[setting.language]
    this.codeWords = codeWords[setting.language]
  }

  visit({ in: minutes = 5, ...rest }: VisitOptions = {}): Promise<PlannedVisit> {
    return this.lien.world.visit(this.house, { ...rest, in: withinToday(minutes) })
  }

  /** What links of this establishment ask beside themselves. */
  async decide(factor: PatientFactor): Promise<void> {
    const { establishmentId } = this.house
    await this.lien.world.act(establishmentId, (act) => decideFactor(act, establishmentId, factor))
  }

  /** The oncologist acts, elsewhere. */
  async order<N extends CommandName>(name: N, input: Input<N>): Promise<void> { value(await this.#office.post(name, input)) }

  /** Brings a guest so far without a screen. */
  async bring(visit: PlannedVisit, progress: Progress, seat: GuestSeat = 'patient', check: Input<'devices.report'> = { camera: 'ok', microphone: 'ok' }): Promise<void> {
    const { participantId, link } = visit.guest(seat)
    const browser = new TestBrowser(this.lien.app.address)
    await browser.open(tokenOf(link))
    if (progress === 'opened') return
    if (seat === 'patient') value(await browser.post('consent.decide', { decision: progress === 'refused' ? 'refused' : 'given' }, participantId))
    if (progress === 'refused' || progress === 'consented') return
    value(await browser.post('devices.report', check, participantId))
    value(await browser.post('participant.checkIn', {}, participantId))
    if (progress === 'admitted') await this.order('participant.admit', { consultationId: visit.consultationId, participantId })
  }

  async guest(seat: GuestSeat = 'patient'): Promise<GuestPage> { return new GuestPage({ page: await this.#page(seat === 'patient' ? 'patient' : 'other'), words: this.words }) }

  /** A doctor in front of `path`; without a session it is the sign-in. */
  async doctor(path = '/', { signedIn = true, desk }: { signedIn?: boolean; /** At a desk, whatever the format; done to the browser first. */ desk?: (context: BrowserContext) => Promise<void> } = {}): Promise<DoctorPage> {
    return this.#inFrontOf(path, signedIn ? this.#office : null, desk)
  }

  /** Somebody else of the house, in front of `path`. */
  async colleague(role: AccountRole, path: string, services: ServiceId[] = []): Promise<DoctorPage> {
    const email = `${role}.devant.${this.house.email}`
    await this.lien.world.colleague(this.house, role, email, services)
    const browser = new TestBrowser(this.lien.app.address)
    value(await browser.signIn(email, oncologist.password))
    return this.#inFrontOf(path, browser)
  }

  /** Doctor and patient in the call, each with the other's picture. */
  async call(guests: GuestSeat[] = ['patient']): Promise<{ visit: PlannedVisit; doctor: DoctorPage; patient: GuestPage }> {
    const visit = await this.visit({ guests })
    await this.bring(visit, 'admitted')
    const [doctor, patient] = await Promise.all([this.doctor(`/consultation/${visit.consultationId}`), this.guest()])
    await patient.open(visit.guest('patient').link)
    await patient.press(this.words.visit.rejoin)
    await Promise.all([seesFace(doctor), seesFace(patient)])
    return { visit, doctor, patient }
  }

  async close(): Promise<void> {
    await Promise.all(this.#contexts.map((context) => context.close()))
  }

  /** With the cookies of `session`, as if it had signed in here. */
  async #inFrontOf(path: string, session: TestBrowser | null, desk?: (context: BrowserContext) => Promise<void>): Promise<DoctorPage> {
    const page = await this.#page('doctor', desk)
    if (session) await page.context().addCookies([...session.cookies].map(([name, held]) => ({ name, value: held, url: this.lien.url })))
    await page.goto(`${this.lien.url}${path}`)
    return new DoctorPage({ page, words: this.words })
  }

  async #page(who: 'doctor' | 'patient' | 'other', desk?: (context: BrowserContext) => Promise<void>): Promise<Page> {
    const { browser, options, language, prepare, patience } = this.#setting
    const context = await browser.newContext({ ...allowed, ...(desk ? { viewport: { width: 1280, height: 800 } } : options), locale: locales[language], timezoneId: 'Europe/Paris' })
    this.#contexts.push(context)
    if (patience) context.setDefaultTimeout(patience)
    await prepare?.(context, who)
    await desk?.(context)
    return context.newPage()
  }
}

/** Waits until another's picture is really drawn. */
export async function seesFace({ tiles }: SeatPage, which = 0, within = ''): Promise<void> {
  const video = tiles.nth(which).locator(`${within} video.picture`).first()
  await video.waitFor()
  await video.evaluate((element) => new Promise<void>((resolve) => (element as HTMLVideoElement).requestVideoFrameCallback(() => resolve())))
}

export interface Screen { name: string; show: (scene: Scene) => Promise<Page> }
