import { useState } from 'react'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'

interface LinkDialogProps {
  path: string
  /** What the link does: `invites`, `sets a new password`. */
  what: string
  onClose: () => void
}

/** A one-time link to hand over; it is shown this once. */
export function LinkDialog({ path, what, onClose }: LinkDialogProps) {
  const [copied, setCopied] = useState(false)
  const link = new URL(path, location.origin).href
  return (
    <Dialog title="A one-time link" open onClose={onClose}>
      <p>Give this link to the person yourself. It {what}, works once, and is shown only now.</p>
      <input
        className="input"
        readOnly
        value={link}
        aria-label="Link"
        onFocus={(event) => event.target.select()}
      />
      <div className="dialog-actions">
        <Button
          look="primary"
          onClick={() => void navigator.clipboard.writeText(link).then(() => setCopied(true))}
        >
          {copied ? 'Copied' : 'Copy the link'}
        </Button>
      </div>
    </Dialog>
  )
}
