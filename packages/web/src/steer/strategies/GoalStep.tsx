import { Link } from '@tanstack/react-router'
import { TextField } from '../../access/TextField.tsx'
import { useQuestion } from '../../api/use-question.ts'
import { SelectField } from '../../ui/SelectField.tsx'
import { TextArea } from '../../ui/TextArea.tsx'
import type { StrategyDraft } from './strategy-draft.ts'

export interface StepProps {
  draft: StrategyDraft
  onChange: (part: Partial<StrategyDraft>) => void
}

/** Step one: whose strategy it is, and a goal that can be measured. */
export function GoalStep({ draft, onChange }: StepProps) {
  const metrics = useQuestion('measure.catalogue', {}).data?.metrics ?? []
  const { goal } = draft
  const change = (part: Partial<typeof goal>) => onChange({ goal: { ...goal, ...part } })
  const metricOptions = [
    { value: '', label: 'None yet' },
    ...metrics.map(({ id, title }) => ({ value: id, label: title })),
  ]
  return (
    <>
      <p className="muted">
        What the strategy stands on is kept under <Link to="/situation">Situation</Link>: forces,
        strengths and capabilities, each with its review date.
      </p>
      <div className="field-row">
        <TextField
          label="Name"
          value={draft.name}
          onChange={(event) => onChange({ name: event.target.value })}
        />
        <TextField
          label="The role that owns it"
          value={draft.owner}
          onChange={(event) => onChange({ owner: event.target.value })}
        />
      </div>
      <TextArea
        label="Goal, in one sentence"
        hint="“Be customer focused” is refused: a goal has a metric, a segment and a date, or there is none yet"
        rows={2}
        value={goal.text}
        onChange={(text) => change({ text })}
      />
      <div className="field-row">
        <SelectField
          label="Metric"
          value={goal.metric ?? ''}
          options={metricOptions}
          onChange={(id) => change({ metric: metrics.find((one) => one.id === id)?.id ?? null })}
        />
        <TextField
          label="Segment"
          value={goal.segment}
          onChange={(event) => change({ segment: event.target.value })}
        />
        <TextField
          label="By when"
          type="date"
          value={goal.due ?? ''}
          onChange={(event) => change({ due: event.target.value || null })}
        />
      </div>
    </>
  )
}
