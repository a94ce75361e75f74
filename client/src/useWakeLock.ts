import { useEffect } from 'react'

/** Keeps the screen awake; the system takes the lock away whenever the page is hidden, so it is asked again. */
export function useWakeLock(): void {
  useEffect(() => {
    if (!('wakeLock' in navigator)) return
    let lock: WakeLockSentinel | null = null
    const end = new AbortController()
    const isOver = (): boolean => end.signal.aborted
    const ask = async (): Promise<void> => {
      if (document.visibilityState !== 'visible' || end.signal.aborted) return
      lock = await navigator.wakeLock.request('screen').catch(() => null)
      if (isOver()) void lock?.release()
    }
    const again = (): void => void ask()
    again()
    document.addEventListener('visibilitychange', again)
    return () => {
      end.abort()
      document.removeEventListener('visibilitychange', again)
      void lock?.release()
    }
  }, [])
}
