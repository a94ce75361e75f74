import type { ConsumerOffer, Joined } from '@lien/contract/call'
import type { Notices } from '@lien/contract/notices'
import type { Source } from '@lien/contract/rtp'
import type { Device } from 'mediasoup-client'
import type { Devices } from './Devices.ts'
import { pause } from './pause.ts'
import type { Paths } from './rules.ts'
import { Receiver } from './Receiver.ts'
import { Sender } from './Sender.ts'
import { healthOf, type PathState } from './ladderRules.ts'
import type { Store } from './Store.ts'
import type { LinkHost, Restarted } from './transport.ts'

/** What a page may share beside its camera: the owner of the capture is loaded by professionals only. */
export interface Shared { state: Store<{ track: MediaStreamTrack | null }> }

interface Options { device: Device; joined: Joined; /** The stay that this one replaces. */ after: MediaLink | null; /** The receiving half, where it was made before the join. */ ready: Receiver | null; devices: Devices; shared?: Shared | undefined; host: LinkHost }

/** One stay in a call: both transports. A rejoin makes a new one; this one is never repaired from outside. */
export class MediaLink {
  readonly receiver: Receiver
  readonly #sender: Sender
  #unwatch: () => void = () => undefined
  /** Each path was up once, in this stay or in one before it. */
  #sent: boolean
  #received: boolean
  #retired = false
  #closed = false
  #ready = false
  #stopped = false
  /** What we send and nobody receives now. */
  readonly #unwanted = new Set<Source>()
  readonly #options: Options
  #reshow: () => void = () => undefined

  static create(options: Options): MediaLink {
    const { device, joined: { transports: { send, receive }, iceServers }, ready, host } = options
    return new MediaLink(ready ?? Receiver.create(device, { ...receive, iceServers }, host), Sender.create(device, { ...send, iceServers }, host), options)
  }

  private constructor(receiver: Receiver, sender: Sender, options: Options) {
    this.receiver = receiver
    this.#sender = sender
    this.#options = options
    const { after } = options
    this.#sent = after !== null && after.#sent
    this.#received = after !== null && after.#received
  }

  /** Receives and sends, once it was said what may be carried: a picture asked for and then refused would take the line for a while. */
  start(): void {
    const { joined, devices, shared, host } = this.#options
    // The picture to see comes first: two negotiations side by side would delay each other.
    void this.receiver.addAll(joined.consumers).then(() => {
      this.#ready = true
      host.changed()
      this.#watch(devices, shared)
    })
  }

  /** Everything offered with the join can be shown. */
  get ready(): boolean {
    return this.#ready
  }

  /** What is true of the two paths now; one that was never up, or carries nothing, is not broken: only not there. */
  get paths(): Paths {
    const [sends, receives] = [this.#sender.path === 'connected', this.receiver.path === 'connected']
    this.#sent ||= sends
    this.#received ||= receives
    const broken = (path: PathState): boolean => path !== 'connected' && path !== 'new'
    return { up: sends || receives, sendBroken: this.#sent && broken(this.#sender.path), receiveBroken: this.#received && broken(this.receiver.path) }
  }

  get health(): ReturnType<typeof healthOf> {
    return healthOf([this.#sender.path, this.receiver.path])
  }

  /** Restarts ICE on both paths: where one is cut, the other is seldom well. A path not begun has nothing to restart. */
  async restart(): Promise<Restarted> {
    const halves = [this.#sender, this.receiver].filter(({ path }) => path !== 'new')
    const results = await Promise.all(halves.map((half) => half.restart()))
    return results.find((result) => result !== 'done') ?? 'done'
  }

  /** Whether a path that packets should have come over has let none through for `ms` from now on. */
  async standsStill(ms: number): Promise<boolean> {
    const halves = [this.#sender, this.receiver].filter(({ expects, path }) => expects && path === 'connected')
    const arrived = (): Promise<number[]> => Promise.all(halves.map(async (half) => (await half.traffic()).received))
    const before = await arrived()
    await pause(ms)
    if (this.#closed || this.#retired) return false
    const now = await arrived()
    return halves.some(({ expects }, index) => expects && now[index] === before[index])
  }

  /** Whether a picture that leaves has had no answer at all for `ms` from now on. Says nothing of a path over which nothing leaves. */
  async isUnanswered(ms: number): Promise<boolean> {
    const expects = (): boolean => this.#sender.expects
    const [expected, before] = [expects(), await this.#sender.traffic()]
    await pause(ms)
    if (this.#closed || this.#retired) return false
    const { sent, received } = await this.#sender.traffic()
    return expected && expects() && sent > before.sent && received === before.received
  }

  /** The stay is held again after the server was out of reach: what either side may have missed is said again. */
  resumed(offers: readonly ConsumerOffer[]): void {
    // Somebody may look again without our having been told.
    this.#unwanted.clear()
    this.#reshow()
    this.receiver.reconcile(offers)
    this.#sender.sayAgain()
  }

  /** The statistics of both transports. */
  async stats(): Promise<unknown[]> {
    const reports = await Promise.all([this.#sender.stats(), this.receiver.stats()].map((report) => report.catch(() => null)))
    return reports.flatMap((report) => (report ? [...(report.values() as Iterable<unknown>)] : []))
  }

  /** Our own pictures leave the line to the voice; camera and capture stay as they are. */
  stopPicture(stopped: boolean): void {
    if (this.#stopped === stopped) return
    this.#stopped = stopped
    this.#reshow()
  }

  /** Our face goes in its smallest size. */
  narrow(narrow: boolean): void {
    this.#sender.narrow(narrow)
  }

  /** A picture that is carried to nobody does not leave; it does again as soon as somebody looks. */
  wanted({ producerId, wanted }: Notices['producer.wanted']): void {
    const source = this.#sender.sourceOf(producerId)
    if (!source) return
    if (wanted) this.#unwanted.delete(source)
    else this.#unwanted.add(source)
    this.#reshow()
  }

  created(offer: ConsumerOffer): void {
    void this.receiver.add(offer)
  }

  closedConsumer({ consumerId }: Notices['consumer.closed']): void {
    this.receiver.remove(consumerId)
  }

  paused({ consumerId, paused }: Notices['consumer.producerPaused']): void {
    this.receiver.setPaused(consumerId, paused)
  }

  /** Sends no more, but keeps the last pictures: a closed connection would turn them black. */
  retire(): void {
    this.#retired = true
    this.#reshow = () => undefined
    this.#unwatch()
    this.#sender.close()
  }

  close(): void {
    if (this.#closed) return
    this.#closed = true
    this.retire()
    this.receiver.close()
  }

  #watch(devices: Devices, shared: Shared | undefined): void {
    if (this.#retired) return
    this.#reshow = () => {
      this.#show(devices)
      if (shared) this.#share(shared.state.get().track)
    }
    const watches = [devices.state.subscribe(() => this.#reshow()), shared?.state.subscribe(() => this.#reshow())]
    this.#unwatch = () => watches.forEach((unwatch) => unwatch?.())
    this.#reshow()
  }

  /** Shared no more is gone; without room beside the voice it waits. */
  #share(track: MediaStreamTrack | null): void {
    // The next one will be another to the others: nobody has looked away from it yet.
    if (!track) this.#unwanted.delete('screen')
    void this.#sender.show('screen', track, !this.#stopped && !this.#unwanted.has('screen'))
  }

  #show(devices: Devices): void {
    const { camera, microphone } = devices.state.get()
    void this.#sender.show('microphone', microphone.effective, microphone.wished.on)
    void this.#sender.show('camera', camera.effective, camera.wished.on && !this.#stopped && !this.#unwanted.has('camera'))
  }
}
