import { useEffect, useState } from 'react'

/** `toggle` is null where the browser cannot (an iPhone). */
export interface FullScreen { on: boolean; toggle: (() => void) | null }

export function useFullScreen(): FullScreen {
  const [on, setOn] = useState(false)
  useEffect(() => {
    const changed = (): void => setOn(document.fullscreenElement !== null)
    document.addEventListener('fullscreenchange', changed)
    return () => document.removeEventListener('fullscreenchange', changed)
  }, [])
  const toggle = (): void => void (on ? document.exitFullscreen() : document.documentElement.requestFullscreen()).catch(() => undefined)
  return { on, toggle: document.fullscreenEnabled ? toggle : null }
}
