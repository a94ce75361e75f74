import type { types } from 'mediasoup'
import type { Logger } from 'pino'

/** ms before the `n`th look (from 0): mediasoup itself asks at once and after a second, and holds back more than one a second. */
const wait = (n: number): number => Math.min(8_000, 1_000 * 2 ** Math.max(0, n - 2))

/**
 * Asks for the key frame that one picture begins with until it comes. mediasoup asks twice; a bad line can lose both, and
 * a browser that receives nothing asks for nothing: the picture would never come.
 */
export class KeyFrames {
  readonly #consumer: types.Consumer
  readonly #log: Logger
  #timer: NodeJS.Timeout | undefined
  #carried = 0

  constructor(consumer: types.Consumer, log: Logger) {
    this.#consumer = consumer
    this.#log = log
    if (consumer.kind !== 'video') return
    consumer.on('producerresume', () => this.begin())
    // The layers died, or nothing of them is carried for now.
    consumer.on('layerschange', (current) => { if (!current) this.begin() })
    consumer.observer.on('close', () => clearTimeout(this.#timer))
  }

  /** From now on the picture is to come. */
  begin(): void {
    if (this.#consumer.kind !== 'video') return
    this.#packets().then((sent) => {
      this.#carried = sent
      this.#look(0)
    }, (error: unknown) => this.#failed(error))
  }

  /** Some of it may have been missed: a browser that lost ten seconds takes two more to ask for the frame that it can begin with. */
  again(): void {
    if (this.#consumer.kind !== 'video') return
    this.#consumer.requestKeyFrame().catch((error: unknown) => this.#failed(error))
  }

  #look(n: number): void {
    clearTimeout(this.#timer)
    if (this.#consumer.closed || this.#consumer.paused || this.#consumer.producerPaused) return
    this.#timer = setTimeout(() => { this.#ask(n).catch((error: unknown) => this.#failed(error)) }, wait(n)).unref()
  }

  async #ask(n: number): Promise<void> {
    if ((await this.#packets()) > this.#carried) return
    await this.#consumer.requestKeyFrame()
    this.#look(n + 1)
  }

  async #packets(): Promise<number> {
    let sent = 0
    for (const stat of await this.#consumer.getStats()) if (stat.type === 'outbound-rtp') sent += stat.packetCount
    return sent
  }

  #failed(error: unknown): void {
    if (!this.#consumer.closed) this.#log.warn({ err: error, consumerId: this.#consumer.id }, 'no key frame could be asked for')
  }
}
