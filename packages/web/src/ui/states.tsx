import type { ReactNode } from 'react'
import { ApiError } from '../api/client.ts'
import { Button } from './Button.tsx'
import { Tiles } from './Tiles.tsx'

interface EmptyStateProps {
  title: string
  children: ReactNode
  actions?: ReactNode
  /** True where it stands in place of the whole page. */
  page?: boolean
}

/** Nothing there yet, and what to do about it. */
export function EmptyState({ title, children, actions, page = false }: EmptyStateProps) {
  return (
    <div className="empty">
      {page ? <h1>{title}</h1> : <h2>{title}</h2>}
      <p>{children}</p>
      {actions !== undefined && <div className="empty-actions">{actions}</div>}
    </div>
  )
}

interface ErrorStateProps {
  error: unknown
  onRetry?: () => void
  page?: boolean
}

/** What happened in the words of the catalogue, and a way on. */
export function ErrorState({ error, onRetry, page = false }: ErrorStateProps) {
  const message = error instanceof Error ? error.message : 'Something went wrong.'
  const code = error instanceof ApiError ? error.code : ''
  return (
    <div role="alert">
      <EmptyState
        page={page}
        title="This could not be shown"
        actions={onRetry && <Button onClick={onRetry}>Try again</Button>}
      >
        {message} {code !== '' && <code className="muted">{code}</code>}
      </EmptyState>
    </div>
  )
}

/** The page's real layout in grey while its answer is on its way; drawn only after 200 ms. */
export function PageSkeleton({
  tiles = 0,
  rows = 6,
  chart = false,
}: {
  tiles?: number
  rows?: number
  chart?: boolean
}) {
  return (
    <div className="skeleton" aria-busy="true">
      <span className="visually-hidden" role="status">
        Loading
      </span>
      <span className="bone bone--headline" />
      <span className="bone bone--line" />
      {tiles > 0 && (
        <Tiles>
          {Array.from({ length: tiles }, (_, index) => (
            <div className="tile" key={index}>
              <span className="bone bone--line" />
              <span className="bone bone--figure" />
              <span className="bone bone--line bone--short" />
              <span className="bone bone--chart" />
            </div>
          ))}
        </Tiles>
      )}
      {chart && <span className="bone bone--chart bone--tall" />}
      {Array.from({ length: rows }, (_, index) => (
        <span className="bone bone--row" key={index} />
      ))}
    </div>
  )
}
