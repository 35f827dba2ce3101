import { useEffect, useRef, type ReactNode } from 'react'

interface MenuProps {
  label: string
  children: ReactNode
  small?: boolean
}

/** A button that opens a short list; a native `details` that closes on Escape, choice or a click elsewhere. */
export function Menu({ label, children, small = false }: MenuProps) {
  const details = useRef<HTMLDetailsElement>(null)
  useEffect(() => {
    const close = (event: Event) => {
      const element = details.current
      if (!element?.open) return
      const isKey = event instanceof KeyboardEvent
      if (isKey && event.key !== 'Escape') return
      if (!isKey && element.contains(event.target as Node)) return
      element.open = false
      if (isKey) element.querySelector('summary')?.focus()
    }
    document.addEventListener('pointerdown', close)
    document.addEventListener('keydown', close)
    return () => {
      document.removeEventListener('pointerdown', close)
      document.removeEventListener('keydown', close)
    }
  }, [])
  const closeAfterChoice = (event: React.MouseEvent) => {
    const isChoice = (event.target as Element).closest('button, a')
    if (isChoice && details.current) details.current.open = false
  }
  return (
    <details className="menu no-print" ref={details}>
      <summary className={`button caret${small ? ' button--small' : ''}`}>{label}</summary>
      {/* Clicks are only listened to on their way up: the choices themselves are buttons and links. */}
      <div className="menu-sheet" role="presentation" onClick={closeAfterChoice}>
        {children}
      </div>
    </details>
  )
}
