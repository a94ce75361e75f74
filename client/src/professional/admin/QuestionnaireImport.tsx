import type { DocumentCheck } from '@lien/contract/commands/questionnaires'
import { keepsOut } from '@lien/contract/questionnaires'
import { useState } from 'react'
import { perform } from '../../http.ts'
import { useOffice } from '../../i18n/office.ts'
import { Button } from '../../ui/Button.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { useAction } from '../../useAction.ts'
import { AdminFault } from './AdminFault.tsx'
import { Problems } from './QuestionnairePreview.tsx'

/** What a document is called here when it does not say it itself. */
const names = ['missingUrl', 'missingVersion'] as const

/** A file is read as soon as it is chosen; what is wrong stands below, and what is good is kept as a draft. */
export function QuestionnaireImport({ onDone }: { onDone: () => void }) {
  const { t } = useOffice()
  const words = t.questionnaires.import
  const [document, setDocument] = useState<string | null>(null)
  const [unreadable, setUnreadable] = useState(false)
  const [check, setCheck] = useState<DocumentCheck | null>(null)
  const [unnamed, setUnnamed] = useState<readonly (typeof names)[number][]>([])
  const [named, setNamed] = useState({ url: '', version: '' })
  const [done, setDone] = useState(false)
  const { pending, fault, run } = useAction()
  const naming = { ...(named.url.trim() && { url: named.url.trim() }), ...(named.version.trim() && { version: named.version.trim() }) }
  const read = async (text: string, as: { url?: string; version?: string }): Promise<void> => {
    const found = await run(() => perform(null, 'questionnaire.check', { document: text, ...as }))
    if (!found) return
    setCheck(found)
    if (Object.keys(as).length === 0) setUnnamed(names.filter((name) => found.problems.some(({ code }) => code === name)))
  }
  const take = async (file: File | undefined): Promise<void> => {
    setDocument(null)
    setCheck(null)
    setDone(false)
    setUnreadable(false)
    setUnnamed([])
    setNamed({ url: '', version: '' })
    if (!file) return
    const text = decode(await file.arrayBuffer())
    if (text === null) { setUnreadable(true); return }
    setDocument(text)
    await read(text, {})
  }
  const keep = async (): Promise<void> => {
    if (document === null || !(await run(() => perform(null, 'questionnaire.import', { document, ...naming })))) return
    setCheck(null)
    setUnnamed([])
    setDone(true)
    onDone()
  }
  const blocked = check?.problems.some(({ code }) => keepsOut(code)) ?? true
  return (
    <section aria-labelledby="questionnaire-import">
      <h2 id="questionnaire-import">{words.title}</h2>
      <div className="field"><label htmlFor="questionnaire-file">{words.file}</label><input id="questionnaire-file" type="file" accept=".json,application/json,application/fhir+json" onChange={(event) => void take(event.target.files?.[0])} /></div>
      {unnamed.length > 0 && (
        <div className="naming">
          <p>{words.unnamed}</p>
          {unnamed.includes('missingUrl') && <div className="field"><label htmlFor="questionnaire-url">{words.url}</label><input id="questionnaire-url" maxLength={500} autoCapitalize="none" spellCheck={false} value={named.url} onChange={(event) => setNamed({ ...named, url: event.target.value })} /></div>}
          {unnamed.includes('missingVersion') && <div className="field"><label htmlFor="questionnaire-version">{words.version}</label><input id="questionnaire-version" maxLength={100} value={named.version} onChange={(event) => setNamed({ ...named, version: event.target.value })} /></div>}
          <div className="row"><Button disabled={pending || document === null} onClick={() => document !== null && void read(document, naming)}>{words.check}</Button></div>
        </div>
      )}
      <AdminFault fault={fault} />
      <div role="status">
        {pending && <p>{words.checking}</p>}
        {unreadable && <Notice tone="bad"><p>{words.notText}</p></Notice>}
        {done && <Notice tone="good"><p>{words.done}</p></Notice>}
        {check && <Verdict check={check} blocked={blocked} />}
      </div>
      {check && !blocked && <div className="row"><Button look="primary" disabled={pending} onClick={() => void keep()}>{words.run}</Button></div>}
      {check && check.problems.length > 0 && <Problems problems={check.problems} more={check.more} />}
    </section>
  )
}

function Verdict({ check: { problems, more, facts }, blocked }: { check: DocumentCheck; blocked: boolean }) {
  const { t } = useOffice()
  const words = t.questionnaires.import
  const count = problems.length + more
  if (blocked) return <Notice tone="bad"><p>{words.blocked(count)}</p></Notice>
  return count > 0 ? <Notice tone="warn"><p>{words.draftOnly(count)}</p></Notice> : <Notice tone="good"><p>{words.good(facts?.questions ?? 0)}</p></Notice>
}

/** To the byte, a mark of byte order included; null where it is no UTF-8. */
function decode(bytes: ArrayBuffer): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return null
  }
}
