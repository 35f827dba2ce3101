import { TextField } from '../../access/TextField.tsx'
import { useQuestion } from '../../api/use-question.ts'
import { SelectField } from '../../ui/SelectField.tsx'
import { TextArea } from '../../ui/TextArea.tsx'
import type { DraftFieldsProps } from './PlanFields.tsx'
import { resourceKinds } from './plan-lines.ts'

/** What is done and why, by which lever, for whom, and who answers for it. */
export function WordFields({ draft, onChange }: DraftFieldsProps) {
  const levers = useQuestion('levers.list', {}).data?.levers ?? []
  const units = useQuestion('units.list', {}).data?.units ?? []
  const lever = levers.find(({ id }) => id === draft.leverId)
  return (
    <>
      <TextField
        label="What is done"
        value={draft.name}
        onChange={(event) => onChange({ name: event.target.value })}
      />
      <div className="field-row">
        <TextField
          label="Aim"
          value={draft.aim}
          onChange={(event) => onChange({ aim: event.target.value })}
        />
        <TextField
          label="Intended impact"
          value={draft.intendedImpact}
          onChange={(event) => onChange({ intendedImpact: event.target.value })}
        />
      </div>
      <TextField
        label="Source of value"
        hint="Where the money is to come from"
        value={draft.sourceOfValue}
        onChange={(event) => onChange({ sourceOfValue: event.target.value })}
      />
      <div className="field-row">
        <SelectField
          label="Lever"
          value={draft.leverId}
          options={levers.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(leverId) => onChange({ leverId })}
        />
        <SelectField
          label="For whom"
          value={draft.unitId}
          options={[
            { value: '', label: 'All customers' },
            ...units.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          onChange={(unitId) => onChange({ unitId })}
        />
      </div>
      {lever && lever.question !== '' && <p className="hint">{lever.question}</p>}
      <TextField
        label="Why this lever fits here"
        {...(lever && lever.fit !== '' && { hint: lever.fit })}
        value={draft.leverFit}
        onChange={(event) => onChange({ leverFit: event.target.value })}
      />
      <div className="field-row">
        <TextField
          label="The role that does it"
          value={draft.owner}
          onChange={(event) => onChange({ owner: event.target.value })}
        />
        <TextField
          label="The one that answers for it"
          value={draft.accountable}
          onChange={(event) => onChange({ accountable: event.target.value })}
        />
      </div>
      <TextArea
        label="Resources, one a line"
        hint={`A kind and what it is, “tools: Portal licence”; kinds: ${resourceKinds.join(', ')}`}
        rows={2}
        value={draft.resources}
        onChange={(resources) => onChange({ resources })}
      />
    </>
  )
}
