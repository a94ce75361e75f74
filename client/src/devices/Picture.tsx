import { useEffect, useRef } from 'react'
import './devices.css'
import { onFirstFrame } from './firstFrame.ts'

interface Props { stream: MediaStream | null; mirrored?: boolean; label?: string; className?: string; onFrame?: () => void; onHeight?: (height: number) => void }

/** A muted `<video>` of a stream; tells its first decoded frame and its height on screen in device pixels. */
export function Picture({ stream, mirrored = false, label, className = '', onFrame, onHeight }: Props) {
  const video = useRef<HTMLVideoElement>(null)
  const tell = useRef({ onFrame, onHeight })
  useEffect(() => {
    tell.current = { onFrame, onHeight }
  })
  useEffect(() => {
    const element = video.current
    if (!element) return
    element.srcObject = stream
    // Muted video may always play; where even that fails the next gesture on the page starts it.
    void element.play().catch(() => undefined)
    return onFirstFrame(element, () => tell.current.onFrame?.())
  }, [stream])
  useEffect(() => {
    const element = video.current
    if (!element) return
    const observer = new ResizeObserver(() => tell.current.onHeight?.(element.clientHeight * devicePixelRatio))
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  return <video ref={video} className={`${className}${mirrored ? ' mirrored' : ''}`} autoPlay playsInline muted {...(label ? { 'aria-label': label } : { 'aria-hidden': true })} />
}
