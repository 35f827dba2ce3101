import { useState } from 'react'
import { TextField } from '../../access/TextField.tsx'
import type { CauseRegister } from '../../api/contracts.ts'
import { useCommand } from '../../api/use-command.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { DialogEnd } from '../../ui/DialogEnd.tsx'
import { readList } from '../../ui/read-typed.ts'
import { TextArea } from '../../ui/TextArea.tsx'

interface CauseListDialogProps {
  register: CauseRegister
  onClose: () => void
}

/** The list that a resolved case takes its cause from, one to a line, and why it is changed. */
export function CauseListDialog({ register, onClose }: CauseListDialogProps) {
  const { rows, version } = register
  const listed = rows.filter((row) => row.listed).map(({ rootCause }) => rootCause)
  const [text, setText] = useState(listed.join('\n'))
  const [reason, setReason] = useState('')
  const save = useCommand('causes.save', ['causes.register', 'causes.history', 'causes.list'])
  const causes = readList(text, '\n')
  const dropped = rows.filter(
    ({ rootCause, allCases }) => allCases > 0 && !causes.includes(rootCause),
  )
  const submit = () => save.mutate({ causes, reason, expected: version }, { onSuccess: onClose })
  return (
    <Dialog title="Root causes to choose from" open onClose={onClose}>
      <TextArea
        label="One to a line"
        hint="Whoever resolves a case takes one of these. Cases keep the word they were given."
        rows={10}
        value={text}
        onChange={setText}
      />
      {dropped.length > 0 && (
        <p className="hint">
          {dropped.map(({ rootCause }) => `“${rootCause}”`).join(', ')}{' '}
          {dropped.length === 1 ? 'has cases and stays' : 'have cases and stay'} on this page.
        </p>
      )}
      <TextField
        label="Why it is changed"
        value={reason}
        maxLength={500}
        onChange={(event) => setReason(event.target.value)}
      />
      <DialogEnd
        label="Save the list"
        command={save}
        disabled={causes.length === 0}
        onSubmit={submit}
      />
    </Dialog>
  )
}
