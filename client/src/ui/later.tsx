import { useEffect, useState, type ComponentType, type ReactNode } from 'react'

/** A screen whose code comes later, and `warm` to fetch it ahead of its need. */
export type Later<P> = ComponentType<P & { fallback?: ReactNode }> & { warm: () => void }

/**
 * Like `lazy`, except that code already here is shown in the same instant: a `Suspense` boundary would show its
 * fallback first, and then hold it for 300 ms, which is as long as a whole join takes.
 */
export function later<P extends object>(load: () => Promise<{ default: ComponentType<P> }>): Later<P> {
  let Screen: ComponentType<P> | null = null
  const fetch = async (): Promise<void> => {
    Screen ??= (await load()).default
  }
  function Waits({ fallback = null, ...props }: P & { fallback?: ReactNode }) {
    const [state, setState] = useState<{ failure?: Error }>({})
    useEffect(() => {
      let here = true
      const tell = (failure?: Error) => here && setState(failure ? { failure } : {})
      if (!Screen) fetch().then(() => tell(), tell)
      return () => {
        here = false
      }
    }, [])
    // The nearest error boundary offers a way on.
    if (state.failure) throw state.failure
    return Screen ? <Screen {...(props as unknown as P)} /> : fallback
  }
  return Object.assign(Waits, { warm: () => void fetch().catch(() => undefined) })
}
