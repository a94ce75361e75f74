import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { simpleParser, type ParsedMail } from 'mailparser'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'

/** Whoever receives: what has arrived, and a way to wait for it. */
class Received<T> {
  readonly all: T[] = []
  #waiters: (() => void)[] = []
  push(one: T): void {
    this.all.push(one)
    for (const wake of this.#waiters.splice(0)) wake()
  }
  /** Resolves once `count` are here. */
  async until(count: number): Promise<void> {
    while (this.all.length < count) await new Promise<void>((resolve) => { this.#waiters.push(resolve) })
  }
}

export interface Mail { id: string; to: string; mail: ParsedMail }
export interface MailServer {
  url: string
  /** Mails that were accepted: their final dot has come. */
  received: Received<Mail>
  /** Accepts a mail, and keeps its answer for ever. */
  silent: boolean
  /** Answers the next mails with this SMTP reply code. */
  refuse: number | null
  close: () => Promise<void>
}

/** A real SMTP server. `deduplicates`: like many mailboxes it drops a second mail of the same Message-ID. */
export async function openMailServer({ deduplicates = false, options = {} }: { deduplicates?: boolean; options?: SMTPServerOptions } = {}): Promise<MailServer> {
  const received = new Received<Mail>()
  const known = new Set<string>()
  const made = { received, silent: false, refuse: null as number | null }
  const server = new SMTPServer({
    authOptional: true, disabledCommands: ['AUTH'], disableReverseLookup: true, closeTimeout: 100, ...options,
    onRcptTo: (address, _session, done) => (made.refuse === null ? done() : done(Object.assign(new Error(`No ${address.address}`), { responseCode: made.refuse }))),
    onData: (stream, session, done) => {
      const parts: Buffer[] = []
      stream.on('data', (part: Buffer) => parts.push(part))
      stream.on('end', () => {
        void simpleParser(Buffer.concat(parts)).then((mail) => {
          const id = mail.messageId ?? ''
          if (!deduplicates || !known.has(id)) received.push({ id, mail, to: session.envelope.rcptTo.map(({ address }) => address).join() })
          known.add(id)
          if (!made.silent) done()
        })
      })
    },
  })
  server.on('error', () => undefined) // clients that are killed break their connections
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve) })
  const { port } = server.server.address() as AddressInfo
  return Object.assign(made, { url: `smtp://127.0.0.1:${port}`, close: () => new Promise<void>((resolve) => { server.close(resolve) }) })
}

export interface Call { id: string; headers: Record<string, unknown>; body: string }
export interface GatewayServer {
  url: string
  /** Each Idempotency-Key once, as such a gateway promises. */
  received: Received<Call>
  /** How often it was asked, repeats included. */
  asked: number
  silent: boolean
  status: number
  close: () => Promise<void>
}

/** A supplier's HTTP gateway that knows a message by its Idempotency-Key; without `idempotent` it takes every call for a new message. */
export async function openGateway({ idempotent = true }: { idempotent?: boolean } = {}): Promise<GatewayServer> {
  const known = new Set<string>()
  const made = { received: new Received<Call>(), asked: 0, silent: false, status: 202 }
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (part: Buffer) => { body += part.toString() })
    request.on('end', () => {
      made.asked += 1
      const id = String(request.headers['idempotency-key'])
      if (made.status < 300 && (!idempotent || !known.has(id))) {
        known.add(id)
        made.received.push({ id, headers: request.headers, body })
      }
      if (!made.silent) response.writeHead(made.status).end('{}')
    })
  })
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve) })
  const { port } = server.address() as AddressInfo
  return Object.assign(made, { url: `http://127.0.0.1:${port}/messages`, close: () => new Promise<void>((resolve) => { server.closeAllConnections(); server.close(() => resolve()) }) })
}
