import { useState } from 'react'
import { TextField } from '../../access/TextField.tsx'
import type { Commands } from '../../api/contracts.ts'
import { useCommand } from '../../api/use-command.ts'
import { useQuestion } from '../../api/use-question.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { DialogEnd } from '../../ui/DialogEnd.tsx'
import { SelectField } from '../../ui/SelectField.tsx'
import { buildDesign, type DesignDraft } from './design-draft.ts'
import { GroupFields } from './GroupFields.tsx'
import { PlanNote } from './PlanNote.tsx'

type MetricId = Commands['experiments.save']['input']['metric']

const designOptions = [
  { value: 'randomised', label: 'At random: some get nothing new (grade A)' },
  { value: 'difference', label: 'A group with the others, before and after (grade B)' },
  { value: 'before-after', label: 'Before and after alone (grade C)' },
] as const

const emptyDraft: DesignDraft = {
  name: '',
  hypothesis: '',
  design: 'randomised',
  metric: 'nps',
  population: '',
  holdout: '0.5',
  attribute: '',
  treated: '',
  from: '',
  days: '90',
  daysBefore: '',
  smallest: '',
}

/** Plans an experiment or a comparison; what it would be able to see is told while it is written. */
export function DesignDialog({ onClose }: { onClose: () => void }) {
  const metrics = useQuestion('measure.catalogue', {}).data?.metrics ?? []
  const save = useCommand('experiments.save', ['experiments.list'])
  const [draft, setDraft] = useState(emptyDraft)
  const change = (part: Partial<DesignDraft>) => setDraft({ ...draft, ...part })
  const design = buildDesign(draft)
  return (
    <Dialog title="Plan an experiment" open onClose={onClose}>
      <TextField
        label="What is tried"
        value={draft.name}
        onChange={(event) => change({ name: event.target.value })}
        required
      />
      <TextField
        label="What is expected, and why"
        hint="Written down before anything is looked at"
        value={draft.hypothesis}
        onChange={(event) => change({ hypothesis: event.target.value })}
      />
      <SelectField
        label="How it is compared"
        value={draft.design}
        options={designOptions}
        onChange={(chosen) => change({ design: chosen })}
      />
      <GroupFields draft={draft} onChange={change} />
      <SelectField
        label="Measure"
        value={draft.metric}
        options={metrics
          .filter(({ available }) => available)
          .map(({ id, title }) => ({ value: id, label: title }))}
        onChange={(metric: MetricId) => change({ metric })}
      />
      <TextField
        label="Customers"
        hint="Conditions with commas between them, e.g. region=North; empty for all"
        value={draft.population}
        onChange={(event) => change({ population: event.target.value })}
      />
      <TimeFields draft={draft} onChange={change} />
      <TextField
        label="Smallest effect worth finding"
        hint="In the unit of the measure; a share as 0.02 for two points"
        value={draft.smallest}
        onChange={(event) => change({ smallest: event.target.value })}
      />
      <PlanNote draft={draft} />
      <DialogEnd
        label="Write it down"
        command={save}
        disabled={design === null}
        onSubmit={() => design && save.mutate(design, { onSuccess: onClose })}
      />
    </Dialog>
  )
}

interface TimeFieldsProps {
  draft: DesignDraft
  onChange: (part: Partial<DesignDraft>) => void
}

function TimeFields({ draft, onChange }: TimeFieldsProps) {
  return (
    <div className="field-row">
      <TextField
        label="First day"
        type="date"
        value={draft.from}
        onChange={(event) => onChange({ from: event.target.value })}
        required
      />
      <TextField
        label="Days measured"
        type="number"
        min={1}
        max={1000}
        value={draft.days}
        onChange={(event) => onChange({ days: event.target.value })}
      />
      <TextField
        label="Days before"
        type="number"
        min={1}
        max={1000}
        placeholder={draft.days}
        value={draft.daysBefore}
        onChange={(event) => onChange({ daysBefore: event.target.value })}
      />
    </div>
  )
}
