import { Readable } from 'node:stream'
import MailComposer from 'nodemailer/lib/mail-composer'
import SMTPConnection from 'nodemailer/lib/smtp-connection'
import { Undelivered, type Parcel, type Sender } from '../Sender.ts'

export interface SmtpOptions {
  /** `smtps://user:password@host:465`, or `smtp://…:587` with STARTTLS, which only a relay on this machine may lack. */
  url: string
  /** `Name <address>` or an address. */
  from: string
  /** The relay, or the mailboxes behind it, drop a second mail of the same Message-ID. */
  deduplicates: boolean
  /** PEM of a certificate authority of the house's own. */
  ca?: string
}

const second = 1_000

/**
 * Mail over SMTP (RFC 5321). A server must forget a message whose final dot has not come (§4.1.1.4), so everything is
 * sent but the dot, then `handing` is awaited, then the dot leaves.
 */
export function smtpSender({ url, from, deduplicates, ca }: SmtpOptions): Sender {
  const { hostname, port, protocol, username, password } = new URL(url)
  const secure = protocol === 'smtps:'
  const here = ['localhost', '127.0.0.1', '[::1]'].includes(hostname)
  const sender = new MailComposer({ from }).compile().getEnvelope().from
  const domain = (sender || '').split('@').at(-1) ?? ''
  if (!sender || !domain) throw new Error('The sender of mails has no address.')
  const credentials = username ? { user: decodeURIComponent(username), pass: decodeURIComponent(password) } : null

  const compose = ({ id, to, createdAt, words, lang }: Parcel): Promise<Buffer> => new MailComposer({
    from, to, subject: words.subject ?? '', text: words.text, ...(words.html !== null && { html: words.html }),
    // The same bytes at every try, and a name that receivers know them by.
    messageId: `<${id}@${domain}>`, date: createdAt, baseBoundary: id,
    headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': lang }, disableFileAccess: true, disableUrlAccess: true,
  }).compile().build()

  return {
    repeatable: deduplicates,
    async send(parcel, handing, signal) {
      const mail = await compose(parcel)
      const connection = new SMTPConnection({
        host: hostname.replace(/^\[|\]$/g, ''), port: Number(port) || (secure ? 465 : 587), secure, requireTLS: !secure && !here, name: domain,
        connectionTimeout: 10 * second, greetingTimeout: 10 * second, socketTimeout: 20 * second, socketCloseTimeout: 0,
        // A house whose relay allows plain text on this machine alone has no certificate to check there.
        ignoreTLS: !secure && here, tls: { minVersion: 'TLSv1.2', rejectUnauthorized: true, ...(ca !== undefined && { ca }) },
      })
      try {
        await new Promise<void>((resolve, reject) => {
          const stop = () => reject(new Error('Abort', { cause: signal.reason }))
          if (signal.aborted) return stop()
          signal.addEventListener('abort', stop, { once: true })
          connection.on('error', reject)
          connection.on('end', () => reject(Object.assign(new Error('The connection ended.'), { code: 'ECONNECTION' })))
          const handOver = () => connection.send({ from: sender, to: [parcel.to], size: mail.length }, allButTheDot(mail, handing), (error) => (error ? reject(error) : resolve()))
          connection.connect((error) => {
            if (error) reject(error)
            else if (credentials && !connection.authenticated) connection.login({ credentials }, (refused) => (refused ? reject(refused) : handOver()))
            else handOver()
          })
        })
      } catch (error) {
        throw meaningOf(error)
      } finally {
        connection.close()
      }
    },
  }
}

/** Gives the mail, and its end (which becomes the dot) only when `handing` has resolved; its rejection breaks the connection. */
function allButTheDot(mail: Buffer, handing: () => Promise<void>): Readable {
  let given = false
  return new Readable({
    read() {
      if (!given) {
        given = true
        this.push(mail)
        return
      }
      handing().then(() => this.push(null), (error: unknown) => this.destroy(error instanceof Error ? error : new Error('handing failed')))
    },
  })
}

/** A reply code is the server's last word; no reply leaves it to the caller whether the dot had gone. */
function meaningOf(error: unknown): unknown {
  if (error instanceof Undelivered || !(error instanceof Error)) return error
  const { code, responseCode } = error as Error & { code?: string; responseCode?: number }
  if (code === 'EAUTH' || code === 'ENOAUTH') return new Undelivered('credentialsRefused', true, error)
  if (responseCode && responseCode >= 400 && responseCode < 500) return new Undelivered('refused', true, error)
  if (responseCode && responseCode >= 500) return new Undelivered(code === 'EENVELOPE' ? 'recipientRefused' : 'refused', false, error)
  return error
}
