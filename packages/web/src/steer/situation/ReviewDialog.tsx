import { useState } from 'react'
import { TextField } from '../../access/TextField.tsx'
import { useCommand } from '../../api/use-command.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { DialogEnd } from '../../ui/DialogEnd.tsx'
import type { Listed } from './words.ts'

interface ReviewDialogProps {
  listed: Listed
  onClose: () => void
}

/** Notes that a statement was looked at and still holds. One that does not is changed instead. */
export function ReviewDialog({ listed, onClose }: ReviewDialogProps) {
  const { id, version, statement } = listed
  const review = useCommand('situation.review', ['situation.read'])
  const [role, setRole] = useState(statement.owner)
  const [note, setNote] = useState('')
  const submit = () => review.mutate({ id, version, role, note }, { onSuccess: onClose })
  return (
    <Dialog title="It still holds" open onClose={onClose}>
      <p className="situation-quote">{statement.text}</p>
      <TextField
        label="Looked at as"
        hint="The role in which you say so"
        value={role}
        maxLength={120}
        onChange={(event) => setRole(event.target.value)}
      />
      <TextField
        label="What it was held against"
        hint="May be left empty"
        value={note}
        maxLength={1_000}
        onChange={(event) => setNote(event.target.value)}
      />
      <DialogEnd
        label="It still holds"
        command={review}
        disabled={role.trim() === ''}
        onSubmit={submit}
      />
    </Dialog>
  )
}
