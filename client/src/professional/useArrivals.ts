import { useEffect } from 'react'
import { chimes, play } from '../call/sound.ts'
import { useOffice } from '../i18n/office.ts'
import { useStore } from '../useStore.ts'
import type { DaySession } from './DaySession.ts'

/** An arrival is heard softly and said in words; returns the sentence to be read out. */
export function useArrivals(session: DaySession): string {
  const { t } = useOffice()
  const { arrived } = useStore(session.state)
  const key = arrived && `${arrived.participantId} ${arrived.checkedInAt ?? ''}`
  useEffect(() => {
    if (key) void play(chimes.arrival, session.devices.state.get().speaker.deviceId).catch(() => undefined)
  }, [key, session])
  return arrived ? t.professional.arrived(arrived.name) : ''
}
