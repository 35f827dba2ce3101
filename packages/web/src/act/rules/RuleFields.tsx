import { TextField } from '../../access/TextField.tsx'
import { useQuestion } from '../../api/use-question.ts'
import { SelectField } from '../../ui/SelectField.tsx'
import { EscalationField } from './EscalationField.tsx'
import { NumberField } from './NumberField.tsx'
import { RuleScope } from './RuleScope.tsx'
import { priorityOptions, scoreNames, type RuleDraft } from './rule-text.ts'

const scoreKinds = Object.entries(scoreNames).map(([value, label]) => ({
  value: value as keyof typeof scoreNames,
  label,
}))
const seriesOptions = [
  { value: 'any', label: 'Any survey' },
  { value: 'relationship', label: 'Relationship surveys' },
  { value: 'transaction', label: 'Surveys after a contact' },
] as const

interface RuleFieldsProps {
  rule: RuleDraft
  onChange: (part: Partial<RuleDraft>) => void
}

/** All that a rule says, from the answers it looks for to who is told when nobody calls. */
export function RuleFields({ rule, onChange }: RuleFieldsProps) {
  const { conditions } = rule
  const band = conditions.scores?.[0] ?? { kind: 'nps' as const, lowest: 0, highest: 6 }
  const setBand = (part: Partial<typeof band>) =>
    onChange({
      conditions: {
        ...conditions,
        scores: [{ ...band, ...part }, ...(conditions.scores ?? []).slice(1)],
      },
    })
  const series = conditions.series?.[0] ?? 'any'
  const worth = conditions.yearlyRevenueAtLeast ?? ''
  return (
    <>
      <TextField
        label="Name"
        value={rule.name}
        required
        onChange={(event) => onChange({ name: event.target.value })}
      />
      <fieldset className="condition">
        <legend className="visually-hidden">Scores</legend>
        <SelectField
          label="Score"
          value={band.kind}
          options={scoreKinds}
          onChange={(kind) => setBand({ kind })}
        />
        <NumberField label="from" value={band.lowest} onChange={(lowest) => setBand({ lowest })} />
        <NumberField label="to" value={band.highest} onChange={(highest) => setBand({ highest })} />
        <SelectField
          label="Surveys"
          value={series}
          options={[...seriesOptions]}
          onChange={(value) =>
            onChange({ conditions: { ...conditions, series: value === 'any' ? [] : [value] } })
          }
        />
      </fieldset>
      <TextField
        label="Worth at least, a year"
        hint="What the customer brings in a year; empty for every customer."
        inputMode="numeric"
        value={worth}
        onChange={(event) =>
          onChange({
            conditions: {
              ...conditions,
              yearlyRevenueAtLeast: event.target.value === '' ? null : Number(event.target.value),
            },
          })
        }
      />
      <RuleScope
        conditions={conditions}
        onChange={(changed) => onChange({ conditions: changed })}
      />
      <fieldset className="condition">
        <legend className="visually-hidden">What happens</legend>
        <NumberField
          label="Call within, open hours"
          value={rule.hoursToDue}
          onChange={(hoursToDue) => onChange({ hoursToDue })}
        />
        <NumberField
          label="Ask again after, days"
          value={rule.reaskAfterDays ?? 0}
          onChange={(days) => onChange({ reaskAfterDays: days < 1 ? null : days })}
        />
        <SelectField
          label="Priority"
          value={rule.priority ?? 'normal'}
          options={priorityOptions}
          onChange={(priority) => onChange({ priority })}
        />
        <SelectField
          label="Owner"
          value={rule.owner?.kind === 'unit' ? `unit ${rule.owner.of ?? ''}` : 'agents'}
          options={useOwnerOptions()}
          onChange={(value) =>
            onChange({
              owner: value === 'agents' ? { kind: value } : { kind: 'unit', of: value.slice(5) },
            })
          }
        />
      </fieldset>
      <EscalationField
        steps={rule.escalation ?? []}
        onChange={(escalation) => onChange({ escalation })}
      />
      <label className="switch">
        <input
          type="checkbox"
          checked={rule.active ?? true}
          onChange={(event) => onChange({ active: event.target.checked })}
        />
        Opens cases as answers come
      </label>
    </>
  )
}

/** The owner of the unit, of any kind or of a kind there is; or whoever has the fewest cases. */
function useOwnerOptions(): { value: string; label: string }[] {
  const units = useQuestion('units.list', {}).data?.units ?? []
  const kinds = new Set(units.flatMap(({ kind, dimension }) => (dimension === null ? [] : [kind])))
  return [
    { value: 'unit ', label: 'The owner of the unit' },
    ...[...kinds]
      .filter((kind) => kind !== '')
      .map((kind) => ({ value: `unit ${kind}`, label: `The owner of the ${kind}` })),
    { value: 'agents', label: 'The freest agent' },
  ]
}
