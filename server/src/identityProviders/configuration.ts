import { readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { z } from 'zod'
import { ProviderId } from '@lien/contract/commands/identityProviders'
import { StartFailure } from '../config.ts'

const loopback = /^(localhost|127\.0\.0\.1|\[::1\])$/
const address = z.url({ protocol: /^https?$/, error: 'must be a web address' }).refine((url) => !URL.canParse(url) || new URL(url).protocol === 'https:' || loopback.test(new URL(url).hostname), { error: 'must begin with https:// (http only for a provider on this very machine)' })
const words = (what: string) => z.string({ error: `is missing: ${what}` }).trim().min(1, { error: `is empty: ${what}` })

const Provider = z.strictObject({
  id: ProviderId.describe('id'),
  label: z.strictObject({ fr: words('the button\'s words in French').max(80), en: words('the button\'s words in English').max(80) }),
  kind: z.enum(['professionals', 'patients'], { error: 'must be "professionals" or "patients"' }),
  profile: z.enum(['proSanteConnect', 'standard'], { error: 'must be "proSanteConnect" or "standard"' }),
  issuer: address,
  discoveryUrl: address.refine((url) => url.includes('/.well-known/'), { error: 'must hold /.well-known/ (leave it out where the provider follows the standard)' }).optional(),
  clientId: words('the name under which the provider knows this Lien'),
  clientSecret: words('the secret shared with the provider').optional(),
  clientSecretFile: words('the path of a file that holds the secret').optional(),
  scope: z.string().refine((scope) => scope.split(' ').includes('openid'), { error: 'must hold openid' }).optional(),
  acrValues: z.array(z.string().min(1)).optional(),
  finess: z.string({ error: 'is missing: the FINESS number of the establishment it signs into' }).regex(/^[0-9A-Z]{9}$/, { error: 'must be the 9 characters of a FINESS number' }),
  /** Names of a standard provider's claims; a name may lead into an object: `realm_access.roles`. */
  claims: z.strictObject({ mail: z.string().default('email'), mailVerified: z.string().default('email_verified'), roles: z.string().default('roles') }).prefault({}),
  /** Providers that hold only addresses they gave out themselves (Entra) send no claim that says so. */
  mailAlwaysVerified: z.boolean().default(false),
  /** One of these must be among the person's roles; empty asks for none. */
  requiredRoles: z.array(z.string().min(1)).default([]),
}).superRefine((one, issue) => {
  if ((one.clientSecret === undefined) === (one.clientSecretFile === undefined)) issue.addIssue({ code: 'custom', path: ['clientSecret'], message: 'give either clientSecret or clientSecretFile' })
  if (one.kind === 'patients' && one.profile === 'proSanteConnect') issue.addIssue({ code: 'custom', path: ['profile'], message: 'Pro Santé Connect knows professionals only' })
})
const Providers = z.array(Provider, { error: 'must be a list of providers: [ { … } ]' })

export type Provider = Omit<z.infer<typeof Provider>, 'clientSecret' | 'clientSecretFile' | 'scope' | 'acrValues'> & { clientSecret: string; scope: string; acrValues: string[] }

/**
 * Reads the file named by LIEN_OIDC_PROVIDERS. Throws a `StartFailure` that names each thing wrong by its place in the
 * file, never by its value: one of them is a secret.
 */
export function readProviders(path: string | null): Provider[] {
  if (path === null) return []
  const fail = (what: string): never => { throw new StartFailure(`The identity providers of LIEN_OIDC_PROVIDERS are not usable: ${what} (docs/operating.md shows the file).`) }
  const read = Providers.safeParse(json(path, fail))
  if (!read.success) return fail(read.error.issues.map((issue) => `${place(issue.path)}${issue.code === 'unrecognized_keys' ? `knows no ${issue.keys.join(', ')}` : sentence(issue)}`).join('; '))
  const twice = read.data.find((one, index) => read.data.findIndex(({ id }) => id === one.id) !== index)
  if (twice) return fail(`two providers are called ${twice.id}`)
  return read.data.map(({ clientSecret, clientSecretFile, scope, acrValues, ...one }) => ({
    ...one,
    clientSecret: clientSecret ?? secret(resolve(dirname(path), clientSecretFile ?? ''), one.id, fail),
    scope: scope ?? (one.profile === 'proSanteConnect' ? 'openid scope_all' : one.kind === 'patients' ? 'openid profile' : 'openid profile email'),
    // The level that the national agency asks of Pro Santé Connect.
    acrValues: acrValues ?? (one.profile === 'proSanteConnect' ? ['eidas1'] : []),
  }))
}

type Fail = (what: string) => never
function json(path: string, fail: Fail): unknown {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (error) {
    return fail(`the file cannot be read (${codeOf(error)})`)
  }
  try {
    return JSON.parse(text)
  } catch {
    return fail('the file is not JSON')
  }
}

function secret(path: string, id: string, fail: Fail): string {
  try {
    const held = readFileSync(path, 'utf8').trim()
    return held === '' ? fail(`${id}: the file of clientSecretFile is empty`) : held
  } catch (error) {
    if (error instanceof StartFailure) throw error
    return fail(`${id}: the file of clientSecretFile cannot be read (${codeOf(error)})`)
  }
}

function place(path: PropertyKey[]): string {
  const [index, ...rest] = path
  if (typeof index !== 'number') return 'the file '
  return `provider ${index + 1}${rest.length > 0 ? `, ${rest.map(String).join('.')}` : ''} `
}
/** Zod's own words say what was expected; they do not repeat what was found. */
const sentence = (issue: { path: PropertyKey[]; message: string }): string => (issue.path.at(-1) === 'id' ? 'must be 2 to 32 small letters, digits or hyphens' : issue.message.replace(/^Invalid input: /, ''))
const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : 'unknown')
