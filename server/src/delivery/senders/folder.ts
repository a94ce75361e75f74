import { link, mkdir, readdir, readFile, unlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DemoMessage } from '@lien/contract/outbox'
import { Undelivered, type Sender } from '../Sender.ts'

/** How many messages of a demonstration are kept. */
const kept = 100

/** The demonstration's post: each message is a file of its own name, put there whole or not at all, once. */
export function folderSender(folder: string): Sender {
  return {
    repeatable: true,
    async send({ id, channel, to, createdAt, words }, handing) {
      const message: DemoMessage = { id, channel, to, at: createdAt.toISOString(), subject: words.subject, text: words.text }
      const fresh = join(folder, `.${id}.${process.pid}`)
      try {
        await mkdir(folder, { recursive: true, mode: 0o700 })
        await writeFile(fresh, JSON.stringify(message), { mode: 0o600 })
      } catch (error) {
        throw new Undelivered('unreachable', true, error)
      }
      await handing()
      await link(fresh, join(folder, `${id}.json`)).catch((error: unknown) => {
        if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
      })
      await unlink(fresh)
      await forget(folder)
    },
  }
}

/** Newest first: the names are UUIDv7, which sort by time. */
const names = async (folder: string): Promise<string[]> => (await readdir(folder).catch(() => [])).filter((name) => /^[0-9a-f-]{36}\.json$/.test(name)).sort().reverse()

async function forget(folder: string): Promise<void> {
  for (const name of (await names(folder)).slice(kept)) await unlink(join(folder, name)).catch(() => undefined)
}

/** What the demonstration has sent, newest first. */
export async function readFolder(folder: string): Promise<DemoMessage[]> {
  const all = await Promise.all((await names(folder)).slice(0, kept).map(async (name) => {
    const text = await readFile(join(folder, name), 'utf8').catch(() => null)
    return text === null ? null : DemoMessage.parse(JSON.parse(text))
  }))
  return all.filter((one) => one !== null)
}
