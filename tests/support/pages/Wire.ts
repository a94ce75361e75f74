import type { Page } from '@playwright/test'
import { socketPath } from '@lien/contract/wire'

/** A page's signalling socket in the test's hands: it can be cut while everything else goes on. Prepare it before the page opens. */
export class Wire {
  #whole = true
  #cut: () => Promise<unknown> = () => Promise.resolve()

  static async of(page: Page): Promise<Wire> {
    const wire = new Wire()
    await page.routeWebSocket((url) => url.pathname.startsWith(socketPath), (socket) => wire.#carry(socket))
    return wire
  }

  async cut(): Promise<void> {
    this.#whole = false
    await this.#cut()
  }
  mend(): void { this.#whole = true }

  #carry(socket: Parameters<Parameters<Page['routeWebSocket']>[1]>[0]): void {
    if (!this.#whole) return void socket.close()
    const server = socket.connectToServer()
    this.#cut = () => Promise.all([socket.close(), server.close()])
  }
}
