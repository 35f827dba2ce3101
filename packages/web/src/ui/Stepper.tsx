export interface Step {
  title: string
  /** What it still lacks, each in a sentence; none when it is done. */
  missing: readonly string[]
}

interface StepperProps {
  label: string
  steps: readonly Step[]
  /** Position of the step that is open. */
  current: number
  onChoose: (index: number) => void
}

/** A path of steps in their order, each with what it lacks; any step can be opened. */
export function Stepper({ label, steps, current, onChoose }: StepperProps) {
  return (
    <ol className="stepper" aria-label={label}>
      {steps.map(({ title, missing }, index) => (
        <li key={title} className={missing.length === 0 ? 'is-done' : undefined}>
          <button
            type="button"
            aria-current={index === current ? 'step' : undefined}
            onClick={() => onChoose(index)}
          >
            <span className="stepper-mark" aria-hidden="true">
              {missing.length === 0 ? '✓' : index + 1}
            </span>
            <span>
              {title}
              <span className="row-note">
                {missing.length === 0 ? 'done' : `${missing.length} missing`}
              </span>
            </span>
          </button>
        </li>
      ))}
    </ol>
  )
}
