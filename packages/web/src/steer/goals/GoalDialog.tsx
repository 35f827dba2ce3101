import { useState } from 'react'
import { TextField } from '../../access/TextField.tsx'
import type { Answer } from '../../api/contracts.ts'
import { useCommand } from '../../api/use-command.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { DialogEnd } from '../../ui/DialogEnd.tsx'

const fields = [
  { key: 'name', label: 'Goal', hint: 'In one line, as you would say it' },
  { key: 'purpose', label: 'Purpose', hint: 'Understand, improve, control …' },
  { key: 'issue', label: 'What matters', hint: 'Loyalty, effort, cost …' },
  { key: 'object', label: 'Of what', hint: 'Customers, a product, a process' },
  { key: 'viewpoint', label: 'As seen by', hint: 'A role' },
  { key: 'context', label: 'Context', hint: 'May be left empty' },
] as const

type Goal = Answer<'goals.tree'>['goals'][number]
type Draft = Record<(typeof fields)[number]['key'], string>
const empty: Draft = { name: '', purpose: '', issue: '', object: '', viewpoint: '', context: '' }

/** The five parts of a goal, new or as they are. */
export function GoalDialog({ goal, onClose }: { goal?: Goal | undefined; onClose: () => void }) {
  const save = useCommand('goals.save', ['goals.tree'])
  const [draft, setDraft] = useState<Draft>(goal ?? empty)
  const complete = fields.every(({ key }) => key === 'context' || draft[key].trim() !== '')
  const { name, purpose, issue, object, viewpoint, context } = draft
  const known = goal && { id: goal.id, unitId: goal.unitId, expected: goal.version }
  return (
    <Dialog title={goal ? `Change “${goal.name}”` : 'Set a goal'} open onClose={onClose}>
      {fields.map(({ key, label, hint }) => (
        <TextField
          key={key}
          label={label}
          hint={hint}
          value={draft[key]}
          onChange={(event) => setDraft({ ...draft, [key]: event.target.value })}
        />
      ))}
      <DialogEnd
        label={goal ? 'Save' : 'Set it'}
        command={save}
        disabled={!complete}
        onSubmit={() =>
          save.mutate(
            { name, purpose, issue, object, viewpoint, context, ...known },
            { onSuccess: onClose },
          )
        }
      />
    </Dialog>
  )
}
