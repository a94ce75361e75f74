import type { Parcel, Sender, Senders } from '@lien/server/delivery/Sender.ts'

/** Whoever is written to: messages arrive here at once, in the order of their sending. */
export class Letters {
  readonly all: Parcel[] = []
  #waiters: (() => void)[] = []
  readonly #sender: Sender = {
    repeatable: true,
    send: async (parcel, handing) => {
      await handing()
      this.all.push(parcel)
      for (const wake of this.#waiters.splice(0)) wake()
    },
  }
  get senders(): Senders { return { sms: this.#sender, mail: this.#sender, voice: this.#sender } }

  /** The n-th message to an address (E.164, or a mail address), past or to come. */
  async to(address: string, n = 1): Promise<Parcel> {
    for (;;) {
      const found = this.all.filter((one) => one.to === address)[n - 1]
      if (found) return found
      await new Promise<void>((resolve) => { this.#waiters.push(resolve) })
    }
  }
}

/** The one-time code in a message. */
export const codeIn = ({ words }: Parcel): string => /\b[0-9]{4,10}\b/.exec(words.text)?.[0] ?? ''
/** The address in a message. */
export const linkIn = ({ words }: Parcel): string => /https?:\/\/\S+/.exec(words.text)?.[0] ?? ''
