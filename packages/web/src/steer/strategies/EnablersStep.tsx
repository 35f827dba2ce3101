import { SelectField } from '../../ui/SelectField.tsx'
import { TextArea } from '../../ui/TextArea.tsx'
import type { StepProps } from './GoalStep.tsx'
import { leastReady } from './strategy-draft.ts'

const sets = [
  { name: 'structure', title: 'Structure' },
  { name: 'processes', title: 'Processes' },
  { name: 'technology', title: 'Technology' },
] as const
const levels = ['nothing is there', 'an idea', 'planned', 'in one place', 'nearly', 'ready'].map(
  (words, level) => ({ value: String(level), label: `${level}, ${words}` }),
)

/** Step four: three sets of enablers; the strategy is as ready as the least of them. */
export function EnablersStep({ draft, onChange }: StepProps) {
  const { enablers } = draft
  const least = leastReady(draft)
  const change = (name: keyof typeof enablers, part: Partial<(typeof enablers)['structure']>) =>
    onChange({ enablers: { ...enablers, [name]: { ...enablers[name], ...part } } })
  return (
    <>
      <p className="muted">
        Readiness is <strong>{least.readiness} of 5</strong>, that of {least.name}: none of the
        three can stand in for another.
      </p>
      {sets.map(({ name, title }) => (
        <div key={name} className="enabler">
          <SelectField
            label={`${title}: how ready`}
            value={String(enablers[name].readiness)}
            options={levels}
            onChange={(level) => change(name, { readiness: Number(level) })}
          />
          <TextArea
            label={`${title}: what is there`}
            rows={2}
            value={enablers[name].what}
            onChange={(what) => change(name, { what })}
          />
        </div>
      ))}
    </>
  )
}
