import { useEffect, useRef } from 'react'

interface Props { stream: MediaStream; sinkId: string | null; unlock: number; onBlocked: () => void; onPlaying: () => void }

/** One person's voice. A browser that refuses to play unasked is tried again when `unlock` changes, after a press. */
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
    element.play().then(() => tell.current.onPlaying(), (error: unknown) => {
      if (error instanceof DOMException && error.name === 'NotAllowedError') tell.current.onBlocked()
    })
  }, [stream, unlock])
  useEffect(() => {
    const element = audio.current
    if (element && sinkId && 'setSinkId' in element) void element.setSinkId(sinkId).catch(() => undefined)
  }, [sinkId])
  return <audio ref={audio} autoPlay />
}
