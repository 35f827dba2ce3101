import { Button } from './Button.tsx'

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
      {command.error && (
        <p className="form-error" role="alert">
          {command.error.message}
        </p>
      )}
      <div className="dialog-actions">
        <Button look="primary" disabled={disabled || command.isPending} onClick={onSubmit}>
          {label}
        </Button>
      </div>
    </>
  )
}
