import { Button } from './Button.tsx'
import { FormError } from './FormError.tsx'

interface DialogEndProps {
  /** What the one button does. */
  label: string
  /** The command behind it. */
  command: { error: Error | null; isPending: boolean }
  disabled: boolean
  onSubmit: () => void
}

/** The end of a dialog that saves: what went wrong, and the one button. */
export function DialogEnd({ label, command, disabled, onSubmit }: DialogEndProps) {
  return (
    <>
      <FormError error={command.error} />
      <div className="dialog-actions">
        <Button look="primary" disabled={disabled || command.isPending} onClick={onSubmit}>
          {label}
        </Button>
      </div>
    </>
  )
}
