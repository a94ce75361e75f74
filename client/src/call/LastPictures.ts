import type { MediaLink } from './MediaLink.ts'
import type { RemoteTrack } from './Receiver.ts'

/** Milliseconds that a former stay's pictures may stand in for those of the next. */
const patience = 5_000

/** After a rejoin, each person's last picture stays until their new one is there: no face turns black, nobody seems gone. */
export class LastPictures {
  readonly #changed: () => void
  #link: MediaLink | null = null
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(changed: () => void) {
    this.#changed = changed
  }

  /** Takes over a stay that is given up. One that never showed anything does not push out an earlier one. */
  keep(link: MediaLink): void {
    link.retire()
    if (link.receiver.tracks.length === 0) return link.close()
    this.#link?.close()
    this.#link = link
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => {
      this.drop()
      this.#changed()
    }, patience)
  }

  /** The tracks of now, and the last ones of whoever is not back yet. */
  fill(tracks: readonly RemoteTrack[]): RemoteTrack[] {
    const back = new Set(tracks.map(({ participantId, source }) => `${participantId} ${source}`))
    const missing = this.#link?.receiver.tracks.filter(({ participantId, source }) => !back.has(`${participantId} ${source}`)) ?? []
    return [...tracks, ...missing]
  }

  drop(): void {
    clearTimeout(this.#timer)
    this.#link?.close()
    this.#link = null
  }
}
