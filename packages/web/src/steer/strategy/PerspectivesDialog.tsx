import { useState } from 'react'
import { TextField } from '../../access/TextField.tsx'
import type { Answer } from '../../api/contracts.ts'
import { useCommand } from '../../api/use-command.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { DialogEnd } from '../../ui/DialogEnd.tsx'

interface PerspectivesDialogProps {
  perspectives: Answer<'strategy.map'>['perspectives']
  onClose: () => void
}

/** The four perspectives in the company's own words. */
export function PerspectivesDialog({ perspectives, onClose }: PerspectivesDialogProps) {
  const save = useCommand('strategy.name-perspectives', ['strategy.map'])
  const [draft, setDraft] = useState(perspectives)
  return (
    <Dialog title="Name the perspectives" open onClose={onClose}>
      {draft.map(({ id, name }, at) => (
        <TextField
          key={id}
          label={`Perspective ${at + 1}`}
          value={name}
          onChange={(event) =>
            setDraft(draft.map((one) => (one.id === id ? { id, name: event.target.value } : one)))
          }
        />
      ))}
      <DialogEnd
        label="Save"
        command={save}
        disabled={draft.some(({ name }) => name.trim() === '')}
        onSubmit={() => save.mutate({ perspectives: draft }, { onSuccess: onClose })}
      />
    </Dialog>
  )
}
