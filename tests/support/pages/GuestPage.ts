import type { Locator } from '@playwright/test'
import { precall as precallEn } from '../../../client/src/i18n/en/precall.ts'
import { questions as questionsEn } from '../../../client/src/i18n/en/questions.ts'
import { questions as questionsFr } from '../../../client/src/i18n/fr/questions.ts'
import { fr } from '../../../client/src/i18n/fr/index.ts'
import { precall as precallFr } from '../../../client/src/i18n/fr/precall.ts'
import { SeatPage } from './SeatPage.ts'

/** A patient, or anybody else with a personal link. */
export class GuestPage extends SeatPage {
  /** Words of the test before the call. */
  get precallWords() { return this.words.visit.title === fr.visit.title ? precallFr : precallEn }

  /** Words of the questions before the visit. */
  get questionWords() { return this.words.visit.title === fr.visit.title ? questionsFr : questionsEn }

  async open(link: string): Promise<this> {
    await this.page.goto(link)
    return this
  }

  async prepare(): Promise<void> { await this.press(this.words.visit.prepare) }

  async agree(): Promise<void> {
    await this.heading(this.words.visit.consent.title).waitFor()
    await this.press(this.words.visit.consent.give)
    await this.heading(this.words.visit.devices.title).waitFor()
  }

  async refuse(): Promise<void> {
    await this.heading(this.words.visit.consent.title).waitFor()
    await this.press(this.words.visit.consent.refuse)
    await this.heading(this.words.visit.refused.title).waitFor()
  }

  /** Where the browser already allows both, the page does not ask for a press. */
  async tryDevices(): Promise<void> {
    await this.heading(this.words.visit.devices.title).waitFor()
    if (!(await this.alreadyAllowed())) await this.press(this.words.visit.devices.start)
    await this.preview.waitFor()
    await this.page.getByText(this.words.visit.devices.heard).waitFor()
  }
  alreadyAllowed(): Promise<boolean> {
    return this.page.evaluate(async () => {
      const states = await Promise.all((['camera', 'microphone'] as const).map((name) => navigator.permissions.query({ name })))
      return states.every(({ state }) => state === 'granted')
    })
  }
  get preview(): Locator { return this.page.getByLabel(this.words.visit.devices.preview) }

  async enterWaiting(button = this.precallWords.heard): Promise<void> {
    await this.press(button)
    await this.waiting()
  }
  waiting(): Promise<void> { return this.heading(this.words.visit.waiting.title).waitFor() }

  /** From the link to the waiting room. */
  async arrive(link: string, { consents = true } = {}): Promise<this> {
    await this.open(link)
    await this.prepare()
    if (consents) await this.agree()
    await this.tryDevices()
    await this.enterWaiting()
    return this
  }
}
