import type { Locator } from '@playwright/test'
import type { EndReason } from '@lien/contract/consultation'
import { oncologist } from '../world.ts'
import { SeatPage } from './SeatPage.ts'

/** The oncologist: the day, the door to the waiting room, the call. */
export class DoctorPage extends SeatPage {
  async signIn(url: string, email: string, password: string = oncologist.password): Promise<this> {
    const { signIn } = this.words.professional
    await this.page.goto(url)
    await this.hand.type(this.page.getByLabel(signIn.email), email)
    await this.hand.type(this.page.getByLabel(signIn.password), password)
    await this.press(signIn.submit)
    return this
  }

  day(): Promise<void> { return this.button(this.words.professional.signOut).waitFor() }
  row(name: string): Locator { return this.page.getByRole('listitem', { name: new RegExp(`, ${name}$`) }) }

  /** From the list: the consultation opens with it. */
  async admitFromDay(name: string): Promise<void> {
    await this.hand.press(this.row(name).getByRole('button', { name: this.words.professional.admit, exact: true }))
    await this.inCall()
  }

  /** Opens one of a row's rarer actions. */
  async more(name: string, action: string): Promise<void> {
    await this.press(this.words.professional.moreFor(name))
    await this.hand.press(this.dialog.getByRole('button', { name: action, exact: true }))
  }

  async message(name: string, text: string): Promise<void> {
    const { actions, messageDialog } = this.words.professional
    await this.more(name, actions.message)
    await this.hand.type(this.dialog.getByRole('textbox', { name: messageDialog.label }), text)
    await this.hand.press(this.dialog.getByRole('button', { name: messageDialog.send, exact: true }))
    await this.dialog.waitFor({ state: 'detached' })
  }

  /** From within the call. */
  async admit(name: string): Promise<void> { await this.press(this.words.call.people.admitName(name)) }
  async sendBack(name: string): Promise<void> { await this.press(this.words.call.people.sendBackName(name)) }

  async end(reason: EndReason): Promise<void> {
    const { end } = this.words.call
    await this.press(end.button)
    await this.hand.choose(this.dialog.getByRole('radio', { name: end.reasons[reason] }))
    await this.hand.press(this.dialog.getByRole('button', { name: end.confirm, exact: true }))
    await this.heading(this.words.professional.ended).waitFor()
  }
}
