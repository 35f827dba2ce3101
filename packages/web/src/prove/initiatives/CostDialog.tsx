import { useState } from 'react'
import { TextField } from '../../access/TextField.tsx'
import { useCommand } from '../../api/use-command.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { DialogEnd } from '../../ui/DialogEnd.tsx'
import { readAmount } from './initiative-draft.ts'

interface CostDialogProps {
  initiative: { id: string; name: string; currency: string }
  onClose: () => void
}

/** Money that was spent on an initiative. */
export function CostDialog({ initiative, onClose }: CostDialogProps) {
  const book = useCommand('initiatives.book-cost', ['initiatives.one', 'initiatives.list'])
  const [draft, setDraft] = useState({ what: '', day: '', amount: '' })
  const change = (part: Partial<typeof draft>) => setDraft({ ...draft, ...part })
  const amount = readAmount(draft.amount)
  const { what, day } = draft
  return (
    <Dialog title={`Book a cost on “${initiative.name}”`} open onClose={onClose}>
      <TextField
        label="For what"
        value={what}
        onChange={(event) => change({ what: event.target.value })}
      />
      <div className="field-row">
        <TextField
          label="Day"
          type="date"
          value={day}
          onChange={(event) => change({ day: event.target.value })}
        />
        <TextField
          label={`Amount, ${initiative.currency}`}
          inputMode="decimal"
          value={draft.amount}
          onChange={(event) => change({ amount: event.target.value })}
        />
      </div>
      <DialogEnd
        label="Book it"
        command={book}
        disabled={what.trim() === '' || day === '' || amount === null}
        onSubmit={() =>
          amount !== null &&
          book.mutate({ initiativeId: initiative.id, what, day, amount }, { onSuccess: onClose })
        }
      />
    </Dialog>
  )
}
