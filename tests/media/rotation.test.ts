import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { startSfu } from '../support/sfu.ts'
import { dialSfu } from '../support/sfuLine.ts'

test('the sfu’s token is changed without a pause: from a file, two at once, then the new one alone', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'lien-token-'))
  const file = join(folder, 'token')
  const [old, fresh] = [randomBytes(32).toString('base64url'), randomBytes(32).toString('base64url')]
  writeFileSync(file, `${old}\n`)
  const sfu = await startSfu({ env: { LIEN_SFU_TOKEN: '', LIEN_SFU_TOKEN_FILE: file } })
  const { url } = sfu
  let again = 0
  const readAgain = async (text: string) => {
    writeFileSync(file, text)
    sfu.process.kill('SIGHUP')
    again += 1
    await expect.poll(() => sfu.log.filter(({ msg }) => msg === 'token read again' || msg.startsWith('token not read again')).length).toBe(again)
  }
  try {
    const line = await dialSfu({ url, token: old })
    await expect(dialSfu({ url, token: fresh })).rejects.toThrow('unauthenticated')
    await readAgain(`${fresh},${old}\n`)
    for (const token of [old, fresh]) (await dialSfu({ url, token })).close()
    await readAgain(fresh)
    await expect(dialSfu({ url, token: old })).rejects.toThrow('unauthenticated')
    ;(await dialSfu({ url, token: fresh })).close()
    // Neither an open line nor a file that is damaged stops anything.
    expect(await line.must('sfu.describe', {})).toMatchObject({ rooms: 0 })
    await readAgain('short')
    ;(await dialSfu({ url, token: fresh })).close()
    expect(JSON.stringify(sfu.log)).not.toContain(fresh)
    line.close()
  } finally {
    await sfu.close()
    rmSync(folder, { recursive: true, force: true })
  }
})
