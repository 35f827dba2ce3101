import type { ButtonHTMLAttributes, ReactNode } from 'react'

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  look?: 'quiet' | 'primary' | 'plain' | 'danger'
  small?: boolean
  children: ReactNode
}

/** Quiet by default; a page has one primary action at most. */
export function Button({ look = 'quiet', small = false, className = '', ...rest }: ButtonProps) {
  const names = ['button', look === 'quiet' ? '' : `button--${look}`, small ? 'button--small' : '']
  return <button type="button" className={[...names, className].join(' ').trim()} {...rest} />
}
