import type { ImportLine, ImportPreview } from '@lien/contract/administration'
import { useState } from 'react'
import { useOffice } from '../../i18n/office.ts'
import { Button } from '../../ui/Button.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { useAction } from '../../useAction.ts'
import type { DaySession } from '../DaySession.ts'
import { AdminFault } from './AdminFault.tsx'
import { ChangeDialog } from './ChangeDialog.tsx'
import { Table } from './Table.tsx'

const longest = 48_000

/** A file of professionals: read, corrected here line by line, and added whole. */
export function ImportSection({ session }: { session: DaySession }) {
  const { t } = useOffice()
  const { import: words, sections } = t.administration
  const [csv, setCsv] = useState('')
  const [preview, setPreview] = useState<ImportPreview | null>(null)
  const [confirming, setConfirming] = useState(false)
  const [added, setAdded] = useState<number | null>(null)
  const { pending, fault, run } = useAction()
  const wrong = preview?.lines.filter(({ verdict }) => verdict === 'wrong').length ?? 0
  const fresh = preview?.lines.filter(({ verdict }) => verdict === 'new').length ?? 0
  const change = (text: string): void => {
    setCsv(text)
    setPreview(null)
    setAdded(null)
  }
  const take = async (file: File | undefined): Promise<void> => {
    if (file) change(decode(await file.arrayBuffer()))
  }
  return (
    <>
      <p>{words.intro}</p>
      <p>{words.columnsAre}{' '}: <code>{Object.values(words.columns).join(';')}</code></p>
      <div className="field"><label htmlFor="csv-file">{words.file}</label><input id="csv-file" type="file" accept=".csv,text/csv,text/plain" onChange={(event) => void take(event.target.files?.[0])} /></div>
      <div className="field"><label htmlFor="csv-text">{words.paste}</label><textarea id="csv-text" className="csv" rows={8} spellCheck={false} aria-describedby="csv-help" value={csv} onChange={(event) => change(event.target.value)} /><p id="csv-help" className="soft">{words.pasteHelp}</p></div>
      {csv.length > longest && <Notice tone="bad" role="alert"><p>{words.tooLarge}</p></Notice>}
      <AdminFault fault={fault} />
      <div className="row"><Button look={preview && wrong === 0 ? 'plain' : 'primary'} disabled={pending || csv.trim() === '' || csv.length > longest} onClick={() => void run(() => session.perform('staff.previewImport', { csv })).then((read) => read && setPreview(read))}>{words.check}</Button></div>
      <div role="status">
        {added !== null && <Notice tone="good"><p>{words.done(added)}</p></Notice>}
        {preview && <Verdict preview={preview} wrong={wrong} fresh={fresh} />}
      </div>
      {preview && preview.lines.length > 0 && wrong === 0 && fresh > 0 && <div className="row"><Button look="primary" aria-haspopup="dialog" onClick={() => setConfirming(true)}>{words.run(fresh)}</Button></div>}
      {preview && preview.lines.length > 0 && <Lines lines={preview.lines} />}
      {confirming && (
        <ChangeDialog title={sections.import} confirm={words.run(fresh)} onClose={() => setConfirming(false)} onDone={() => undefined} command={async () => {
          const reply = await session.perform('staff.import', { csv })
          if (reply.ok) {
            change('')
            setAdded(reply.value.added)
          }
          return reply
        }}><p>{words.confirm}</p></ChangeDialog>
      )}
    </>
  )
}

function Verdict({ preview, wrong, fresh }: { preview: ImportPreview; wrong: number; fresh: number }) {
  const { t } = useOffice()
  const words = t.administration.import
  if (preview.unreadable) return <Notice tone="bad"><p>{words.unreadable}</p></Notice>
  if (preview.missing.length > 0) return <Notice tone="bad"><p>{words.missing(preview.missing.map((one) => words.columns[one]).join(', '))}</p></Notice>
  if (preview.lines.length === 0) return <Notice tone="warn"><p>{words.nothing}</p></Notice>
  return wrong > 0 ? <Notice tone="bad"><p>{words.wrongCount(wrong)}</p></Notice> : <Notice tone="good"><p>{words.ready(fresh)}</p></Notice>
}

function Lines({ lines }: { lines: readonly ImportLine[] }) {
  const { t } = useOffice()
  const { import: words, staff, never, sections } = t.administration
  const sorted = [...lines].sort((a, b) => Number(b.verdict === 'wrong') - Number(a.verdict === 'wrong') || a.line - b.line)
  return (
    <Table<ImportLine> caption={sections.import} rows={sorted} id={({ line }) => String(line)} empty={words.nothing} columns={[
      { name: words.line, cell: ({ line }) => line },
      { name: words.person, cell: ({ name, email }) => <span className="breakable">{[name, email].filter(Boolean).join(', ') || never}</span> },
      { name: staff.role, cell: ({ role }) => role || never },
      { name: staff.services, cell: ({ service }) => service || never },
      { name: words.verdict, cell: ({ verdict, problems }) => (verdict === 'wrong' ? <ul className="problems">{problems.map((one) => <li key={one} className="bad">{words.problems[one]}</li>)}</ul> : words[verdict]) },
    ]} />
  )
}

/** Spreadsheets save UTF-8, or, on an old French Windows, its own page of characters. */
function decode(bytes: ArrayBuffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}
