import type { Page, WebSocketRoute } from '@playwright/test'
import { socketPath } from '@lien/contract/wire'

/**
 * A page's signalling socket in the test's hands: it can be cut while everything else goes on. While it is cut,
 * attempts to come back are left without an answer, as by a network that is gone. Prepare it before the page opens.
 */
export class Wire {
  #whole: Promise<void> = Promise.resolve()
  #mend = (): void => undefined
  #cut: () => Promise<unknown> = () => Promise.resolve()

  static async of(page: Page): Promise<Wire> {
    const wire = new Wire()
    await page.routeWebSocket((url) => url.pathname.startsWith(socketPath), (socket) => wire.#carry(socket))
    return wire
  }

  async cut(): Promise<void> {
    this.#whole = new Promise((mended) => {
      this.#mend = mended
    })
    await this.#cut()
  }
  mend(): void { this.#mend() }

  async #carry(socket: WebSocketRoute): Promise<void> {
    await this.#whole
    const server = socket.connectToServer()
    this.#cut = () => Promise.all([socket.close(), server.close()])
  }
}
