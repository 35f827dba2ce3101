import { useState } from 'react'
import { TextField } from '../../access/TextField.tsx'
import type { Commands } from '../../api/contracts.ts'
import { useCommand } from '../../api/use-command.ts'
import { useQuestion } from '../../api/use-question.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { DialogEnd } from '../../ui/DialogEnd.tsx'
import { SelectField } from '../../ui/SelectField.tsx'
import { buildDesign, type DesignDraft } from './design-draft.ts'
import { PlanNote } from './PlanNote.tsx'

type MetricId = Commands['experiments.save']['input']['metric']

const shareOptions = ['0.5', '0.2', '0.1', '0.05'].map((value) => ({
  value,
  label: `${Math.round(Number(value) * 100)} % get nothing new`,
}))

/** Plans a randomised experiment; what it would be able to see is told while it is written. */
export function DesignDialog({ onClose }: { onClose: () => void }) {
  const metrics = useQuestion('measure.catalogue', {}).data?.metrics ?? []
  const save = useCommand('experiments.save', ['experiments.list'])
  const [draft, setDraft] = useState<DesignDraft>({
    name: '',
    metric: 'nps',
    population: '',
    holdout: '0.5',
    from: '',
    days: '90',
    smallest: '',
  })
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
      <SelectField
        label="Measure"
        value={draft.metric}
        options={metrics
          .filter(({ available }) => available)
          .map(({ id, title }) => ({ value: id, label: title }))}
        onChange={(metric: MetricId) => change({ metric })}
      />
      <SelectField
        label="Holdout"
        value={draft.holdout}
        options={shareOptions}
        onChange={(holdout) => change({ holdout })}
      />
      <TextField
        label="Customers"
        hint="Conditions with commas between them, e.g. region=North; empty for all"
        value={draft.population}
        onChange={(event) => change({ population: event.target.value })}
      />
      <TextField
        label="First day"
        type="date"
        value={draft.from}
        onChange={(event) => change({ from: event.target.value })}
        required
      />
      <TextField
        label="Days measured"
        type="number"
        min={1}
        max={1000}
        value={draft.days}
        onChange={(event) => change({ days: event.target.value })}
      />
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
