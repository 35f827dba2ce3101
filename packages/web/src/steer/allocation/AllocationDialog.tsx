import { useState } from 'react'
import { TextField } from '../../access/TextField.tsx'
import { useCommand } from '../../api/use-command.ts'
import { useQuestion } from '../../api/use-question.ts'
import { ChoiceList } from '../../ui/ChoiceList.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { DialogEnd } from '../../ui/DialogEnd.tsx'
import { SelectField } from '../../ui/SelectField.tsx'
import type { Allocation } from '../../api/contracts.ts'
import {
  bandNames,
  buildAllocation,
  draftOf,
  type AllocationDraft,
  type Band,
} from './allocation-draft.ts'

interface AllocationDialogProps {
  data: Allocation
  /** The plan that is changed; null for a new one. */
  plan: Allocation['plan']
  onClose: () => void
  onSaved: (id: string) => void
}

interface PartProps {
  draft: AllocationDraft
  onChange: (part: Partial<AllocationDraft>) => void
}

/** How much each value band is to get between two days, and what counts as spend. */
export function AllocationDialog({ data, plan, onClose, onSaved }: AllocationDialogProps) {
  const kinds = data.kinds.map(({ kind }) => kind)
  const save = useCommand('allocation.save', ['allocation.read'])
  const [draft, setDraft] = useState(() => draftOf(plan, kinds))
  const change = (part: Partial<AllocationDraft>) => setDraft({ ...draft, ...part })
  const built = buildAllocation(draft, plan, kinds)
  const done = ({ id }: { id: string }) => {
    onSaved(id)
    onClose()
  }
  return (
    <Dialog
      title={plan ? `Change “${plan.name}”` : 'Plan spend by value band'}
      open
      onClose={onClose}
    >
      <WordFields draft={draft} onChange={change} />
      <AmountFields draft={draft} onChange={change} />
      <ChoiceList
        label="Kinds of cost that count"
        options={kinds.map((kind) => ({ value: kind, label: kind }))}
        chosen={draft.kinds}
        onChange={(chosen) => change({ kinds: chosen })}
        empty="No cost is booked in these days; all kinds will count."
      />
      <MetricField draft={draft} onChange={change} />
      <InitiativeBands draft={draft} onChange={change} />
      {plan && (
        <TextField
          label="Why the plan is changed"
          hint="Needed once it has begun; the first plan stays visible"
          value={draft.reason}
          onChange={(event) => change({ reason: event.target.value })}
        />
      )}
      <DialogEnd
        label={plan ? 'Save the change' : 'Plan it'}
        command={save}
        disabled={built === null}
        onSubmit={() => built && save.mutate(built, { onSuccess: done })}
      />
    </Dialog>
  )
}

function WordFields({ draft, onChange }: PartProps) {
  return (
    <>
      <TextField
        label="Name of the plan"
        value={draft.name}
        onChange={(event) => onChange({ name: event.target.value })}
      />
      <TextField
        label="The role that answers for it"
        value={draft.owner}
        onChange={(event) => onChange({ owner: event.target.value })}
      />
      <div className="field-row">
        <TextField
          label="First day"
          type="date"
          value={draft.from}
          onChange={(event) => onChange({ from: event.target.value })}
        />
        <TextField
          label="Last day"
          type="date"
          value={draft.to}
          onChange={(event) => onChange({ to: event.target.value })}
        />
      </div>
    </>
  )
}

const labels: Partial<Record<Band, string>> = { new: 'new, who come later' }

function AmountFields({ draft, onChange }: PartProps) {
  return (
    <div className="field-row">
      {bandNames.map((band) => (
        <TextField
          key={band}
          label={`For ${labels[band] ?? band}`}
          inputMode="decimal"
          value={draft.amounts[band]}
          onChange={(event) =>
            onChange({ amounts: { ...draft.amounts, [band]: event.target.value } })
          }
        />
      ))}
      <TextField
        label="For no band yet"
        inputMode="decimal"
        value={draft.reserve}
        onChange={(event) => onChange({ reserve: event.target.value })}
      />
    </div>
  )
}

/** By what the high-value band and the broad base are watched while money moves between them. */
function MetricField({ draft, onChange }: PartProps) {
  const metrics = useQuestion('measure.catalogue', {}).data?.metrics ?? []
  return (
    <SelectField
      label="Measure beside the money"
      value={draft.metric}
      options={metrics
        .filter(({ id, available }) => available || id === draft.metric)
        .map(({ id, title }) => ({ value: id, label: title }))}
      onChange={(metric) => onChange({ metric })}
    />
  )
}

/** Which band an initiative works for; without one its costs stay unallocated. */
function InitiativeBands({ draft, onChange }: PartProps) {
  const initiatives = useQuestion('initiatives.list', {}).data?.initiatives ?? []
  const options = [
    { value: '', label: 'No band' },
    ...bandNames.map((band) => ({ value: band, label: band })),
  ]
  return initiatives.map(({ id, name }) => (
    <SelectField
      key={id}
      label={`Costs of “${name}” belong to`}
      value={draft.initiatives[id] ?? ''}
      options={options}
      onChange={(band) => onChange({ initiatives: { ...draft.initiatives, [id]: band } })}
    />
  ))
}
