import { useEffect, useRef } from 'react'
import { watchLevel } from '../call/sound.ts'
import './devices.css'

/** A bar that moves with the voice. Drawn outside React: thirty times a second is no rendering matter. */
export function LevelBar({ track, label, onVoice }: { track: MediaStreamTrack; label: string; onVoice?: () => void }) {
  const bar = useRef<HTMLDivElement>(null)
  const tell = useRef(onVoice)
  useEffect(() => {
    tell.current = onVoice
  })
  useEffect(() => {
    const end = new AbortController()
    let loud = 0
    watchLevel(track, (level) => {
      bar.current?.style.setProperty('--level', String(level))
      // A voice lasts: a door that slams does not say "we hear you".
      loud = level > 0.4 ? loud + 1 : Math.max(0, loud - 0.05)
      if (loud >= 6) tell.current?.()
    }, end.signal)
    return () => end.abort()
  }, [track])
  return <div className="level" role="img" aria-label={label}><div ref={bar} /></div>
}
