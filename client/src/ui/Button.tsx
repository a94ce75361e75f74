import type { ButtonHTMLAttributes, ReactNode } from 'react'

interface Props extends ButtonHTMLAttributes<HTMLButtonElement> {
  look?: 'primary' | 'plain' | 'quiet' | 'danger'
  big?: boolean
  icon?: ReactNode
}

/** The one button. Its type is `button` unless said otherwise, so that no form is sent by accident. */
export function Button({ look = 'plain', big = false, icon, className = '', children, type = 'button', ...rest }: Props) {
  return <button type={type} className={`button ${look}${big ? ' big' : ''} ${className}`} {...rest}>{icon}{children}</button>
}
