import { useState } from 'react'
import { TextField } from '../../access/TextField.tsx'
import type { Commands } from '../../api/contracts.ts'
import { useCommand } from '../../api/use-command.ts'
import { useQuestion } from '../../api/use-question.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { DialogEnd } from '../../ui/DialogEnd.tsx'
import { SelectField } from '../../ui/SelectField.tsx'

export type ImprovementDraft = Commands['improvements.save']['input'] & { version?: number }

const stateOptions = [
  { value: 'raised', label: 'Raised' },
  { value: 'active', label: 'Under way' },
  { value: 'done', label: 'Done' },
  { value: 'dropped', label: 'Dropped' },
] as const
const metricOptions = [
  { value: 'nps', label: 'Net promoter score' },
  { value: 'csat', label: 'Satisfaction' },
  { value: 'ces', label: 'Ease' },
] as const

interface ImprovementDialogProps {
  draft: ImprovementDraft
  onClose: () => void
}

/** A cause, who removes it, since when, and what customers were told. */
export function ImprovementDialog({ draft, onClose }: ImprovementDialogProps) {
  const [item, setItem] = useState(draft)
  const save = useCommand('improvements.save', ['improvements.list', 'causes.register'])
  const change = (part: Partial<ImprovementDraft>) => setItem({ ...item, ...part })
  const { version, ...body } = item
  const submit = () =>
    save.mutate(
      { ...body, ...(item.id === undefined ? {} : { expected: version ?? 0 }) },
      { onSuccess: onClose },
    )
  return (
    <Dialog title={item.id === undefined ? 'Raise a cause' : item.title} open onClose={onClose}>
      <Fields item={item} onChange={change} />
      <DialogEnd label="Save" command={save} disabled={item.title === ''} onSubmit={submit} />
    </Dialog>
  )
}

interface FieldsProps {
  item: ImprovementDraft
  onChange: (part: Partial<ImprovementDraft>) => void
}

function Fields({ item, onChange }: FieldsProps) {
  return (
    <>
      <TextField
        label="What is to change"
        value={item.title}
        maxLength={160}
        required
        onChange={(event) => onChange({ title: event.target.value })}
      />
      <Choices item={item} onChange={onChange} />
      <TextField
        label="Owner"
        value={item.owner ?? ''}
        onChange={(event) => onChange({ owner: event.target.value })}
      />
      <LongField
        label="What was found"
        value={item.finding ?? ''}
        onChange={(finding) => onChange({ finding })}
      />
      <LongField
        label="What was decided"
        value={item.decision ?? ''}
        onChange={(decision) => onChange({ decision })}
      />
      <DayField
        label="Works since"
        value={item.since ?? null}
        onChange={(since) => onChange({ since })}
      />
      <LongField
        label="What customers were told"
        value={item.told ?? ''}
        onChange={(told) => onChange({ told })}
      />
      <DayField
        label="Told on"
        value={item.toldOn ?? null}
        onChange={(toldOn) => onChange({ toldOn })}
      />
      {item.state === 'dropped' && (
        <LongField
          label="Why it was dropped"
          value={item.reason ?? ''}
          onChange={(reason) => onChange({ reason })}
        />
      )}
    </>
  )
}

function Choices({ item, onChange }: FieldsProps) {
  const units = useQuestion('units.list', {}).data?.units ?? []
  const causes = useQuestion('causes.list', {}).data?.causes ?? []
  return (
    <div className="row">
      <SelectField
        label="State"
        value={item.state ?? 'raised'}
        options={[...stateOptions]}
        onChange={(state) => onChange({ state })}
      />
      <SelectField
        label="Root cause"
        value={item.rootCause ?? ''}
        options={[
          { value: '', label: 'No root cause yet' },
          ...causes.map((cause) => ({ value: cause, label: cause })),
        ]}
        onChange={(rootCause) => onChange({ rootCause })}
      />
      <SelectField
        label="Unit"
        value={item.unit ?? ''}
        options={[
          { value: '', label: 'All units' },
          ...units.map(({ id, name }) => ({ value: id, label: name })),
        ]}
        onChange={(unit) => onChange({ unit: unit === '' ? null : unit })}
      />
      <SelectField
        label="Measure"
        value={metricOptions.find(({ value }) => value === item.metric)?.value ?? 'nps'}
        options={[...metricOptions]}
        onChange={(metric) => onChange({ metric })}
      />
    </div>
  )
}

interface LongFieldProps {
  label: string
  value: string
  onChange: (value: string) => void
}

function LongField({ label, value, onChange }: LongFieldProps) {
  return (
    <label className="field">
      <span>{label}</span>
      <textarea
        className="input"
        rows={2}
        maxLength={4_000}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </label>
  )
}

interface DayFieldProps {
  label: string
  value: string | null
  onChange: (value: string | null) => void
}

function DayField({ label, value, onChange }: DayFieldProps) {
  return (
    <label className="field">
      <span>{label}</span>
      <input
        className="input input--small"
        type="date"
        value={value ?? ''}
        onChange={(event) => onChange(event.target.value === '' ? null : event.target.value)}
      />
    </label>
  )
}
