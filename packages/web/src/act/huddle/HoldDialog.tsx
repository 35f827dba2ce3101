import { useState } from 'react'
import { TextField } from '../../access/TextField.tsx'
import type { HuddleBoard } from '../../api/contracts.ts'
import { useCommand } from '../../api/use-command.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { DialogEnd } from '../../ui/DialogEnd.tsx'
import { SelectMenu } from '../../ui/SelectMenu.tsx'

/** Who was there, and what the team cannot solve itself. */
export function HoldDialog({ board, onClose }: { board: HuddleBoard; onClose: () => void }) {
  const [present, setPresent] = useState('')
  const [notes, setNotes] = useState('')
  const [title, setTitle] = useState('')
  const [cause, setCause] = useState(board.causes[0]?.rootCause ?? '')
  const hold = useCommand('huddle.hold', ['huddle.list', 'improvements.list'])
  const raised = title.trim() === '' ? [] : [{ title, rootCause: cause }]
  const submit = () =>
    hold.mutate({ unit: board.unit, present, notes, raised }, { onSuccess: onClose })
  return (
    <Dialog title="Write down the huddle" open onClose={onClose}>
      <TextField
        label="Who was there"
        value={present}
        required
        onChange={(event) => setPresent(event.target.value)}
      />
      <label className="field">
        <span>What was agreed</span>
        <textarea
          className="input"
          rows={3}
          value={notes}
          maxLength={4_000}
          onChange={(event) => setNotes(event.target.value)}
        />
      </label>
      <TextField
        label="What to raise"
        hint="What the team cannot solve itself; it goes to the register of improvements."
        value={title}
        maxLength={160}
        onChange={(event) => setTitle(event.target.value)}
      />
      {board.causes.length > 0 && (
        <div className="field">
          <span>Its root cause</span>
          <SelectMenu
            label="Root cause"
            value={cause}
            options={board.causes.map(({ rootCause }) => ({ value: rootCause, label: rootCause }))}
            onChange={setCause}
          />
        </div>
      )}
      <DialogEnd label="Save" command={hold} disabled={present.trim() === ''} onSubmit={submit} />
    </Dialog>
  )
}
