import { X509Certificate } from 'node:crypto'
import { chmod, readFile, writeFile } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { root } from '../setup/paths.mjs'

const DAY_MS = 86_400_000
// Apple refuses server certificates that are valid for longer than 825 days, and recent rules say 398.
const VALID_DAYS = 397
const RENEW_DAYS = 30

/**
 * A self-signed certificate for this machine on its network; camera and microphone need HTTPS there.
 * @param {string} dataDir
 * @param {string} address
 * @returns {Promise<{ cert: string, key: string }>} file paths
 */
export async function keepCertificate(dataDir, address) {
  const files = { cert: join(dataDir, 'lan.cert.pem'), key: join(dataDir, 'lan.key.pem') }
  if (existsSync(files.key) && existsSync(files.cert) && stillGood(await readFile(files.cert), address)) return files
  const { generate } = createRequire(join(root, 'package.json'))('selfsigned')
  const names = ['localhost', hostname()].filter((name, index, all) => name && all.indexOf(name) === index)
  const made = await generate([{ name: 'commonName', value: 'Lien demo' }], {
    algorithm: 'sha256',
    keyType: 'ec',
    notBeforeDate: new Date(Date.now() - DAY_MS),
    notAfterDate: new Date(Date.now() + (VALID_DAYS - 1) * DAY_MS),
    extensions: [
      { name: 'basicConstraints', cA: false, critical: true },
      { name: 'keyUsage', digitalSignature: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      { name: 'subjectAltName', altNames: [{ type: 7, ip: address }, { type: 7, ip: '127.0.0.1' }, ...names.map((value) => ({ type: 2, value }))] },
    ],
  })
  await writeFile(files.key, made.private, { mode: 0o600 })
  await chmod(files.key, 0o600)
  await writeFile(files.cert, made.cert)
  return files
}

/** @param {Buffer} pem @param {string} address */
function stillGood(pem, address) {
  const certificate = new X509Certificate(pem)
  return certificate.checkIP(address) !== undefined && Date.parse(certificate.validTo) - Date.now() > RENEW_DAYS * DAY_MS
}
