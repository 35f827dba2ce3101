import { Link, type ErrorComponentProps } from '@tanstack/react-router'
import { EmptyState, ErrorState } from '../ui/states.tsx'

/** An address that leads nowhere. */
export function PageMissing() {
  return (
    <div className="door">
      <EmptyState
        page
        title="There is no page here"
        actions={
          <Link to="/" className="button button--primary">
            To the scorecard
          </Link>
        }
      >
        The address may be old or mistyped.
      </EmptyState>
    </div>
  )
}

/** A page that broke while it was drawn, or whose script could not be fetched. */
export function PageFailed({ error, reset }: ErrorComponentProps) {
  return <ErrorState error={error} onRetry={reset} page />
}
