import { hostname } from 'node:os'
import { z } from 'zod'
import { secretsOf } from '@lien/contract/secrets'
import { readSessionKeys } from './platform/session.ts'
import { refuseWeak, StartFailure, withFiles } from './settings.ts'

export { StartFailure }

const secret = z.string().min(32)
const flag = z.string().optional().transform((value) => value === '1' || value === 'true')

const Environment = z.object({
  NODE_ENV: z.string().optional(),
  DATABASE_URL: z.string().min(1),
  LIEN_HOST: z.string().default('127.0.0.1'),
  LIEN_PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  /** The address people type, without a path; links are made from it. */
  LIEN_PUBLIC_URL: z.url().transform((url) => url.replace(/\/+$/, '')),
  LIEN_SESSION_KEY: z.string().transform((text, context) => {
    const keys = readSessionKeys(text)
    if (!keys) context.addIssue('Each key has 32 characters or more, and a name of its own.')
    return keys ?? z.NEVER
  }),
  LIEN_TRAIL_KEY: secret,
  /** Newest first, comma-separated: the first seals, all of them open. */
  LIEN_OUTBOX_KEY: z.string().transform((list) => list.split(',')).pipe(z.tuple([secret], secret)),
  /** Seals the secrets of authenticator applications; newest first, older ones still open what they sealed. */
  LIEN_FACTOR_KEY: z.string().transform((list) => list.split(',')).pipe(z.tuple([secret], secret)),
  LIEN_SFUS: z.string().min(1).transform((list) => list.split(',').map((url) => url.trim())),
  /** Newest first, comma-separated, as the sfu is told: this side says the first. */
  LIEN_SFU_TOKEN: z.string().transform(secretsOf).pipe(z.tuple([secret], secret)),
  /** Relays for networks that let nothing else through, e.g. `turn:turn.hopital.test:3478?transport=udp,turns:turn.hopital.test:443?transport=tcp`. */
  LIEN_TURN_URLS: z.string().transform(secretsOf).pipe(z.array(z.string().regex(/^turns?:[\w.\-[\]:]+(\?transport=(udp|tcp))?$/)).min(1).max(16)).optional(),
  /** The secret that the relays share with Lien (coturn's `static-auth-secret`). */
  LIEN_TURN_SECRET: secret.optional(),
  LIEN_TLS_CERT: z.string().optional(),
  LIEN_TLS_KEY: z.string().optional(),
  LIEN_SERVER_ID: z.string().optional(),
  /** Where the servers of a larger site tell each other what changed. */
  LIEN_REDIS_URL: z.url({ protocol: /^rediss?$/ }).optional(),
  /** A JSON file that lists the identity providers. */
  LIEN_OIDC_PROVIDERS: z.string().min(1).optional(),
  LIEN_TRUST_PROXY: flag,
  /** Where whoever found a weakness may write: an address of RFC 9116, or a bare mail address. */
  LIEN_SECURITY_CONTACT: z.union([z.url({ protocol: /^(https|mailto|tel)$/ }), z.email().transform((mail) => `mailto:${mail}`)]).optional(),
  LIEN_DEMO: flag,
  LIEN_DEMO_PASSWORD: z.string().optional(),
  /** `smtps://user:password@host`, or `smtp://…` with STARTTLS. */
  LIEN_SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  LIEN_MAIL_FROM: z.string().regex(/^[^\r\n]*[^\s@<>]+@[^\s@<>]+>?$/).optional(),
  /** The relay or its mailboxes drop a second mail of one Message-ID. */
  LIEN_SMTP_DEDUPLICATES: flag,
  /** Files that describe the suppliers of text messages and calls. */
  LIEN_SMS_GATEWAY: z.string().optional(),
  LIEN_VOICE_GATEWAY: z.string().optional(),
  /** Where the demonstration's messages lie, for its fictitious telephone. */
  LIEN_OUTBOX_DIR: z.string().optional(),
  LIEN_LOG_LEVEL: z.string().default('info'),
})

export type Config = ReturnType<typeof readConfig>

const names = Object.keys(Environment.shape)

/** Reads the environment and the files it names (`X_FILE`). Throws a `StartFailure` that names everything missing or wrong; no secret has a default. */
export function readConfig(given: NodeJS.ProcessEnv = process.env) {
  const env = withFiles(given, names)
  const read = Environment.safeParse(env)
  if (!read.success) {
    const wrong = [...new Set(read.error.issues.map((issue) => issue.path.join('.')))]
    throw new StartFailure(`Set ${wrong.join(', ')} (missing or not usable; docs/operating.md says what each one is).`)
  }
  const e = read.data
  if (e.NODE_ENV === 'production') refuseWeak(env, names)
  if (e.LIEN_DEMO && e.NODE_ENV === 'production') throw new StartFailure('LIEN_DEMO fills the database with fictitious people: it cannot be set where NODE_ENV is production.')
  if ((e.LIEN_TLS_CERT === undefined) !== (e.LIEN_TLS_KEY === undefined)) throw new StartFailure('Set both LIEN_TLS_CERT and LIEN_TLS_KEY, or neither.')
  if ((e.LIEN_TURN_URLS === undefined) !== (e.LIEN_TURN_SECRET === undefined)) throw new StartFailure('Set both LIEN_TURN_URLS and LIEN_TURN_SECRET, or neither.')
  if ((e.LIEN_SMTP_URL === undefined) !== (e.LIEN_MAIL_FROM === undefined)) throw new StartFailure('Set both LIEN_SMTP_URL and LIEN_MAIL_FROM, or neither.')
  if (e.LIEN_OUTBOX_DIR !== undefined && !e.LIEN_DEMO) throw new StartFailure('LIEN_OUTBOX_DIR keeps messages where everybody reads them: it is for LIEN_DEMO only.')
  return {
    production: e.NODE_ENV === 'production',
    databaseUrl: e.DATABASE_URL, redisUrl: e.LIEN_REDIS_URL ?? null,
    host: e.LIEN_HOST, port: e.LIEN_PORT, publicUrl: e.LIEN_PUBLIC_URL,
    tls: e.LIEN_TLS_CERT && e.LIEN_TLS_KEY ? { cert: e.LIEN_TLS_CERT, key: e.LIEN_TLS_KEY } : null,
    sessionKeys: e.LIEN_SESSION_KEY, trailKey: e.LIEN_TRAIL_KEY, outboxKeys: e.LIEN_OUTBOX_KEY, factorKeys: e.LIEN_FACTOR_KEY,
    sfus: e.LIEN_SFUS, sfuToken: e.LIEN_SFU_TOKEN[0],
    turn: e.LIEN_TURN_URLS && e.LIEN_TURN_SECRET ? { urls: e.LIEN_TURN_URLS, secret: e.LIEN_TURN_SECRET } : null,
    serverId: e.LIEN_SERVER_ID ?? `${hostname()}:${e.LIEN_PORT}`,
    delivery: {
      smtp: e.LIEN_SMTP_URL !== undefined && e.LIEN_MAIL_FROM !== undefined ? { url: e.LIEN_SMTP_URL, from: e.LIEN_MAIL_FROM, deduplicates: e.LIEN_SMTP_DEDUPLICATES } : null,
      gateways: { ...(e.LIEN_SMS_GATEWAY !== undefined && { sms: e.LIEN_SMS_GATEWAY }), ...(e.LIEN_VOICE_GATEWAY !== undefined && { voice: e.LIEN_VOICE_GATEWAY }) },
      folder: e.LIEN_OUTBOX_DIR ?? null,
    },
    trustProxy: e.LIEN_TRUST_PROXY,
    oidcProviders: e.LIEN_OIDC_PROVIDERS ?? null,
    securityContact: e.LIEN_SECURITY_CONTACT ?? null,
    demo: e.LIEN_DEMO ? { password: e.LIEN_DEMO_PASSWORD ?? '' } : null,
    logLevel: e.LIEN_LOG_LEVEL,
  }
}

/** What the trail's own command needs, and no more. */
export function readConfigOfTrail(env: NodeJS.ProcessEnv = process.env): { databaseUrl: string; trailKey: string } {
  const read = Environment.pick({ DATABASE_URL: true, LIEN_TRAIL_KEY: true }).safeParse(withFiles(env, ['DATABASE_URL', 'LIEN_TRAIL_KEY']))
  if (!read.success) throw new StartFailure('Set DATABASE_URL and LIEN_TRAIL_KEY.')
  return { databaseUrl: read.data.DATABASE_URL, trailKey: read.data.LIEN_TRAIL_KEY }
}
