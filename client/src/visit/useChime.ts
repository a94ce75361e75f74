import { useCallback, useEffect, useMemo, useRef } from 'react'
import { chimes, play } from '../call/sound.ts'

export interface Chime { play: () => void; /** Our own sound is in the room: what the microphone hears is no voice. */ playing: () => boolean }

/** Three notes, played by themselves once `ready`: the press that led here has unlocked the sound. */
export function useChime(ready: boolean, sinkId: string | null): Chime {
  const sounding = useRef(0)
  const begun = useRef(false)
  const sound = useCallback(() => {
    sounding.current++
    void play(chimes.test, sinkId).catch(() => undefined).finally(() => { sounding.current-- })
  }, [sinkId])
  useEffect(() => {
    if (!ready || begun.current) return
    begun.current = true
    sound()
  }, [ready, sound])
  return useMemo(() => ({ play: sound, playing: () => sounding.current > 0 }), [sound])
}
