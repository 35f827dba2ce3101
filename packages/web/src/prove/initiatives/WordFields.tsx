import { TextField } from '../../access/TextField.tsx'
import { useQuestion } from '../../api/use-question.ts'
import { SelectField } from '../../ui/SelectField.tsx'
import type { DraftFieldsProps } from './PlanFields.tsx'

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
      <TextField
        label="Aim"
        hint="May be left empty"
        value={draft.aim}
        onChange={(event) => onChange({ aim: event.target.value })}
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
    </>
  )
}
