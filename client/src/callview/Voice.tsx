import { useEffect, useRef } from 'react'

interface Props { stream: MediaStream; sinkId: string | null; unlock: number; onBlocked: () => void; onPlaying: () => void }

/** One person's voice. A browser that refuses to play unasked, or that stopped it (after a telephone call), is tried again when `unlock` changes, after a press. */
export function Voice({ stream, sinkId, unlock, onBlocked, onPlaying }: Props) {
  const audio = useRef<HTMLAudioElement>(null)
  const tell = useRef({ onBlocked, onPlaying })
  useEffect(() => {
    tell.current = { onBlocked, onPlaying }
  })
  useEffect(() => {
    const element = audio.current
    if (!element) return
    if (element.srcObject !== stream) element.srcObject = stream
    const play = (): void => void element.play().then(() => tell.current.onPlaying(), (error: unknown) => {
      if (error instanceof DOMException && error.name === 'NotAllowedError') tell.current.onBlocked()
    })
    // Nobody here pauses a voice: the system did, and where it now wants a gesture it says so by refusing.
    const again = (): void => {
      if (element.paused && document.visibilityState === 'visible') play()
    }
    play()
    element.addEventListener('pause', again)
    document.addEventListener('visibilitychange', again)
    return () => {
      element.removeEventListener('pause', again)
      document.removeEventListener('visibilitychange', again)
    }
  }, [stream, unlock])
  useEffect(() => {
    const element = audio.current
    if (element && sinkId && 'setSinkId' in element) void element.setSinkId(sinkId).catch(() => undefined)
  }, [sinkId])
  return <audio ref={audio} autoPlay />
}
