import { useEffect, useId, useRef, type ReactNode } from 'react'
import { Button } from './Button.tsx'

interface DialogProps {
  title: string
  open: boolean
  onClose: () => void
  wide?: boolean
  children: ReactNode
}

/** A native modal dialog: focus stays in it, Escape closes it, focus goes back to where it came from. */
export function Dialog({ title, open, onClose, wide = false, children }: DialogProps) {
  const element = useRef<HTMLDialogElement>(null)
  const titleId = useId()
  useEffect(() => {
    if (open && element.current?.open === false) element.current.showModal()
    if (!open) element.current?.close()
  }, [open])
  const closeOnBackdrop = (event: React.MouseEvent) => {
    if (event.target === element.current) onClose()
  }
  return (
    // A click on the backdrop closes; the keyboard has Escape, which the element gives by itself.
    <dialog
      ref={element}
      aria-labelledby={titleId}
      className={wide ? 'dialog--wide' : undefined}
      onClose={onClose}
      onClick={closeOnBackdrop}
    >
      {open && (
        <>
          <div className="dialog-head">
            <h2 id={titleId}>{title}</h2>
            <Button look="plain" onClick={onClose} aria-label="Close">
              ✕
            </Button>
          </div>
          <div className="dialog-body">{children}</div>
        </>
      )}
    </dialog>
  )
}
