import { useState } from 'react'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'

interface SqlDialogProps {
  title: string
  sql: string
  open: boolean
  onClose: () => void
}

/** The SQL behind a number, to read and to copy. */
export function SqlDialog({ title, sql, open, onClose }: SqlDialogProps) {
  const [copied, setCopied] = useState(false)
  const copy = () => void navigator.clipboard.writeText(sql).then(() => setCopied(true))
  return (
    <Dialog title={title} open={open} onClose={onClose} wide>
      <pre className="sql" tabIndex={0} aria-label="SQL">
        {sql}
      </pre>
      <div className="dialog-actions">
        <Button onClick={copy}>{copied ? 'Copied' : 'Copy'}</Button>
      </div>
    </Dialog>
  )
}
