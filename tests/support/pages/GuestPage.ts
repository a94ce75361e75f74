import type { Locator } from '@playwright/test'
import { SeatPage } from './SeatPage.ts'

/** A patient, or anybody else with a personal link. */
export class GuestPage extends SeatPage {
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

  /** The button is there only where the browser has not allowed the camera yet. */
  async tryDevices(): Promise<void> {
    const start = this.button(this.words.visit.devices.start)
    await start.or(this.preview).first().waitFor()
    if (await start.isVisible()) await this.hand.press(start)
    await this.preview.waitFor()
    await this.page.getByText(this.words.visit.devices.heard).waitFor()
  }
  get preview(): Locator { return this.page.getByLabel(this.words.visit.devices.preview) }

  async enterWaiting(button = this.words.visit.devices.enter): Promise<void> {
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
