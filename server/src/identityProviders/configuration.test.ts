import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { readProviders } from './configuration.ts'

const folder = mkdtempSync(join(tmpdir(), 'lien-providers-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const path = join(folder, 'providers.json')
const good = { id: 'psc', label: { fr: 'Pro Santé Connect', en: 'Pro Santé Connect' }, kind: 'professionals', profile: 'proSanteConnect', issuer: 'https://psc.test/auth', discoveryUrl: 'https://psc.test/.well-known/wallet-openid-configuration', clientId: 'lien', clientSecret: 'never said aloud', finess: '000000001' }
const read = (value: unknown) => {
  writeFileSync(path, typeof value === 'string' ? value : JSON.stringify(value))
  return readProviders(path)
}

describe('the file of identity providers', () => {
  it('is optional, and fills in what Pro Santé Connect asks', () => {
    expect(readProviders(null)).toEqual([])
    expect(read([good])).toMatchObject([{ id: 'psc', scope: 'openid scope_all', acrValues: ['eidas1'], clientSecret: 'never said aloud' }])
    expect(read([{ ...good, profile: 'standard', id: 'hospital' }])).toMatchObject([{ scope: 'openid profile email', acrValues: [], claims: { mail: 'email', mailVerified: 'email_verified' } }])
  })

  it('takes a secret from a file beside it', () => {
    writeFileSync(join(folder, 'secret'), 'from a file\n')
    expect(read([{ ...good, clientSecret: undefined, clientSecretFile: 'secret' }])).toMatchObject([{ clientSecret: 'from a file' }])
  })

  it.each([
    ['{', /is not JSON/],
    [{}, /the file must be a list/],
    [[{ ...good, issuer: 'http://psc.test' }], /provider 1, issuer must begin with https/],
    [[good, { ...good, id: 'two', finess: '12' }], /provider 2, finess must be the 9 characters/],
    [[{ ...good, id: 'P' }], /provider 1, id must be 2 to 32 small letters/],
    [[{ ...good, clientSecret: undefined }], /provider 1, clientSecret give either clientSecret or clientSecretFile/],
    [[{ ...good, clientSecretFile: 'secret' }], /either clientSecret or clientSecretFile/],
    [[{ ...good, clientSecret: undefined, clientSecretFile: 'nowhere' }], /psc: the file of clientSecretFile cannot be read \(ENOENT\)/],
    [[{ ...good, kind: 'patients' }], /knows professionals only/],
    [[{ ...good, scope: 'profile' }], /scope must hold openid/],
    [[{ ...good, secret: 'x' }], /provider 1 knows no secret/],
    [[{ ...good, discoveryUrl: 'https://psc.test/' }], /discoveryUrl must hold \/.well-known\//],
    [[good, good], /two providers are called psc/],
  ])('says what is wrong, and never a secret: %#', (value, sentence) => {
    let said = ''
    try { read(value) } catch (error) { said = String(error) }
    expect(said).toMatch(sentence)
    expect(said).not.toContain('never said aloud')
  })

  it('names a file that is not there', () => expect(() => readProviders(join(folder, 'none.json'))).toThrow(/cannot be read \(ENOENT\)/))
})
