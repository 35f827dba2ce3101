import { TextField } from '../../access/TextField.tsx'
import { termsOf, type Terms } from './strategy-draft.ts'
import type { StepProps } from './GoalStep.tsx'

const parts = [
  { name: 'pricing', label: 'Pricing' },
  { name: 'promotions', label: 'Promotions' },
  { name: 'services', label: 'Services' },
] as const

/** What each segment pays, is offered and gets; the same for two of them is refused. */
export function TermsFields({ draft, onChange }: StepProps) {
  const all = termsOf(draft)
  const change = (segment: string, part: Partial<Terms>) =>
    onChange({ terms: all.map((own) => (own.segment === segment ? { ...own, ...part } : own)) })
  return all.map((own) => (
    <fieldset key={own.segment} className="role-row">
      <legend>{own.segment}: what it pays, is offered and gets</legend>
      <div className="field-row">
        {parts.map(({ name, label }) => (
          <TextField
            key={name}
            label={label}
            value={own[name]}
            onChange={(event) => change(own.segment, { [name]: event.target.value })}
          />
        ))}
      </div>
    </fieldset>
  ))
}
