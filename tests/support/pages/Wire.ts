import type { Page, WebSocketRoute } from '@playwright/test'
import { socketPath } from '@lien/contract/wire'

/**
 * A page's signalling socket in the test's hands: it can be cut while everything else goes on. While it is cut,
 * attempts to come back are left without an answer, as by a network that is gone. Prepare it before the page opens.
 */
export class Wire {
  /** What the page has said over it, packet by packet. */
  readonly said: string[] = []
  /** This notice reaches the page so many ms after what follows it. */
  late: { notice: string; ms: number } | null = null
  #whole: Promise<void> = Promise.resolve()
  #mend = (): void => undefined
  #cut: () => Promise<unknown> = () => Promise.resolve()
  #begun = (): void => undefined
  readonly #begins = new Promise<void>((begun) => {
    this.#begun = begun
  })

  static async of(page: Page): Promise<Wire> {
    const wire = new Wire()
    await page.routeWebSocket((url) => url.pathname.startsWith(socketPath), (socket) => wire.#carry(socket))
    return wire
  }

  /** Waits for the page's first line: what has not begun cannot be lost. */
  async cut(): Promise<void> {
    await this.#begins
    this.hold()
    await this.#cut()
  }
  /** No socket comes up from now on. */
  hold(): void {
    this.#whole = new Promise((mended) => {
      this.#mend = mended
    })
  }
  mend(): void { this.#mend() }

  async #carry(socket: WebSocketRoute): Promise<void> {
    await this.#whole
    const server = socket.connectToServer()
    this.#cut = () => Promise.all([socket.close(), server.close()])
    socket.onMessage((message) => {
      this.said.push(String(message))
      server.send(message)
    })
    server.onMessage((message) => {
      if (this.late && String(message).includes(`"${this.late.notice}"`)) return void setTimeout(() => socket.send(message), this.late.ms)
      socket.send(message)
      // Socket.IO's answer to the handshake (protocol 5, CONNECT): from here on there is a line to lose.
      if (typeof message === 'string' && message.startsWith('40')) this.#begun()
    })
  }
}
