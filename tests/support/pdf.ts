import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'

interface Page { getTextContent: () => Promise<{ items: readonly { str?: string; hasEOL?: boolean }[] }>; getStructTree: () => Promise<Node | null> }
interface Node { role?: string; children?: readonly Node[] }
interface Reader { getDocument: (source: { data: Uint8Array; verbosity: number }) => { promise: Promise<{ numPages: number; getPage: (n: number) => Promise<Page>; getMetadata: () => Promise<{ info: Record<string, unknown>; metadata: { getRaw: () => string } | null }> }> } }

export interface ReadPdf { text: string; pages: number; /** Of the structure that is read out: how often each role stands in it. */ roles: Record<string, number>; info: Record<string, unknown>; xmp: string }

/** What a reader's program makes of a document: its words, and the structure that a screen reader follows. */
export async function readPdf(file: Buffer): Promise<ReadPdf> {
  // By its address: the package's own types would be checked with everybody else's programs.
  const reader = (await import(pathToFileURL(createRequire(import.meta.url).resolve('pdfjs-dist/legacy/build/pdf.mjs')).href)) as Reader
  const document = await reader.getDocument({ data: new Uint8Array(file), verbosity: 0 }).promise
  const roles: Record<string, number> = {}
  const count = (node: Node | null): void => {
    if (node?.role) roles[node.role] = (roles[node.role] ?? 0) + 1
    for (const child of node?.children ?? []) count(child)
  }
  const texts: string[] = []
  for (let number = 1; number <= document.numPages; number++) {
    const page = await document.getPage(number)
    const { items } = await page.getTextContent()
    texts.push(items.map(({ str = '', hasEOL }) => `${str}${hasEOL ? '\n' : ''}`).join(''))
    count(await page.getStructTree())
  }
  const { info, metadata } = await document.getMetadata()
  return { text: texts.join('\n').replaceAll(/[ \u00a0\u202f]+/g, ' '), pages: document.numPages, roles, info, xmp: metadata?.getRaw() ?? '' }
}
