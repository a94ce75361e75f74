import type { types } from 'mediasoup'
import type { Logger } from 'pino'
import { attempt } from './attempt.ts'

/** The layer that a picture begins with: every browser sends the smallest one on every line. */
export const first = { spatialLayer: 0 } as const

/**
 * ms from the first picture until a sharper one is asked for: a browser that was asked for a key frame a moment ago does
 * not answer again (libwebrtc, 300 ms), and mediasoup repeats its question only after a second.
 */
const sharpen = 350

/**
 * The layer of one simulcast picture. mediasoup carries nothing while it waits for a key frame of the layer it was asked
 * for, and a browser that does not know its line yet sends a few packets of the large ones, then none for a while: whoever
 * asked for those saw nothing for seconds. So a picture begins small, again after each pause and silence, and the layer
 * that is wished for follows once something is carried, which goes on until the other is there.
 */
export class Layers {
  readonly #consumer: types.Consumer
  readonly #log: Logger
  /** The best there is, until somebody wishes otherwise. */
  #wish: number
  #carried = false
  #sharpening: NodeJS.Timeout | undefined

  /** Of a consumer that was made with `first`. */
  constructor(consumer: types.Consumer, { layers, log }: { layers: number; log: Logger }) {
    this.#consumer = consumer
    this.#log = log
    this.#wish = Math.max(0, layers - 1)
    consumer.on('layerschange', (current) => this.#changed(current !== undefined))
    consumer.observer.on('close', () => clearTimeout(this.#sharpening))
  }

  async prefer(spatialLayer: number): Promise<void> {
    this.#wish = spatialLayer
    // Of a single layer mediasoup chooses nothing, and says nothing of it.
    if ((this.#carried && !this.#sharpening) || this.#consumer.type !== 'simulcast') await this.#ask(spatialLayer)
  }

  #changed(carried: boolean): void {
    if (carried === this.#carried) return
    this.#carried = carried
    clearTimeout(this.#sharpening)
    this.#sharpening = carried ? setTimeout(() => {
      this.#sharpening = undefined
      this.#choose(this.#wish)
    }, sharpen) : undefined
    if (!carried) this.#choose(first.spatialLayer)
  }

  #choose(spatialLayer: number): void {
    this.#ask(spatialLayer).catch((error: unknown) => {
      if (!this.#consumer.closed) this.#log.warn({ err: error, consumerId: this.#consumer.id }, 'layer refused')
    })
  }

  async #ask(spatialLayer: number): Promise<void> {
    await attempt(this.#consumer.setPreferredLayers({ spatialLayer }), () => this.#consumer.closed)
  }
}
