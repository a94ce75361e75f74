import { useEffect } from 'react'
import { chimes, play } from '../call/sound.ts'
import { useI18n } from '../i18n/I18n.tsx'
import { useWakeLock } from '../useWakeLock.ts'
import type { VisitSession } from './VisitSession.ts'

/** While waiting: the screen stays on, the camera is ready, and an admission is heard, felt and read in the tab. */
export function useWaiting(session: VisitSession): void {
  const { t } = useI18n()
  useWakeLock()
  useEffect(() => {
    void session.devices.start()
  }, [session])
  useEffect(() => {
    document.title = `${t.visit.waiting.tab} · Lien`
  }, [t])
  useAdmissionHeard(session)
}

/** An admission calls whoever looks elsewhere. */
export function useAdmissionHeard(session: VisitSession): void {
  const { t } = useI18n()
  const words = t.visit.waiting
  useEffect(() => session.state.subscribe(() => {
    const { view, call } = session.state.get()
    if (!view?.me.admitted || call) return
    document.title = `${words.admittedTab} · Lien`
    if ('vibrate' in navigator) navigator.vibrate([200, 100, 200])
    void play(chimes.admitted, session.devices.state.get().speaker.deviceId).catch(() => undefined)
  }), [session, words])
}
