import { useEffect, useRef, type RefObject } from 'react'

/** A part of the panel that somebody may ask to be brought to; `arrived` says that they are there. */
export interface Wanted { wanted: boolean; arrived: () => void }

/** The part's heading, which takes the focus when it is asked for. */
export function useWantedHeading({ wanted, arrived }: Wanted): RefObject<HTMLHeadingElement | null> {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    if (!wanted) return
    arrived()
    // After the messages below have scrolled to their newest, which they do whenever the panel opens.
    requestAnimationFrame(() => {
      heading.current?.focus()
      heading.current?.scrollIntoView({ block: 'start' })
    })
  }, [wanted, arrived])
  return heading
}
