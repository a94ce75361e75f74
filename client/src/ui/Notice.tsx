import CircleCheck from 'lucide-react/icons/circle-check'
import Info from 'lucide-react/icons/info'
import TriangleAlert from 'lucide-react/icons/triangle-alert'
import type { ReactNode } from 'react'

interface Props { tone: 'info' | 'good' | 'warn' | 'bad'; role?: 'status' | 'alert'; children: ReactNode }

/** A sentence with a meaning: always a shape and words, never colour alone. */
export function Notice({ tone, role, children }: Props) {
  const Icon = tone === 'good' ? CircleCheck : tone === 'info' ? Info : TriangleAlert
  return <div className={`notice ${tone}`} {...(role && { role })}><Icon aria-hidden size={24} /><div>{children}</div></div>
}
