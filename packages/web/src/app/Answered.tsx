import type { UseQueryResult } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { ApiError } from '../api/client.ts'
import { EmptyState, ErrorState, PageSkeleton } from '../ui/states.tsx'

interface AnsweredProps<T> {
  answer: UseQueryResult<T>
  skeleton?: ReactNode
  children: (data: T) => ReactNode
}

/** The four states of a page: on its way, failed, nothing loaded yet, and there. */
export function Answered<T>({ answer, skeleton, children }: AnsweredProps<T>) {
  const { error, isPlaceholderData } = answer
  const data: T | undefined = answer.data
  if (error instanceof ApiError && error.code === 'data.none')
    return <NoDataYet message={error.message} />
  if (error && data === undefined) {
    return <ErrorState error={error} onRetry={() => void answer.refetch()} page />
  }
  if (data === undefined) return <>{skeleton ?? <PageSkeleton />}</>
  return (
    <div className={isPlaceholderData ? 'is-stale' : undefined} aria-busy={isPlaceholderData}>
      {children(data)}
    </div>
  )
}

function NoDataYet({ message }: { message: string }) {
  return (
    <EmptyState
      page
      title="There is nothing to measure yet"
      actions={
        <Link to="/import" className="button button--primary">
          Import a file
        </Link>
      }
    >
      {message} Any export with customers, orders, subscriptions, contacts or answers to surveys
      will do; the columns are guessed and you confirm them. To look around first, start Fealty with{' '}
      <code>--demo</code>: it fills a made-up company.
    </EmptyState>
  )
}
