import type { Locator, Page } from '@playwright/test'
import type { Seat } from '@lien/contract/roles'
import { office as fr, type Office as Catalogue } from '../../../client/src/i18n/fr/office.ts'
import { mouse, type Hand } from './hands.ts'

export interface Person { page: Page; words?: Catalogue; hand?: Hand }

/** What the screens of every seat have in common; elements are found by role and by the words of the person's language. */
export class SeatPage {
  readonly page: Page
  readonly words: Catalogue
  readonly hand: Hand
  constructor({ page, words = fr, hand = mouse }: Person) {
    this.page = page
    this.words = words
    this.hand = hand
  }

  heading(name: string): Locator { return this.page.getByRole('heading', { name }) }
  button(name: string): Locator { return this.page.getByRole('button', { name, exact: true }) }
  get dialog(): Locator { return this.page.getByRole('dialog') }
  press(name: string): Promise<void> { return this.hand.press(this.button(name)) }

  /** The bar under the faces: there is one in the call, and nowhere else. */
  get bar(): Locator { return this.page.getByRole('toolbar', { name: this.words.call.bar }) }
  barButton(name: string): Locator { return this.bar.getByRole('button', { name: new RegExp(`^${name}`) }) }
  tile(name: string, seat: Seat): Locator { return this.page.getByRole('article', { name: `${name}, ${this.words.common.seats[seat]}` }) }
  get tiles(): Locator { return this.page.getByRole('article') }

  inCall(): Promise<void> { return this.bar.waitFor() }
  microphone(): Promise<void> { return this.hand.press(this.barButton(this.words.call.microphone)) }
  camera(): Promise<void> { return this.hand.press(this.barButton(this.words.call.camera)) }

  async leave(): Promise<void> {
    await this.hand.press(this.barButton(this.words.call.leave))
    await this.hand.press(this.dialog.getByRole('button', { name: this.words.call.leaveDialog.leave, exact: true }))
    await this.bar.waitFor({ state: 'detached' })
  }

  async write(text: string): Promise<void> {
    const field = this.page.getByRole('textbox', { name: this.words.call.messages.label })
    if (!(await field.isVisible())) await this.hand.press(this.barButton(this.words.call.write))
    await this.hand.type(field, text)
    await this.press(this.words.call.messages.send)
    await this.page.getByRole('group', { name: this.words.call.messages.title }).getByText(text).waitFor()
  }
}
