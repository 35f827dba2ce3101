import { useState } from 'react'
import { TextField } from '../../access/TextField.tsx'
import { useCommand } from '../../api/use-command.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'

const fields = [
  { key: 'name', label: 'Goal', hint: 'In one line, as you would say it' },
  { key: 'purpose', label: 'Purpose', hint: 'Understand, improve, control …' },
  { key: 'issue', label: 'What matters', hint: 'Loyalty, effort, cost …' },
  { key: 'object', label: 'Of what', hint: 'Customers, a product, a process' },
  { key: 'viewpoint', label: 'As seen by', hint: 'A role' },
  { key: 'context', label: 'Context', hint: 'May be left empty' },
] as const

type Draft = Record<(typeof fields)[number]['key'], string>
const empty: Draft = { name: '', purpose: '', issue: '', object: '', viewpoint: '', context: '' }

/** The five parts of a goal. */
export function GoalDialog({ onClose }: { onClose: () => void }) {
  const save = useCommand('goals.save', ['goals.tree'])
  const [draft, setDraft] = useState(empty)
  const complete = fields.every(({ key }) => key === 'context' || draft[key].trim() !== '')
  return (
    <Dialog title="Set a goal" open onClose={onClose}>
      {fields.map(({ key, label, hint }) => (
        <TextField
          key={key}
          label={label}
          hint={hint}
          value={draft[key]}
          onChange={(event) => setDraft({ ...draft, [key]: event.target.value })}
        />
      ))}
      {save.error && (
        <p className="form-error" role="alert">
          {save.error.message}
        </p>
      )}
      <div className="dialog-actions">
        <Button
          look="primary"
          disabled={!complete || save.isPending}
          onClick={() => save.mutate(draft, { onSuccess: onClose })}
        >
          Set it
        </Button>
      </div>
    </Dialog>
  )
}
