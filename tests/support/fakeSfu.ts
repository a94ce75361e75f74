import { randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Server } from 'socket.io'
import type { Seating } from '@lien/contract/call'
import type { Reply } from '@lien/contract/faults'
import { sfuOrders, sfuPath, type SfuFact, type SfuFactName, type SfuOrderName } from '@lien/contract/sfu'

const transport = () => ({
  id: randomUUID(),
  iceParameters: { usernameFragment: 'fake', password: 'fake' },
  iceCandidates: [],
  dtlsParameters: { fingerprints: [{ algorithm: 'sha-256' as const, value: 'AA' }] },
})

/** An sfu that carries nothing: it parses every order as the real one does, remembers it, and answers what fits. */
export class FakeSfu {
  readonly token = 'fake-sfu-token-fake-sfu-token-0000'
  readonly orders: { name: SfuOrderName; input: Record<string, unknown> }[] = []
  /** Tokens that were said to it, in the order of dialling. */
  readonly said: unknown[] = []
  /** Peers present, by id. */
  readonly peers = new Map<string, string>()
  /** It takes no new room. */
  draining = false
  /** It does what it is told, and answers when this resolves. */
  busy: Promise<void> | null = null
  readonly #sfuId: string
  readonly #rooms = new Set<string>()
  readonly #http = createServer()
  readonly #io = new Server(this.#http, { path: sfuPath, transports: ['websocket'], connectionStateRecovery: {} })

  private constructor(sfuId: string) { this.#sfuId = sfuId }

  static async start(sfuId = 'fake'): Promise<FakeSfu> {
    const sfu = new FakeSfu(sfuId)
    sfu.#io.on('connection', (socket) => {
      if (!socket.recovered) sfu.#io.to(socket.id).emit('sfu.state', { draining: sfu.draining })
      sfu.said.push((socket.handshake.auth as { token?: unknown }).token)
      socket.on('order', (name: SfuOrderName, input: unknown, reply: (reply: Reply<unknown>) => void) => void sfu.#answer(name, input, reply))
    })
    await new Promise<void>((resolve) => sfu.#http.listen(0, '127.0.0.1', resolve))
    return sfu
  }

  get url(): string { return `http://127.0.0.1:${(this.#http.address() as AddressInfo).port}` }
  tell<N extends SfuFactName>(name: N, fact: SfuFact<N>): void { this.#io.emit(name, fact) }
  /** Cuts every line, as a network would: servers dial again. */
  hangUp(): void { for (const socket of this.#io.of('/').sockets.values()) socket.conn.close() }
  /** As when its last person has left. */
  forgetRoom(roomId: string): void {
    this.#rooms.delete(roomId)
    this.peers.clear()
  }
  async close(): Promise<void> { await this.#io.close() }

  async #answer(name: SfuOrderName, input: unknown, reply: (reply: Reply<unknown>) => void): Promise<void> {
    const answer = this.#obey(name, input)
    if (this.busy) await this.busy
    reply(answer)
  }

  #obey(name: SfuOrderName, raw: unknown): Reply<unknown> {
    const parsed = sfuOrders[name].input.safeParse(raw)
    if (!parsed.success) return { ok: false, fault: { code: 'invalidInput' } }
    const input = parsed.data as Record<string, unknown>
    this.orders.push({ name, input })
    const peerId = String(input['peerId'])
    switch (name) {
      case 'sfu.describe': return { ok: true, value: { sfuId: this.#sfuId, workers: 1, rooms: this.#rooms.size, peers: this.peers.size, transports: 0, producers: 0, consumers: 0, draining: this.draining } }
      case 'peer.prepare':
      case 'peer.join': {
        if (this.draining && !this.#rooms.has(String(input['roomId']))) return { ok: false, fault: { code: 'unavailable', reason: 'sfuAway' } }
        this.#rooms.add(String(input['roomId']))
        this.peers.set(peerId, String(input['stayId']))
        return { ok: true, value: { stayId: input['stayId'], transports: { send: transport(), receive: transport() }, consumers: [] } as unknown as Seating }
      }
      case 'peer.leave': return this.peers.get(peerId) === input['stayId'] && this.peers.delete(peerId) ? { ok: true, value: {} } : { ok: false, fault: { code: 'notFound' } }
      case 'room.close': return this.#rooms.delete(String(input['roomId'])) ? { ok: true, value: {} } : { ok: false, fault: { code: 'notFound' } }
      case 'peer.check': return { ok: true, value: { alive: this.peers.get(peerId) === input['stayId'], consumers: [] } }
      case 'transport.restartIce': return { ok: true, value: { usernameFragment: 'fake', password: 'fake' } }
      default: return { ok: true, value: {} }
    }
  }
}
