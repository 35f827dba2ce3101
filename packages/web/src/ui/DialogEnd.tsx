import type { ReactNode } from 'react'
import { Button } from './Button.tsx'
import { FormError } from './FormError.tsx'

interface DialogEndProps {
  /** What the primary button does. */
  label: string
  /** The command behind it. */
  command: { error: Error | null; isPending: boolean }
  disabled?: boolean
  onSubmit: () => void
  /** Buttons that stand before it. */
  children?: ReactNode
}

/** The end of a dialog that saves: what went wrong, and the primary button. */
export function DialogEnd({
  label,
  command,
  disabled = false,
  onSubmit,
  children,
}: DialogEndProps) {
  return (
    <>
      <FormError error={command.error} />
      <div className="dialog-actions">
        {children}
        <Button look="primary" disabled={disabled || command.isPending} onClick={onSubmit}>
          {label}
        </Button>
      </div>
    </>
  )
}
