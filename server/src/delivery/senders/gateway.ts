import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { Undelivered, type Parcel, type Sender } from '../Sender.ts'

const isHere = (host: string): boolean => ['localhost', '127.0.0.1', '[::1]'].includes(host)

/**
 * A supplier of text messages or calls, as a file says it. `{{to}}`, `{{text}}`, `{{id}}` and `{{lang}}` stand inside
 * the strings of `body` (and `{{id}}` in headers): values are put in after the JSON is parsed, so none can break out.
 */
export const Gateway = z.strictObject({
  /** Without any of the values: addresses are written into logs on their way. */
  url: z.url().refine((url) => { const { protocol, hostname } = new URL(url); return protocol === 'https:' || (protocol === 'http:' && isHere(hostname)) }, 'https, except on this machine'),
  method: z.enum(['POST', 'PUT']).default('POST'),
  headers: z.record(z.string(), z.string()).default({}),
  encoding: z.enum(['json', 'form']).default('json'),
  body: z.record(z.string(), z.json()),
  /** HTTP statuses that mean: taken. */
  success: z.array(z.number().int().min(200).max(299)).min(1).default([200, 201, 202, 204]),
  /** The supplier promises that one Idempotency-Key (or client reference) is sent once. */
  idempotent: z.boolean().default(false),
  /** Seconds. */
  timeout: z.number().min(1).max(25).default(15),
})
export type Gateway = z.infer<typeof Gateway>

/** Reads a gateway's file. Throws with what is wrong in it. */
export const readGateway = (path: string): Gateway => Gateway.parse(JSON.parse(readFileSync(path, 'utf8')))

export function gatewaySender(gateway: Gateway): Sender {
  return {
    repeatable: gateway.idempotent,
    async send(parcel, handing, signal) {
      const { body, type } = bodyOf(gateway, parcel)
      const headers = { 'idempotency-key': parcel.id, 'content-type': type, ...Object.fromEntries(Object.entries(gateway.headers).map(([name, value]) => [name, value.replaceAll('{{id}}', parcel.id)])) }
      await handing()
      const response = await post(gateway, body, headers, signal)
      if (gateway.success.includes(response.status)) return
      throw meaningOf(response.status)
    },
  }
}

async function post({ url, method, timeout }: Gateway, body: string, headers: Record<string, string>, signal: AbortSignal): Promise<{ status: number }> {
  try {
    const response = await fetch(url, { method, body, headers, redirect: 'manual', signal: AbortSignal.any([signal, AbortSignal.timeout(timeout * 1000)]) })
    await response.body?.cancel()
    return response
  } catch (error) {
    // Nothing was written where nobody answered the dial; any other broken wire leaves it in doubt.
    const cause = error instanceof Error && error.cause instanceof Error && 'code' in error.cause ? String(error.cause.code) : ''
    if (/^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT)$/.test(cause)) throw new Undelivered('unreachable', true, error)
    if (/CERT|SELF_SIGNED|SSL|TLS/.test(cause)) throw new Undelivered('tlsFailed', true, error)
    throw error
  }
}

/** 502 and 504 come from a proxy that does not know what its upstream did: those stay in doubt. */
function meaningOf(status: number): Error {
  if (status === 502 || status === 504) return new Error(`The gateway's proxy answered ${status}.`)
  if (status === 401 || status === 403) return new Undelivered('credentialsRefused', true)
  if (status === 408 || status === 429 || status >= 500 || status < 400) return new Undelivered('refused', true)
  return new Undelivered('recipientRefused', false)
}

function bodyOf({ encoding, body }: Gateway, { id, to, lang, words }: Parcel): { body: string; type: string } {
  const values: Record<string, string> = { id, to, lang, text: words.text }
  const fill = (node: unknown): unknown => {
    if (typeof node === 'string') return node.replace(/\{\{(id|to|lang|text)\}\}/g, (_whole, name: string) => values[name] ?? '')
    if (Array.isArray(node)) return node.map(fill)
    if (typeof node === 'object' && node !== null) return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, fill(value)]))
    return node
  }
  const filled = fill(body) as Record<string, unknown>
  if (encoding === 'json') return { body: JSON.stringify(filled), type: 'application/json' }
  return { body: new URLSearchParams(Object.entries(filled).map(([key, value]): [string, string] => [key, String(value)])).toString(), type: 'application/x-www-form-urlencoded' }
}
