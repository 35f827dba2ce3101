import { formatCount } from '@fealty/charts'
import { useState } from 'react'
import { TextField } from '../../access/TextField.tsx'
import { useCommand } from '../../api/use-command.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { DialogEnd } from '../../ui/DialogEnd.tsx'

/** Asks for the reason and for the id once more: nothing brings an erased person back. */
export function EraseDialog({ customerId, onClose }: { customerId: string; onClose: () => void }) {
  const erase = useCommand('privacy.erase', 'all')
  const [reason, setReason] = useState('')
  const [again, setAgain] = useState('')
  if (erase.data) {
    const { facts, records } = erase.data
    return (
      <Dialog title="Erased" open onClose={onClose}>
        <p role="status">
          {formatCount(facts)} facts and {formatCount(records)} records have lost their person.
          Every score and count is as it was.
        </p>
        <div className="dialog-actions">
          <Button look="primary" onClick={onClose}>
            Close
          </Button>
        </div>
      </Dialog>
    )
  }
  return (
    <Dialog title="Erase one customer" open onClose={onClose}>
      <p>
        Name, words and links go everywhere they stand, for good. Days, amounts and scores stay
        under a name that is drawn by lot. Backups are not reached from here.
      </p>
      <TextField
        label="Who asked for it, and how"
        hint="Stays in the list of erasures. Write no name and no id."
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      <TextField
        label="The customer’s id once more"
        value={again}
        autoComplete="off"
        onChange={(event) => setAgain(event.target.value)}
      />
      <DialogEnd
        label={erase.isPending ? 'Erasing …' : 'Erase for good'}
        command={erase}
        disabled={again.trim() !== customerId || reason.trim().length < 3}
        onSubmit={() => erase.mutate({ customerId, reason })}
      />
    </Dialog>
  )
}
