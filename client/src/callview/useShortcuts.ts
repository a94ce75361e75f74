import { useEffect, useRef } from 'react'

const key = 'lien:shortcuts'
export const shortcutsOn = (): boolean => localStorage.getItem(key) !== 'off'
export const setShortcuts = (on: boolean): void => localStorage.setItem(key, on ? 'on' : 'off')

/** One-letter shortcuts, silent while something is being typed or a dialog is open; they can be switched off (WCAG 2.1.4). */
export function useShortcuts(actions: Record<string, (() => void) | null>): void {
  const current = useRef(actions)
  useEffect(() => {
    current.current = actions
  })
  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || !shortcutsOn()) return
      const target = event.target instanceof Element ? event.target : null
      if (target?.closest('input, textarea, select, dialog, [contenteditable]')) return
      current.current[event.key.toLowerCase()]?.()
    }
    document.addEventListener('keydown', pressed)
    return () => document.removeEventListener('keydown', pressed)
  }, [])
}
