const token = /[ \t\r\n]*(?:("(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[\dA-Fa-f]{4}))*")|(-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[Ee][+-]?\d+)?|true|false|null)|([{}[\],:]))/y // eslint-disable-line no-control-regex -- JSON forbids them within a text
type Awaited = 'value' | 'valueOrEnd' | 'key' | 'keyOrEnd' | 'colon' | 'commaOrEnd' | 'nothing'

/** Where a text ends to be JSON: line and column, from 1. Since V8 11 says it no more, of a text that `JSON.parse` refused. */
export function placeOfFault(source: string): { line: number; column: number } {
  const open: ('{' | '[')[] = []
  let awaited: Awaited = 'value'
  let at = /^\ufeff/.test(source) ? 1 : 0
  for (;;) {
    token.lastIndex = at
    const found = token.exec(source)
    const next: Awaited | null = found ? after(found, awaited, open) : null
    if (!found || !next) break
    at = token.lastIndex
    awaited = next
  }
  const place = at + (/^[ \t\r\n]*/.exec(source.slice(at))?.[0].length ?? 0)
  const before = source.slice(0, place)
  return { line: before.split('\n').length, column: place - before.lastIndexOf('\n') }
}

/** What may follow a token, or null where it may not stand here. */
function after([, text, plain, mark]: RegExpExecArray, awaited: Awaited, open: ('{' | '[')[]): Awaited | null {
  const closed = (): Awaited => (open.length === 0 ? 'nothing' : 'commaOrEnd')
  const inList = open.at(-1) === '['
  if (text !== undefined && (awaited === 'key' || awaited === 'keyOrEnd')) return 'colon'
  if (awaited === 'value' || awaited === 'valueOrEnd') {
    if (text !== undefined || plain !== undefined) return closed()
    if (mark === '{' || mark === '[') { open.push(mark); return mark === '{' ? 'keyOrEnd' : 'valueOrEnd' }
  }
  if (mark === ':' && awaited === 'colon') return 'value'
  if (mark === ',' && awaited === 'commaOrEnd') return inList ? 'value' : 'key'
  if (mark === (inList ? ']' : '}') && (awaited === 'commaOrEnd' || awaited === (inList ? 'valueOrEnd' : 'keyOrEnd'))) { open.pop(); return closed() }
  return null
}
