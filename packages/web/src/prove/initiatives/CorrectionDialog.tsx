import { useState } from 'react'
import { TextField } from '../../access/TextField.tsx'
import type { Initiative } from '../../api/contracts.ts'
import { useCommand } from '../../api/use-command.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { DialogEnd } from '../../ui/DialogEnd.tsx'
import { SelectField } from '../../ui/SelectField.tsx'
import { buildCorrection, draftOf } from './correction-draft.ts'
import { NewPlanFields } from './NewPlanFields.tsx'

const choices = [
  { value: 'continue', label: 'Go on as planned' },
  { value: 'change-plan', label: 'Change the plan' },
  { value: 'stop', label: 'Stop it' },
] as const

const stale = [
  'initiatives.one',
  'initiatives.list',
  'initiatives.ledger',
  'targets.list',
  'targets.one',
] as const

/** A decision with its reason; the first plan stays visible whatever is chosen. */
export function CorrectionDialog({ one, onClose }: { one: Initiative; onClose: () => void }) {
  const correct = useCommand('initiatives.correct', stale)
  const [draft, setDraft] = useState(() => draftOf(one))
  const change = (part: Partial<typeof draft>) => setDraft({ ...draft, ...part })
  const built = buildCorrection(draft, one.id)
  return (
    <Dialog title="Decide a correction" open wide onClose={onClose}>
      <SelectField
        label="Decision"
        value={draft.choice}
        options={choices}
        onChange={(choice) => change({ choice })}
      />
      {draft.choice === 'change-plan' && (
        <NewPlanFields draft={draft} asOf={one.asOf} onChange={change} />
      )}
      <TextField
        label="Reason"
        value={draft.reason}
        onChange={(event) => change({ reason: event.target.value })}
        required
      />
      <DialogEnd
        label="Decide"
        command={correct}
        disabled={built === null}
        onSubmit={() => built && correct.mutate(built, { onSuccess: onClose })}
      />
    </Dialog>
  )
}
