import { useState } from 'react'
import { TextField } from '../../access/TextField.tsx'
import type { Answer } from '../../api/contracts.ts'
import { useCommand } from '../../api/use-command.ts'
import { useQuestion } from '../../api/use-question.ts'
import { ChoiceList } from '../../ui/ChoiceList.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { DialogEnd } from '../../ui/DialogEnd.tsx'
import { SelectField } from '../../ui/SelectField.tsx'
import { BenchmarkField } from './BenchmarkField.tsx'
import { buildSeries, chairOf, draftOf, membersOf, type SeriesDraft } from './series-draft.ts'

const grains = [
  { value: 'quarter', label: 'Quarter against quarter' },
  { value: 'month', label: 'Month against month' },
] as const

interface SeriesDialogProps {
  series?: Answer<'reviews.list'>['series'][number] | undefined
  onClose: () => void
}

type Option = { value: SeriesDraft['metric']; label: string }

/** Every measure that the loaded facts give, and the one that is chosen already. */
function useMetricOptions(chosen: SeriesDraft['metric']): Option[] {
  const metrics = useQuestion('measure.catalogue', {}).data?.metrics ?? []
  const known = metrics
    .filter(({ id, available }) => available || id === chosen)
    .map(({ id, title }) => ({ value: id, label: title }))
  return known.length > 0 ? known : [{ value: chosen, label: '…' }]
}

/** Reviews that come round: who sits in them, how often, and what they look at. */
export function SeriesDialog({ series, onClose }: SeriesDialogProps) {
  const units = useQuestion('units.list', {}).data?.units
  const save = useCommand('reviews.save-series', ['reviews.list', 'reviews.one'])
  const [draft, setDraft] = useState(() => draftOf(series))
  const change = (part: Partial<SeriesDraft>) => setDraft({ ...draft, ...part })
  const built = buildSeries(draft, series)
  const metrics = useMetricOptions(draft.metric)
  return (
    <Dialog title={series ? `Change “${series.name}”` : 'Set up reviews'} open onClose={onClose}>
      <TextField
        label="Name"
        value={draft.name}
        onChange={({ target }) => change({ name: target.value })}
      />
      <Members draft={draft} change={change} />
      {!series && (
        <TextField
          label="First review"
          type="date"
          value={draft.first}
          hint="Left empty: one cadence from today"
          onChange={({ target }) => change({ first: target.value })}
        />
      )}
      <div className="field-row">
        <SelectField
          label="Measure"
          value={draft.metric}
          options={metrics}
          onChange={(metric) => change({ metric, benchmarkId: '' })}
        />
        <SelectField
          label="Compared"
          value={draft.every}
          options={grains}
          onChange={(every) => change({ every })}
        />
      </div>
      <BenchmarkField
        metric={draft.metric}
        value={draft.benchmarkId}
        onChange={(benchmarkId) => change({ benchmarkId })}
      />
      <ChoiceList
        label="Units on the agenda; none chosen means all of one cut"
        options={units?.map(({ id, name }) => ({ value: id, label: name }))}
        chosen={draft.unitIds}
        onChange={(unitIds) => change({ unitIds })}
        empty="No unit is named yet."
      />
      {'problem' in built && built.problem !== '' && (
        <p className="hint" role="status">
          {built.problem}
        </p>
      )}
      <DialogEnd
        label={series ? 'Save' : 'Set them up'}
        command={save}
        disabled={'problem' in built}
        onSubmit={() => !('problem' in built) && save.mutate(built, { onSuccess: onClose })}
      />
    </Dialog>
  )
}

interface MembersProps {
  draft: SeriesDraft
  change: (part: Partial<SeriesDraft>) => void
}

/** Members by role, the chair among them, how many must be there, and how often. */
function Members({ draft, change }: MembersProps) {
  const members = membersOf(draft)
  return (
    <>
      <label className="field">
        <span>Members by role, one a line</span>
        <textarea
          className="input"
          rows={5}
          value={draft.members}
          onChange={({ target }) => change({ members: target.value })}
        />
      </label>
      {members.length > 0 && (
        <SelectField
          label="Chair"
          value={chairOf(draft)}
          options={members.map((role) => ({ value: role, label: role }))}
          onChange={(chair) => change({ chair })}
        />
      )}
      <div className="field-row">
        <TextField
          label="Quorum"
          inputMode="numeric"
          value={draft.quorum}
          hint={members.length === 0 ? 'Members who must be there' : `of ${members.length} members`}
          onChange={({ target }) => change({ quorum: target.value })}
        />
        <TextField
          label="Days between reviews"
          inputMode="numeric"
          value={draft.cadenceDays}
          hint="A later one counts as not in time"
          onChange={({ target }) => change({ cadenceDays: target.value })}
        />
      </div>
    </>
  )
}
