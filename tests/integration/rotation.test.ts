import { X509Certificate, randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect } from 'node:tls'
import { afterAll, expect, it } from 'vitest'
import { generate } from 'selfsigned'
import { openHouse } from '../support/house.ts'

const folder = mkdtempSync(join(tmpdir(), 'lien-tls-'))
const [LIEN_TLS_CERT, LIEN_TLS_KEY] = [join(folder, 'cert.pem'), join(folder, 'key.pem')]
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function newCertificate(): Promise<string> {
  const made = await generate([{ name: 'commonName', value: 'lien.test' }], { algorithm: 'sha256', keyType: 'ec' })
  writeFileSync(LIEN_TLS_CERT, made.cert)
  writeFileSync(LIEN_TLS_KEY, made.private)
  return new X509Certificate(made.cert).fingerprint256
}

it('a certificate is replaced while connections stay open, and a damaged one changes nothing; https pages ask for https for a year', async () => {
  const first = await newCertificate()
  const house = await openHouse({ env: { LIEN_TLS_CERT, LIEN_TLS_KEY, LIEN_PUBLIC_URL: 'https://lien.test' } })
  const { port } = new URL(house.app.address)
  const dial = () => new Promise<{ seen: string; ask: () => Promise<string>; end: () => void }>((resolve, reject) => {
    const socket = connect({ host: '127.0.0.1', port: Number(port), rejectUnauthorized: false }, () => resolve({
      seen: new X509Certificate(socket.getPeerCertificate().raw).fingerprint256,
      ask: () => new Promise((answered) => { socket.once('data', (bytes: Buffer) => answered(bytes.toString())); socket.write('GET /health HTTP/1.1\r\nhost: lien.test\r\n\r\n') }),
      end: () => void socket.destroy(),
    }))
    socket.on('error', reject)
  })
  const early = await dial()
  expect(early.seen).toBe(first)
  expect(await early.ask()).toMatch(/strict-transport-security: max-age=31536000\r\n/i)
  const second = await newCertificate()
  house.app.reload(house.config)
  const late = await dial()
  expect(late.seen).toBe(second)
  expect(await early.ask()).toMatch(/^HTTP\/1.1 200 /)
  writeFileSync(LIEN_TLS_KEY, 'damaged')
  expect(() => house.app.reload(house.config)).toThrow()
  const last = await dial()
  expect(last.seen).toBe(second)
  for (const one of [early, late, last]) one.end()
  await house.close()
})

it('the server says the newest token of its list to an sfu it dials again', async () => {
  const house = await openHouse()
  const fresh = randomBytes(32).toString('base64url')
  expect(house.sfu.said.at(-1)).toBe(house.sfu.token)
  house.app.reload({ ...house.config, sfuToken: fresh })
  house.sfu.hangUp()
  await expect.poll(() => house.sfu.said.at(-1)).toBe(fresh)
  await house.close()
})
