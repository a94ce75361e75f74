import type { CDPSession, Locator } from '@playwright/test'
import { generateSync } from 'otplib'
import { oncologist } from '../world.ts'
import { DoctorPage } from './DoctorPage.ts'

/** A professional in front of the door, with what they prove themself with. */
export class AccessPage extends DoctorPage {
  get access() { return this.words.access }
  title(name: string): Locator { return this.page.getByRole('heading', { name, exact: true, level: 1 }) }
  alert(sentence: string): Locator { return this.page.getByRole('alert').filter({ hasText: sentence }) }

  /** Gives the browser an authenticator of its own, which checks its user at once. */
  async authenticator(): Promise<CDPSession> {
    const devtools = await this.page.context().newCDPSession(this.page)
    await devtools.send('WebAuthn.enable')
    await devtools.send('WebAuthn.addVirtualAuthenticator', { options: { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true } })
    return devtools
  }

  /** On the page where one's own account is. */
  async account(): Promise<void> {
    await this.hand.press(this.page.getByRole('link', { name: this.words.account.link }))
    await this.page.getByRole('heading', { name: this.access.factors.title }).waitFor()
  }

  /** Shows that it is still the same person, in the dialog that is open. */
  async prove(confirm: string, password: string = oncologist.password): Promise<void> {
    await this.hand.type(this.dialog.getByLabel(this.access.factors.password), password)
    await this.hand.press(this.dialog.getByRole('button', { name: confirm, exact: true }))
  }

  /** Reads the secret that stands beside the picture, as somebody does whose telephone cannot scan. */
  async secret(): Promise<string> { return ((await this.page.locator('code.secret').textContent()) ?? '').replace(/\s/g, '') }
  /** What the application shows `ahead` steps of 30 s from now. */
  codeOf(secret: string, ahead = 0): string { return generateSync({ secret, epoch: Math.floor(Date.now() / 1000) + ahead * 30 }) }
  async code(code: string): Promise<void> {
    await this.hand.type(this.page.getByRole('textbox', { name: this.access.second.totp }), code)
    await this.press(this.access.second.confirm)
  }

  /** The codes that are shown this once. */
  recoveryCodes(): Promise<string[]> { return this.page.locator('.codes code').allTextContents() }
}
