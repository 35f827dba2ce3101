import { formatCount } from '@fealty/charts'
import { useState } from 'react'
import { TextField } from '../../access/TextField.tsx'
import type { Commands } from '../../api/contracts.ts'
import { useCommand } from '../../api/use-command.ts'
import { useQuestion } from '../../api/use-question.ts'
import { moneyText } from '../../measure/money-text.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { FormError } from '../../ui/FormError.tsx'
import { SelectMenu } from '../../ui/SelectMenu.tsx'
import { scoreNames, type RuleDraft } from './rule-text.ts'

interface RuleDialogProps {
  draft: RuleDraft
  onClose: () => void
}

const scoreKinds = Object.entries(scoreNames).map(([value, label]) => ({
  value: value as keyof typeof scoreNames,
  label,
}))
const seriesOptions = [
  { value: 'any', label: 'Any survey' },
  { value: 'relationship', label: 'Relationship surveys' },
  { value: 'transaction', label: 'Surveys after a contact' },
] as const

/** A rule: which answers, how fast, whose; and what it would have opened. */
export function RuleDialog({ draft, onClose }: RuleDialogProps) {
  const [rule, setRule] = useState(draft)
  const save = useCommand('case-rules.save', ['case-rules.list'])
  const trial = useCommand('case-rules.try')
  const { id, version, ...body } = rule
  const submit = () =>
    save.mutate(
      { ...body, ...(id === undefined ? {} : { id, expected: version ?? 0 }) },
      { onSuccess: onClose },
    )
  const error = save.error ?? trial.error
  return (
    <Dialog title={id === undefined ? 'New rule' : 'Change the rule'} open onClose={onClose}>
      <RuleFields rule={rule} onChange={(part) => setRule({ ...rule, ...part })} />
      <FormError error={error} />
      {trial.data && <TrialText trial={trial.data} />}
      <div className="dialog-actions">
        <Button
          disabled={trial.isPending}
          onClick={() => trial.mutate({ rule: { ...body, name: body.name || 'Trial' } })}
        >
          Try it on the last quarter
        </Button>
        <Button look="primary" disabled={save.isPending} onClick={submit}>
          Save
        </Button>
      </div>
    </Dialog>
  )
}

type Trial = Commands['case-rules.try']['output']

function TrialText({ trial }: { trial: Trial }) {
  const { cases, customers, from, to, answers, yearlyRevenue, currency } = trial
  const units = trial.byUnit.map(({ unit, cases: count }) => `${unit} ${formatCount(count)}`)
  return (
    <p className="note" role="status">
      It would have opened {formatCount(cases)} cases of {formatCount(customers)} customers, who
      bring {moneyText(yearlyRevenue, currency)} a year, from {formatCount(answers)} answers of{' '}
      {from} to {to}. {units.join(', ')}
      {units.length > 0 && '.'}
    </p>
  )
}

interface RuleFieldsProps {
  rule: RuleDraft
  onChange: (part: Partial<RuleDraft>) => void
}

function RuleFields({ rule, onChange }: RuleFieldsProps) {
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
        <SelectMenu
          label="Score"
          value={band.kind}
          options={scoreKinds}
          onChange={(kind) => setBand({ kind })}
        />
        <NumberField label="from" value={band.lowest} onChange={(lowest) => setBand({ lowest })} />
        <NumberField label="to" value={band.highest} onChange={(highest) => setBand({ highest })} />
        <SelectMenu
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
      <ThemesField
        themes={conditions.themes ?? []}
        onChange={(themes) => onChange({ conditions: { ...conditions, themes } })}
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
        <SelectMenu
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

interface ThemesFieldProps {
  themes: readonly string[]
  onChange: (themes: string[]) => void
}

/** Names with commas between them; they are read as they are typed, and written as they were typed. */
function ThemesField({ themes, onChange }: ThemesFieldProps) {
  const [text, setText] = useState(themes.join(', '))
  const change = (value: string) => {
    setText(value)
    onChange(
      value
        .split(',')
        .map((name) => name.trim())
        .filter((name) => name !== ''),
    )
  }
  return (
    <TextField
      label="About one of these themes"
      hint="Names of themes with commas between them; empty for any words."
      value={text}
      onChange={(event) => change(event.target.value)}
    />
  )
}

interface NumberFieldProps {
  label: string
  value: number
  onChange: (value: number) => void
}

function NumberField({ label, value, onChange }: NumberFieldProps) {
  return (
    <label className="field">
      <span>{label}</span>
      <input
        className="input input--small"
        type="number"
        min={0}
        value={value}
        onChange={(event) => onChange(Number(event.target.value))}
      />
    </label>
  )
}
