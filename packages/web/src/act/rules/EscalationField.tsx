import { Button } from '../../ui/Button.tsx'
import { TextField } from '../../access/TextField.tsx'
import { NumberField } from './NumberField.tsx'
import { nextStep, type Escalation } from './rule-text.ts'

/** The server takes no more steps than this. */
const mostSteps = 5

interface EscalationFieldProps {
  steps: Escalation
  onChange: (steps: Escalation) => void
}

/** Who is told when nobody has called in time, step by step. */
export function EscalationField({ steps, onChange }: EscalationFieldProps) {
  const set = (at: number, part: Partial<Escalation[number]>) =>
    onChange(steps.map((step, index) => (index === at ? { ...step, ...part } : step)))
  return (
    <fieldset className="field choice-list">
      <legend>When first contact is late</legend>
      {steps.map((step, at) => (
        <div className="condition" key={at}>
          <NumberField
            label="Open hours late"
            value={step.afterHours}
            onChange={(afterHours) => set(at, { afterHours })}
          />
          <TextField
            label="Tell, as a role"
            value={step.toRole}
            placeholder="Head of Customer Care"
            onChange={(event) => set(at, { toRole: event.target.value })}
          />
          <Button
            small
            look="plain"
            aria-label={`Remove step ${at + 1}`}
            onClick={() => onChange(steps.filter((_, index) => index !== at))}
          >
            ✕
          </Button>
        </div>
      ))}
      <div className="row">
        <Button
          small
          disabled={steps.length >= mostSteps}
          onClick={() => onChange([...steps, nextStep(steps)])}
        >
          Add a step
        </Button>
      </div>
    </fieldset>
  )
}
