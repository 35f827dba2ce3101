import { useState } from 'react'
import { TextField } from '../../access/TextField.tsx'
import type { Segment } from '../../api/contracts.ts'
import { useCommand } from '../../api/use-command.ts'
import { useQuestion } from '../../api/use-question.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { DialogEnd } from '../../ui/DialogEnd.tsx'
import { readList } from '../../ui/read-typed.ts'
import { SelectMenu } from '../../ui/SelectMenu.tsx'
import { operatorNames, type Condition } from './condition-text.ts'

interface SegmentDialogProps {
  segment: Segment
  onClose: () => void
}

interface Draft {
  dimension: string
  operator: Condition['operator']
  values: string
}

const operators = Object.entries(operatorNames).map(([value, label]) => ({
  value: value as Condition['operator'],
  label,
}))

/** A name and conditions; all of them hold together. */
export function SegmentDialog({ segment, onClose }: SegmentDialogProps) {
  const dimensions = useQuestion('measure.catalogue', {}).data?.dimensions ?? []
  const save = useCommand('segments.save', ['segments.list', 'measure.catalogue'])
  const [name, setName] = useState(segment.name)
  const [drafts, setDrafts] = useState<Draft[]>(() =>
    segment.conditions.map((each) => ({ ...each, values: each.values.join(', ') })),
  )
  const first = dimensions[0]?.name ?? ''
  const shown =
    drafts.length > 0 ? drafts : [{ dimension: first, operator: 'in' as const, values: '' }]
  const change = (at: number, part: Partial<Draft>) =>
    setDrafts(shown.map((each, index) => (index === at ? { ...each, ...part } : each)))
  const submit = () =>
    save.mutate(
      {
        ...(segment.id === '' ? {} : { id: segment.id }),
        name,
        conditions: shown.map((each) => ({
          ...each,
          dimension: each.dimension === '' ? first : each.dimension,
          values: readList(each.values),
        })),
      },
      { onSuccess: onClose },
    )
  const options = dimensions.map(({ name: value, label }) => ({ value, label }))
  return (
    <Dialog title={segment.id === '' ? 'New segment' : 'Edit the segment'} open onClose={onClose}>
      <TextField
        label="Name"
        value={name}
        onChange={(event) => setName(event.target.value)}
        required
      />
      {shown.map((draft, index) => (
        <fieldset className="condition" key={index}>
          <legend className="visually-hidden">Condition {index + 1}</legend>
          <SelectMenu
            label="What"
            value={draft.dimension === '' ? first : draft.dimension}
            options={options}
            onChange={(dimension) => change(index, { dimension })}
          />
          <SelectMenu
            label="How"
            value={draft.operator}
            options={operators}
            onChange={(operator) => change(index, { operator })}
          />
          <input
            className="input input--small"
            aria-label="Values, with commas between them"
            placeholder="North, Coast"
            value={draft.values}
            onChange={(event) => change(index, { values: event.target.value })}
          />
          {shown.length > 1 && (
            <Button
              small
              look="plain"
              aria-label="Remove this condition"
              onClick={() => setDrafts(shown.filter((_, at) => at !== index))}
            >
              ✕
            </Button>
          )}
        </fieldset>
      ))}
      <DialogEnd
        label="Save"
        command={save}
        disabled={name.trim() === '' || shown.some((each) => readList(each.values).length === 0)}
        onSubmit={submit}
      >
        <Button
          onClick={() => setDrafts([...shown, { dimension: first, operator: 'in', values: '' }])}
        >
          And also
        </Button>
      </DialogEnd>
    </Dialog>
  )
}
