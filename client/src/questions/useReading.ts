import { useEffect, useState } from 'react'

/** The browser reads a text aloud; null where it cannot. What is read stops with its screen. */
export function useReading(text: string, lang: string): { reading: boolean; toggle: () => void } | null {
  const [reading, setReading] = useState(false)
  useEffect(() => () => {
    if ('speechSynthesis' in window) speechSynthesis.cancel()
  }, [text])
  if (!('speechSynthesis' in window)) return null
  const toggle = (): void => {
    speechSynthesis.cancel()
    if (reading) return setReading(false)
    const utterance = new SpeechSynthesisUtterance(text)
    utterance.lang = lang
    utterance.onend = () => setReading(false)
    utterance.onerror = () => setReading(false)
    setReading(true)
    speechSynthesis.speak(utterance)
  }
  return { reading, toggle }
}
