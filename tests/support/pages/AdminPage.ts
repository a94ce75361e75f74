import type { Locator } from '@playwright/test'
import { DoctorPage } from './DoctorPage.ts'

/** An administrator in front of the administration. */
export class AdminPage extends DoctorPage {
  get admin() { return this.words.administration }
  table(section: keyof AdminPage['admin']['sections']): Locator { return this.page.getByRole('table', { name: this.admin.sections[section] }) }
  override row(name: string): Locator { return this.page.getByRole('row', { name: new RegExp(name) }) }
  async go(section: keyof AdminPage['admin']['sections']): Promise<void> {
    const name = this.admin.sections[section]
    await this.hand.press(this.page.getByRole('navigation', { name: this.admin.title }).getByRole('link', { name, exact: true }))
    await this.page.getByRole('heading', { name, exact: true, level: 1 }).waitFor()
  }
  confirm(name: string): Promise<void> { return this.hand.press(this.dialog.getByRole('button', { name, exact: true })) }
}
