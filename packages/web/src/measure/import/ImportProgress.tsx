import type { Progress } from '../../api/client.ts'
import { Button } from '../../ui/Button.tsx'

interface ImportProgressProps {
  step: Progress
  onCancel?: () => void
}

/** How far it is, in words and as a bar; stopping leaves nothing behind. */
export function ImportProgress({ step, onCancel }: ImportProgressProps) {
  return (
    <div className="stack-tight" role="status">
      <p>{step.text} …</p>
      <progress className="progress" aria-label={step.text} max={1} value={step.share} />
      {onCancel && (
        <div>
          <Button small onClick={onCancel}>
            Stop, and keep nothing
          </Button>
        </div>
      )}
    </div>
  )
}
