import { screenCapture } from '@lien/contract/media'
import { Store } from './Store.ts'

/** TypeScript's DOM does not know them yet (W3C Screen Capture §5.4): this page itself would be a hall of mirrors. */
type Surfaces = DisplayMediaStreamOptions & { selfBrowserSurface: 'exclude'; surfaceSwitching: 'include' }
const wanted: Surfaces = {
  video: { width: { max: screenCapture.width }, height: { max: screenCapture.height }, frameRate: { max: screenCapture.frameRate } },
  audio: false, selfBrowserSurface: 'exclude', surfaceSwitching: 'include',
}

/** Phones offer no capture, or one that always refuses. */
export const canShareScreen = (): boolean =>
  typeof navigator.mediaDevices === 'object' && 'getDisplayMedia' in navigator.mediaDevices && window.matchMedia('(hover: hover) and (pointer: fine)').matches

/** Owns the capture of this person's screen, from the choice in the browser's own window until they stop it, here or there. */
export class ScreenShare {
  readonly state = new Store<{ track: MediaStreamTrack | null }>({ track: null })
  #asking: object | null = null

  /** Asks the browser, which asks the person: a screen that they do not choose changes nothing. Needs a person's touch. */
  async start(): Promise<void> {
    if (this.#asking || this.state.get().track) return
    const asking = {}
    this.#asking = asking
    const stream = await navigator.mediaDevices.getDisplayMedia(wanted).catch(() => null)
    const track = stream?.getVideoTracks()[0] ?? null
    // Left, or stopped, while the window was open.
    if (this.#asking !== asking) return track?.stop()
    this.#asking = null
    if (!track || track.readyState === 'ended') return
    track.addEventListener('ended', () => {
      if (this.state.get().track === track) this.state.set({ track: null })
    }, { once: true })
    this.state.set({ track })
  }

  stop(): void {
    this.#asking = null
    this.state.get().track?.stop()
    if (this.state.get().track) this.state.set({ track: null })
  }
}
