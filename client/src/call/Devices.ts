import type { DeviceReport } from '@lien/contract/views'
import { captureBoth, captureOne, type Captured, type Kind } from './capture.ts'
import { callsSupported, type DeviceFailure } from './deviceFailure.ts'
import { audioContext } from './sound.ts'
import { Store } from './Store.ts'

export interface Choice { deviceId: string; label: string }

/** What could be used, what the person wants, what is really on, and what went wrong: four different things. */
export interface Slot {
  available: readonly Choice[]
  wished: { on: boolean; deviceId: string | null }
  effective: MediaStreamTrack | null
  failure: DeviceFailure | null
  /** The system holds the device for now (a phone call on an iPhone): it will come back. */
  interrupted: boolean
  /** It stopped by itself while it was on, and could not be taken again: unplugged, or taken by another program. */
  gone: boolean
}

/** Wished to be on, but not at our disposal. */
export const isLost = ({ wished, failure, interrupted }: Slot): boolean => wished.on && (failure !== null || interrupted)

export interface DevicesSnapshot {
  asking: boolean
  asked: boolean
  camera: Slot
  microphone: Slot
  speaker: { available: readonly Choice[]; deviceId: string | null; selectable: boolean }
}

const empty: Slot = { available: [], wished: { on: true, deviceId: null }, effective: null, failure: null, interrupted: false, gone: false }
const kinds = ['camera', 'microphone'] as const

/** Owns the camera and the microphone of this page, until the signal aborts. */
export class Devices {
  readonly state: Store<DevicesSnapshot>
  readonly #signal: AbortSignal
  readonly #lost: ((kind: Kind) => void)[] = []

  static create(signal: AbortSignal): Devices {
    const devices = new Devices(signal)
    if (!callsSupported()) return devices
    navigator.mediaDevices.addEventListener('devicechange', () => void devices.#changed(), { signal })
    // A phone call or a locked screen may have taken the tracks: take them back when the person returns.
    document.addEventListener('visibilitychange', () => void devices.#returned(), { signal })
    signal.addEventListener('abort', () => kinds.forEach((kind) => devices.#slot(kind).effective?.stop()), { once: true })
    return devices
  }

  private constructor(signal: AbortSignal) {
    this.#signal = signal
    const failure = callsSupported() ? null : 'unsupported'
    const selectable = typeof HTMLMediaElement !== 'undefined' && 'setSinkId' in HTMLMediaElement.prototype
    this.state = new Store<DevicesSnapshot>({
      asking: false, asked: false, camera: { ...empty, failure }, microphone: { ...empty, failure },
      speaker: { available: [], deviceId: null, selectable },
    })
  }

  /** Tells once each time a device that was on stops by itself. */
  onLost(listener: (kind: Kind) => void): void {
    this.#lost.push(listener)
  }

  /** Asks for what is wished and not yet there. */
  async start(): Promise<void> {
    const { asking, camera, microphone } = this.state.get()
    if (asking || !callsSupported()) return
    const needed = kinds.filter((kind) => this.#slot(kind).wished.on && !this.#slot(kind).effective)
    if (needed.length === 0) return
    this.state.set({ asking: true })
    const only = needed.length === 1 ? needed[0] : undefined
    if (only) this.#take(only, await captureOne(only, this.#slot(only).wished.deviceId))
    else {
      const both = await captureBoth(camera.wished.deviceId, microphone.wished.deviceId)
      kinds.forEach((kind) => this.#take(kind, both[kind]))
    }
    this.state.set({ asking: false, asked: true })
    await this.#list()
  }

  /** A muted microphone keeps its track (unmuting must be instant); a camera that is off is really off, light included. */
  async setOn(kind: Kind, on: boolean): Promise<void> {
    const slot = this.#slot(kind)
    this.#patch(kind, { wished: { ...slot.wished, on } })
    if (kind === 'microphone' && slot.effective) slot.effective.enabled = on
    else if (on) await this.start()
    else this.#release(kind)
  }

  /** Takes back a device that the system held: after a phone call some browsers want a person's touch for it. */
  async resume(kind: Kind): Promise<void> {
    audioContext()
    this.#release(kind)
    await this.start()
  }

  async choose(kind: Kind, deviceId: string): Promise<void> {
    this.#patch(kind, { wished: { on: true, deviceId } })
    this.#release(kind)
    await this.start()
  }

  chooseSpeaker(deviceId: string): void {
    this.state.set({ speaker: { ...this.state.get().speaker, deviceId } })
  }

  /** Lets go of both without forgetting what is wished: `start` takes them again. */
  stop(): void {
    kinds.forEach((kind) => this.#release(kind))
    this.state.set({ asked: false })
  }

  report(): DeviceReport {
    const stateOf = (slot: Slot) => slot.failure ?? (slot.effective ? 'ok' : 'off')
    const { camera, microphone } = this.state.get()
    return { camera: stateOf(camera), microphone: stateOf(microphone) }
  }

  #slot(kind: Kind): Slot {
    return this.state.get()[kind]
  }

  #patch(kind: Kind, patch: Partial<Slot>): void {
    const slot = { ...this.#slot(kind), ...patch }
    this.state.set(kind === 'camera' ? { camera: slot } : { microphone: slot })
  }

  #release(kind: Kind): void {
    this.#slot(kind).effective?.stop()
    this.#patch(kind, { effective: null, interrupted: false })
  }

  #take(kind: Kind, { track, failure }: Captured): void {
    if (this.#signal.aborted || !this.#slot(kind).wished.on) {
      track?.stop()
      return
    }
    if (track) this.#watch(kind, track)
    this.#patch(kind, { effective: track, failure, interrupted: false, ...(track && { gone: false }) })
  }

  #watch(kind: Kind, track: MediaStreamTrack): void {
    const mine = (act: () => void) => () => {
      if (this.#slot(kind).effective === track) act()
    }
    track.addEventListener('mute', mine(() => this.#patch(kind, { interrupted: true })), { signal: this.#signal })
    track.addEventListener('unmute', mine(() => this.#patch(kind, { interrupted: false })), { signal: this.#signal })
    track.addEventListener('ended', mine(() => {
      this.#patch(kind, { effective: null, failure: 'busy', interrupted: false, gone: true })
      this.#lost.forEach((tell) => tell(kind))
      void this.start()
    }), { signal: this.#signal })
  }

  async #changed(): Promise<void> {
    await this.#list()
    if (this.state.get().asked) await this.start()
  }

  async #returned(): Promise<void> {
    if (document.visibilityState !== 'visible' || !this.state.get().asked) return
    kinds.filter((kind) => this.#slot(kind).interrupted).forEach((kind) => this.#release(kind))
    await this.start()
  }

  async #list(): Promise<void> {
    const all = await navigator.mediaDevices.enumerateDevices().catch(() => [])
    const of = (kind: MediaDeviceKind): Choice[] => all.filter((device) => device.kind === kind && device.deviceId !== '').map(({ deviceId, label }) => ({ deviceId, label }))
    this.#patch('camera', { available: of('videoinput') })
    this.#patch('microphone', { available: of('audioinput') })
    this.state.set({ speaker: { ...this.state.get().speaker, available: of('audiooutput') } })
  }
}
