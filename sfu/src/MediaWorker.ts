import type { ConsultationId, ProducerId } from '@lien/contract/ids'
import { createWorker, type types } from 'mediasoup'
import type { Logger } from 'pino'
import { type MediaAddress, StartFailure } from './config.ts'
import type { Tell } from './facts.ts'
import { Room } from './Room.ts'

/** bytes; with the system's default one shared socket drops the bursts of a hundred cameras. */
const socketBuffer = 4_000_000

export interface MediaWorkerOptions {
  port: number
  addresses: MediaAddress[]
  workerBin: string | undefined
  log: Logger
  tell: Tell
  onDied: (worker: MediaWorker) => void
}

/** One mediasoup worker process, its one media port, and its rooms. */
export class MediaWorker {
  readonly port: number
  readonly #options: MediaWorkerOptions
  readonly #worker: types.Worker
  readonly #server: types.WebRtcServer
  readonly #rooms = new Set<Room>()
  readonly #producerIds = new Set<ProducerId>()
  #load = 0
  #closed = false

  private constructor(options: MediaWorkerOptions, worker: types.Worker, server: types.WebRtcServer) {
    this.port = options.port
    this.#options = options
    this.#worker = worker
    this.#server = server
    worker.once('died', (error) => this.#die(error))
  }

  /** @throws StartFailure where the worker cannot be run or its port is taken */
  static async create(options: MediaWorkerOptions): Promise<MediaWorker> {
    const { workerBin, port, addresses, log } = options
    const worker = await createWorker({ logLevel: 'error', ...(workerBin && { workerBin }) }).catch((error: unknown) => {
      throw new StartFailure(`The media worker ${workerBin ?? ''} does not run: \`npm run setup\` makes one, MEDIASOUP_WORKER_BIN names another. (${reasonOf(error)})`, { cause: error })
    })
    const listenInfos = addresses.flatMap(({ listen, announced }) => (['udp', 'tcp'] as const).map((protocol) => ({
      protocol, ip: listen, port, sendBufferSize: socketBuffer, recvBufferSize: socketBuffer, ...(announced !== listen && { announcedAddress: announced }),
    })))
    const server = await worker.createWebRtcServer({ listenInfos }).catch((error: unknown) => {
      worker.close()
      throw new StartFailure(`The media port ${port} (UDP and TCP) cannot be opened on ${addresses.map(({ listen }) => listen).join(', ')}: is it taken? LIEN_MEDIA_PORT chooses another. (${reasonOf(error)})`, { cause: error })
    })
    log.info({ workerPid: worker.pid, port }, 'worker started')
    return new MediaWorker({ ...options, log: log.child({ workerPid: worker.pid }) }, worker, server)
  }

  /** Rooms here, those about to open included. */
  get load(): number {
    return this.#load
  }

  async openRoom({ roomId, loop }: { roomId: ConsultationId; loop: boolean }, onClosed: (room: Room) => void): Promise<Room> {
    this.#load++
    try {
      const room = await Room.create({
        roomId, loop, worker: this.#worker, webRtcServer: this.#server, producerIds: this.#producerIds,
        log: this.#options.log.child({ roomId }), tell: this.#options.tell,
        onClosed: (closed) => {
          if (this.#rooms.delete(closed)) this.#load--
          onClosed(closed)
        },
      })
      this.#rooms.add(room)
      // Closed under the room's feet: it must not be left standing.
      if (this.#closed) room.close(this.#worker.died ? 'workerDied' : 'closed')
      return room
    } catch (error) {
      this.#load--
      throw error
    }
  }

  #die(error: Error): void {
    if (this.#closed) return
    this.#closed = true
    this.#options.log.error({ err: error }, 'worker died')
    for (const room of [...this.#rooms]) room.close('workerDied')
    this.#options.onDied(this)
  }

  close(): void {
    if (this.#closed) return
    this.#closed = true
    for (const room of [...this.#rooms]) room.close('closed')
    if (!this.#worker.closed) this.#worker.close()
  }
}

const reasonOf = (error: unknown): string => error instanceof Error ? error.message : String(error)
