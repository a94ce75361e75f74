import X from 'lucide-react/icons/x'
import type { Reply } from '@lien/contract/faults'
import type { ParticipantId } from '@lien/contract/ids'
import type { MessageView, PersonView } from '@lien/contract/views'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import type { CallSession } from '../call/CallSession.ts'
import type { Devices } from '../call/Devices.ts'
import { useI18n } from '../i18n/I18n.tsx'
import { Button } from '../ui/Button.tsx'
import { useWakeLock } from '../useWakeLock.ts'
import { Bar } from './Bar.tsx'
import './call.css'
import { LeaveDialog } from './LeaveDialog.tsx'
import { MessagesPanel } from './MessagesPanel.tsx'
import { News } from './News.tsx'
import { QualityPanel } from './QualityPanel.tsx'
import { SettingsDialog } from './SettingsDialog.tsx'
import { Stage } from './Stage.tsx'
import { useFullScreen } from './useFullScreen.ts'
import { useShortcuts } from './useShortcuts.ts'

interface Props {
  call: CallSession | null
  devices: Devices
  /** Null, like the messages, until the server has said who is here. */
  me: ParticipantId | null
  people: readonly PersonView[]
  messages: readonly MessageView[] | null
  zone: string
  compact?: boolean
  panelFirst?: boolean
  send: (text: string) => Promise<Reply<unknown>>
  onLeave: () => void
  /** Above the messages, in the side panel. */
  panel?: ReactNode
  /** Over the faces, opposite one's own picture; it may open the panel. */
  corner?: ReactNode | ((openPanel: () => void) => ReactNode)
  /** In the bar, after the camera. */
  tools?: ReactNode
  /** Above the sentences under the faces. */
  lines?: ReactNode
  /** At the end of the bar. */
  actions?: ReactNode
}

/** The call, the same for every seat. */
export function CallScreen({ call, devices, me, people, messages: known, zone, compact = false, panelFirst = false, send, onLeave, panel, corner, tools, lines, actions }: Props) {
  const { t } = useI18n()
  const [panelOpen, setPanelOpen] = useState(() => panelFirst && window.matchMedia('(min-width: 900px)').matches)
  const [dialog, setDialog] = useState<'settings' | 'leave' | null>(null)
  const messages = known ?? []
  const [read, setRead] = useState<number | null>(null)
  const fullScreen = useFullScreen()
  const main = useRef<HTMLElement>(null)
  useWakeLock()
  useEffect(() => main.current?.focus(), [])
  useEffect(() => {
    document.title = `${t.call.title} · Lien`
  }, [t])
  // What was said before this screen opened is no news.
  if (known && (read === null || panelOpen) && read !== known.length) setRead(known.length)
  const unread = messages.slice(read ?? messages.length).filter(({ from }) => from !== me)
  const toggle = (kind: 'camera' | 'microphone') => () => {
    const slot = devices.state.get()[kind]
    void devices.setOn(kind, !(slot.wished.on && slot.effective))
  }
  useShortcuts({
    m: toggle('microphone'), c: toggle('camera'), f: fullScreen.toggle, r: () => setDialog('settings'), e: () => setPanelOpen(!panelOpen),
  })
  return (
    <div className={`theme dark call${compact ? ' compact' : ''}${panelOpen ? ' with-panel' : ''}`}>
      <main className="call-main" ref={main} tabIndex={-1}>
        <h1 className="sr-only">{t.call.title}</h1>
        {call
          ? <Stage call={call} devices={devices} me={me} people={people} lines={lines} onFix={() => setDialog('settings')} />
          : <div className="stage"><p className="alone" role="status">{t.call.connection.joining}</p></div>}
        {corner && <div className="corner">{typeof corner === 'function' ? corner(() => setPanelOpen(true)) : corner}</div>}
        <News message={unread.at(-1) ?? null} onOpen={() => setPanelOpen(true)} onClose={() => setRead(messages.length)} />
      </main>
      {panelOpen && (
        <aside className="panel" aria-label={t.call.people.panel}>
          <Button look="quiet" className="panel-close" icon={<X aria-hidden />} onClick={() => setPanelOpen(false)}>{t.common.close}</Button>
          {panel}
          <MessagesPanel messages={messages} me={me} zone={zone} send={send} />
        </aside>
      )}
      <Bar devices={devices} tools={tools} panelOpen={panelOpen} unread={unread.length} fullScreen={fullScreen}
        onPanel={() => setPanelOpen(!panelOpen)} onSettings={() => setDialog('settings')} onLeave={() => setDialog('leave')}>{actions}</Bar>
      {dialog === 'settings' && <SettingsDialog devices={devices} extra={call && <QualityPanel call={call} devices={devices} me={me} people={people} />} onClose={() => setDialog(null)} />}
      {dialog === 'leave' && <LeaveDialog onStay={() => setDialog(null)} onLeave={onLeave} />}
    </div>
  )
}
