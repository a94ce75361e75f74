import { build } from 'esbuild'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { createWorker, type types } from 'mediasoup'
import { Server, type Socket } from 'socket.io'
import { mediaCodecs } from '@lien/contract/media'

/** As the sfu does it: one port for UDP and TCP, large buffers. */
const socketBuffer = 4_000_000

interface Person { socket: Socket; send: types.WebRtcTransport; receive: types.WebRtcTransport; capabilities: types.RtpCapabilities; producers: types.Producer[]; consumers: Map<string, types.Consumer> }

export interface Floor {
  port: number
  somebodyWaits: () => Promise<void>
  somebodyPublishes: () => Promise<void>
  /** Everybody of the last turn is gone. */
  empty: () => Promise<void>
  /** Lets the waiting page in. */
  admit: () => void
  /** Puts it back to wait. */
  sendBack: () => void
  close: () => void
}

export async function startFloor(mediaPort: number): Promise<Floor> {
  const worker = await createWorker({ logLevel: 'error' })
  const webRtcServer = await worker.createWebRtcServer({ listenInfos: (['udp', 'tcp'] as const).map((protocol) => ({ protocol, ip: '127.0.0.1', port: mediaPort, sendBufferSize: socketBuffer, recvBufferSize: socketBuffer })) })
  const router = await worker.createRouter({ mediaCodecs: [...mediaCodecs] as types.RouterRtpCodecCapability[] })
  const script = await bundle()
  const http = createServer((request, response) => {
    if (request.url === '/floor.js') response.setHeader('content-type', 'text/javascript').end(script)
    else response.setHeader('content-type', 'text/html').end('<!doctype html><title>floor</title><body><script type="module" src="/floor.js"></script>')
  })
  const io = new Server(http, { path: '/floor', transports: ['websocket'], serveClient: false })
  const people = new Map<Socket, Person>()
  let waiting: Socket | null = null

  const consume = async (person: Person, producer: types.Producer) => {
    const consumer = await person.receive.consume({ producerId: producer.id, rtpCapabilities: person.capabilities, paused: true })
    person.consumers.set(consumer.id, consumer)
    return { id: consumer.id, producerId: producer.id, kind: consumer.kind, rtpParameters: consumer.rtpParameters }
  }
  const transport = () => router.createWebRtcTransport({ webRtcServer, enableUdp: true, enableTcp: true, preferUdp: true, initialAvailableOutgoingBitrate: 1_000_000 })
  const offer = ({ id, iceParameters, iceCandidates, dtlsParameters }: types.WebRtcTransport) => ({ id, iceParameters, iceCandidates, dtlsParameters })
  const join = async (socket: Socket, capabilities: types.RtpCapabilities) => {
    leave(socket)
    const [send, receive] = await Promise.all([transport(), transport()])
    const person: Person = { socket, send, receive, capabilities, producers: [], consumers: new Map() }
    const others = [...people.values()]
    people.set(socket, person)
    const consumers = await Promise.all(others.flatMap((other) => other.producers.map((producer) => consume(person, producer).catch(late))))
    return { send: offer(send), receive: offer(receive), consumers: consumers.filter((one) => one !== undefined) }
  }
  const leave = (socket: Socket) => {
    const person = people.get(socket)
    people.delete(socket)
    person?.send.close()
    person?.receive.close()
  }

  io.on('connection', (socket) => {
    const { role, rtpCapabilities } = socket.handshake.auth as { role: string; rtpCapabilities: types.RtpCapabilities }
    if (role === 'waits') waiting = socket
    else void join(socket, rtpCapabilities).then((joined) => socket.emit('joined', joined))
    socket.on('join', (capabilities: types.RtpCapabilities, reply: (joined: unknown) => void) => void join(socket, capabilities).then(reply))
    socket.on('connect-transport', ({ direction, dtlsParameters }: { direction: 'send' | 'receive'; dtlsParameters: types.DtlsParameters }) => people.get(socket)?.[direction].connect({ dtlsParameters }).catch(late))
    socket.on('produce', async (options: types.ProducerOptions) => {
      const person = people.get(socket)
      const producer = await person?.send.produce(options).catch(late)
      if (!person || !producer) return
      person.producers.push(producer)
      for (const other of people.values()) if (other !== person) other.socket.emit('consumer', await consume(other, producer).catch(late))
    })
    socket.on('resume', (ids: string[]) => { for (const id of ids) people.get(socket)?.consumers.get(id)?.resume().catch(late) })
    socket.on('disconnect', () => leave(socket))
  })
  http.listen(0, '127.0.0.1')
  await new Promise((resolve) => http.once('listening', resolve))
  return {
    port: (http.address() as AddressInfo).port,
    somebodyWaits: () => until(() => waiting?.connected === true),
    somebodyPublishes: () => until(() => [...people.values()].some(({ producers }) => producers.length === 2)),
    empty: () => until(() => people.size === 0 && waiting?.connected !== true),
    admit: () => waiting?.emit('admitted'),
    sendBack: () => {
      if (!waiting) return
      leave(waiting)
      waiting.emit('left')
    },
    close: () => {
      void io.close()
      worker.close()
    },
  }
}

/** A message for something that was closed meanwhile: the floor has nobody to tell. */
const late = () => undefined

async function until(fact: () => boolean): Promise<void> {
  while (!fact()) await new Promise((resolve) => { setTimeout(resolve, 20) })
}

async function bundle(): Promise<Buffer> {
  const built = await build({ entryPoints: [fileURLToPath(new URL('client.ts', import.meta.url))], bundle: true, minify: true, format: 'esm', write: false, target: 'es2022' })
  const [file] = built.outputFiles
  if (!file) throw new Error('The floor was not bundled.')
  return Buffer.from(file.contents)
}
