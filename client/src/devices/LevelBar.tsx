import Volume2 from 'lucide-react/icons/volume-2'
import { useEffect, useRef, useState } from 'react'
import { audioContext, watchLevel, watchSound } from '../call/sound.ts'
import { usePrecallWords } from '../i18n/precall.ts'
import { Button } from '../ui/Button.tsx'
import './devices.css'

/** A bar that moves with the voice; one touch wakes it where the browser holds sound back. Drawn outside React: thirty times a second is no rendering matter. */
export function LevelBar({ track, label, onVoice }: { track: MediaStreamTrack; label: string; onVoice?: () => void }) {
  const words = usePrecallWords()
  const [runs, setRuns] = useState(true)
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
    watchSound(setRuns, end.signal)
    return () => end.abort()
  }, [track])
  return (
    <>
      <div className="level" role="img" aria-label={label}><div ref={bar} /></div>
      {!runs && <Button icon={<Volume2 aria-hidden size={20} />} onClick={() => void audioContext()}>{words.wake}</Button>}
    </>
  )
}
