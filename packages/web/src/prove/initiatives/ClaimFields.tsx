import { TextField } from '../../access/TextField.tsx'
import { useQuestion } from '../../api/use-question.ts'
import { SelectField } from '../../ui/SelectField.tsx'
import type { DraftFieldsProps } from './PlanFields.tsx'

/** The experiment whose effect the initiative claims, and what a unit of that effect is worth. */
export function ClaimFields({ draft, onChange }: DraftFieldsProps) {
  const experiments = useQuestion('experiments.list', {}).data?.experiments ?? []
  return (
    <>
      <SelectField
        label="Effect that it claims"
        hint="Benefits are booked from measured effects and from nowhere else"
        value={draft.experimentId}
        options={[
          { value: '', label: 'None yet' },
          ...experiments.map(({ id, name }) => ({ value: id, label: name })),
        ]}
        onChange={(experimentId) => onChange({ experimentId })}
      />
      {draft.experimentId !== '' && (
        <div className="field-row">
          <TextField
            label="Worth of one unit of it, per customer"
            inputMode="decimal"
            value={draft.worth}
            onChange={(event) => onChange({ worth: event.target.value })}
          />
          <TextField
            label="Who says so, and why"
            value={draft.why}
            onChange={(event) => onChange({ why: event.target.value })}
          />
        </div>
      )}
    </>
  )
}
