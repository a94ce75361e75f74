import { useEffect, useRef, type RefObject } from 'react'

/** ms: whoever only scrolls past looks again at once. */
const patience = 1_000

/** Tells when an element has been out of sight for a moment, and at once when it can be seen again. What is gone counts as seen: whoever comes next starts so. */
export function useSeen(element: RefObject<HTMLElement | null>, onSeen: (seen: boolean) => void): void {
  const tell = useRef(onSeen)
  useEffect(() => {
    tell.current = onSeen
  })
  useEffect(() => {
    if (!element.current) return
    let timer: ReturnType<typeof setTimeout> | undefined
    let seen = true
    const say = (now: boolean): void => {
      if (seen !== now) tell.current(now)
      seen = now
    }
    const observer = new IntersectionObserver((entries) => {
      clearTimeout(timer)
      if (entries.at(-1)?.isIntersecting) say(true)
      else timer = setTimeout(() => say(false), patience)
    })
    observer.observe(element.current)
    return () => {
      observer.disconnect()
      clearTimeout(timer)
      say(true)
    }
  }, [element])
}
