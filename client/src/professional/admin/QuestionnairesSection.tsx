import type { QuestionnaireSummary, QuestionnaireView } from '@lien/contract/commands/questionnaires'
import { modulePattern, ownModules, questionnairePurposes, type QuestionnairePurpose } from '@lien/contract/questionnaires'
import { useCallback, useState } from 'react'
import { useOffice } from '../../i18n/office.ts'
import { dayOf } from '../../i18n/time.ts'
import { Button } from '../../ui/Button.tsx'
import { useAction } from '../../useAction.ts'
import type { DaySession } from '../DaySession.ts'
import { AdminFault } from './AdminFault.tsx'
import { ChangeDialog, textOf } from './ChangeDialog.tsx'
import { QuestionnaireImport } from './QuestionnaireImport.tsx'
import { QuestionnairePreview } from './QuestionnairePreview.tsx'
import { Table } from './Table.tsx'
import { useList } from './useList.ts'

interface Asked { what: 'publish' | 'retire'; one: QuestionnaireSummary }

/** What patients are asked: every version, what is asked now first. `edits`: an oncologist reads only. */
export function QuestionnairesSection({ session, zone, edits }: { session: DaySession; zone: string; edits: boolean }) {
  const { t, lang, locale } = useOffice()
  const words = t.questionnaires
  const { value, fault, again } = useList(useCallback(() => session.perform('questionnaire.list', {}), [session]))
  const [asked, setAsked] = useState<Asked | null>(null)
  const [view, setView] = useState<QuestionnaireView | null>(null)
  const { fault: refused, run } = useAction()
  const day = (at: string): string => dayOf(at, zone, locale)
  const nameOf = ({ title, version }: QuestionnaireSummary): string => `${title[lang]} ${version}`
  const moduleName = (code: string): string => { const own = ownModules.find((one) => one === code); return own ? words.modules[own] : code }
  const read = async ({ questionnaireId }: QuestionnaireSummary): Promise<void> => {
    const found = await run(() => session.perform('questionnaire.read', { questionnaireId }))
    if (found) setView(found)
  }
  const save = async ({ questionnaireId }: QuestionnaireSummary): Promise<void> => {
    const found = await run(() => session.perform('questionnaire.export', { questionnaireId }))
    if (found) download(found.document, `${found.url.replaceAll(/[^A-Za-z0-9]+/g, '-')}-${found.version}.json`)
  }
  const stateOf = ({ state, publishedAt, retiredAt }: QuestionnaireSummary): string => [words.states[state], state === 'published' && publishedAt && words.from(day(publishedAt)), retiredAt && words.until(day(retiredAt))].filter(Boolean).join(' ')
  return (
    <>
      <p>{words.lead}</p>
      <AdminFault fault={fault ?? refused} />
      {view && <QuestionnairePreview view={view} onClose={() => setView(null)} />}
      {value && (
        <Table<QuestionnaireSummary> caption={t.administration.sections.questionnaires} rows={value.questionnaires} id={({ questionnaireId }) => questionnaireId} empty={words.empty} columns={[
          { name: words.name, cell: ({ title }) => title[lang] },
          { name: words.version, cell: ({ version }) => version },
          { name: words.state, cell: stateOf },
          { name: words.asked, cell: ({ purpose, module }) => (purpose === 'previsit' ? words.previsit : module !== null ? words.ofModule(moduleName(module)) : t.administration.never) },
          { name: words.questions, cell: ({ questions }) => questions },
          { name: words.actions, cell: (one) => (
            <span className="row">
              <Button aria-label={words.readOf(nameOf(one))} onClick={() => void read(one)}>{words.read}</Button>
              {edits && one.state === 'draft' && <Button aria-label={words.publishOf(nameOf(one))} aria-haspopup="dialog" onClick={() => setAsked({ what: 'publish', one })}>{words.publish}</Button>}
              {edits && one.state === 'published' && <Button aria-label={words.retireOf(nameOf(one))} aria-haspopup="dialog" onClick={() => setAsked({ what: 'retire', one })}>{words.retire}</Button>}
              <Button aria-label={words.exportOf(nameOf(one))} onClick={() => void save(one)}>{words.export}</Button>
            </span>
          ) },
        ]} />
      )}
      {edits && <QuestionnaireImport onDone={again} />}
      {asked?.what === 'retire' && <ChangeDialog danger title={words.retireOf(nameOf(asked.one))} confirm={words.retire} onDone={again} onClose={() => setAsked(null)} command={() => session.perform('questionnaire.retire', { questionnaireId: asked.one.questionnaireId })}><p>{words.retiring}</p></ChangeDialog>}
      {asked?.what === 'publish' && <PublishDialog title={words.publishOf(nameOf(asked.one))} one={asked.one} session={session} onDone={again} onClose={() => setAsked(null)} />}
    </>
  )
}

function PublishDialog({ title, one, session, onDone, onClose }: { title: string; one: QuestionnaireSummary; session: DaySession; onDone: () => void; onClose: () => void }) {
  const { t } = useOffice()
  const words = t.questionnaires
  const [purpose, setPurpose] = useState<QuestionnairePurpose>('previsit')
  const [module, setModule] = useState<string>(ownModules[0])
  const { questionnaireId } = one
  return (
    <ChangeDialog title={title} confirm={words.publish} onDone={onDone} onClose={onClose}
      command={(form) => session.perform('questionnaire.publish', { questionnaireId, purpose, module: purpose === 'module' ? module || textOf(form, 'code') : null })}>
      <p>{words.publishing}</p>
      <fieldset className="field"><legend>{words.purpose}</legend>{questionnairePurposes.map((each) => <label key={each} className="choice"><input type="radio" name="purpose" checked={purpose === each} onChange={() => setPurpose(each)} /> {words.purposes[each]}</label>)}</fieldset>
      {purpose === 'module' && <div className="field"><label htmlFor="questionnaire-module">{words.module}</label><select id="questionnaire-module" value={module} onChange={(event) => setModule(event.target.value)}>{ownModules.map((each) => <option key={each} value={each}>{words.modules[each]}</option>)}<option value="">{words.otherModule}</option></select></div>}
      {purpose === 'module' && module === '' && <div className="field"><label htmlFor="questionnaire-code">{words.moduleCode}</label><input id="questionnaire-code" name="code" required pattern={modulePattern} autoCapitalize="none" spellCheck={false} aria-describedby="questionnaire-code-help" /><p id="questionnaire-code-help" className="soft">{words.moduleHelp}</p></div>}
    </ChangeDialog>
  )
}

function download(text: string, name: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/fhir+json' }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  URL.revokeObjectURL(url)
}
