import { TextField } from '../../access/TextField.tsx'
import { Button } from '../../ui/Button.tsx'
import { SelectField } from '../../ui/SelectField.tsx'
import type { StepProps } from './GoalStep.tsx'
import type { Accountable } from './strategy-draft.ts'

const kinds = [
  { value: 'decision', label: 'Decision' },
  { value: 'metric', label: 'Metric' },
] as const
const empty: Accountable = {
  kind: 'decision',
  what: '',
  accountable: '',
  right: '',
  incentive: '',
}

/** Step three: one role for each decision and metric, what it may decide, and what it gains. */
export function RolesStep({ draft, onChange }: StepProps) {
  const rows = draft.accountability
  const change = (index: number, part: Partial<Accountable>) =>
    onChange({
      accountability: rows.map((row, at) => (at === index ? { ...row, ...part } : row)),
    })
  const remove = (index: number) =>
    onChange({ accountability: rows.filter((_, at) => at !== index) })
  return (
    <>
      <p className="muted">
        Exactly one role answers for each decision and each metric; two are refused.
      </p>
      {rows.map((row, index) => (
        <fieldset key={index} className="role-row">
          <legend className="visually-hidden">{row.what || `Row ${index + 1}`}</legend>
          <RoleFields row={row} onChange={(part) => change(index, part)} />
          <Button
            look="plain"
            small
            onClick={() => remove(index)}
            aria-label={`Take out ${row.what || `row ${index + 1}`}`}
          >
            Take out
          </Button>
        </fieldset>
      ))}
      <div>
        <Button onClick={() => onChange({ accountability: [...rows, empty] })}>
          Add a decision or a metric
        </Button>
      </div>
    </>
  )
}

interface RoleFieldsProps {
  row: Accountable
  onChange: (part: Partial<Accountable>) => void
}

function RoleFields({ row, onChange }: RoleFieldsProps) {
  return (
    <>
      <div className="field-row">
        <SelectField
          label="Kind"
          value={row.kind}
          options={kinds}
          onChange={(kind) => onChange({ kind })}
        />
        <TextField
          label="What is decided or measured"
          value={row.what}
          onChange={(event) => onChange({ what: event.target.value })}
        />
        <TextField
          label="The one role"
          value={row.accountable}
          onChange={(event) => onChange({ accountable: event.target.value })}
        />
      </div>
      <div className="field-row">
        <TextField
          label="May decide alone"
          value={row.right}
          onChange={(event) => onChange({ right: event.target.value })}
        />
        <TextField
          label="What it gains by it"
          value={row.incentive}
          onChange={(event) => onChange({ incentive: event.target.value })}
        />
      </div>
    </>
  )
}
