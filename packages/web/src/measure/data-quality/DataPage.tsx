import { formatCount } from '@fealty/charts'
import { Link } from '@tanstack/react-router'
import type { Answer } from '../../api/contracts.ts'
import { useQuestion } from '../../api/use-question.ts'
import { Answered } from '../../app/Answered.tsx'
import { PageHead } from '../../app/PageHead.tsx'
import { EmptyState, ErrorState } from '../../ui/states.tsx'
import { ImportTable } from './ImportTable.tsx'
import { KindTable } from './KindTable.tsx'
import { Partners } from './Partners.tsx'
import { Coverage } from './Coverage.tsx'
import { SourceTable } from './SourceTable.tsx'

type Overview = Answer<'data.overview'>

/** What is loaded, what became of every row, and how good it is. */
export function DataPage() {
  const overview = useQuestion('data.overview', {})
  const quality = useQuestion('data.quality', {})
  return (
    <Answered answer={overview}>
      {(data) =>
        data.imports.length === 0 ? (
          <EmptyState page title="Nothing is loaded yet" actions={<ImportLink />}>
            Bring any export with customers, orders, subscriptions, contacts or answers to surveys.
          </EmptyState>
        ) : (
          <>
            <PageHead
              page="Data"
              headline={headlineOf(data)}
              subline={sublineOf(data)}
              tools={<ImportLink />}
            />
            <div className="stack">
              <KindTable overview={data} quality={quality.data} />
              {quality.error && (
                <ErrorState error={quality.error} onRetry={() => void quality.refetch()} />
              )}
              {quality.data && <Partners quality={quality.data} />}
              {quality.data && <Coverage quality={quality.data} />}
              <SourceTable />
              <ImportTable imports={data.imports.filter(({ isMapped }) => !isMapped)} />
            </div>
          </>
        )
      }
    </Answered>
  )
}

function ImportLink() {
  return (
    <Link to="/import" className="button button--primary">
      Import a file
    </Link>
  )
}

/** Whether every row of every file is accounted for, in words. */
export function headlineOf({ kinds }: Overview): string {
  const rowsIn = kinds.reduce((sum, kind) => sum + kind.rowsIn, 0)
  const rejected = kinds.reduce((sum, kind) => sum + kind.rejected, 0)
  const rows = `${formatCount(rowsIn)} rows came in`
  if (rejected === 0) return `${rows}; none was rejected.`
  return `${rows}; ${formatCount(rejected)} did not fit and lie in files of their own.`
}

function sublineOf({ kinds, imports, answersLandedAt }: Overview): string {
  const days = kinds
    .flatMap(({ firstDay, lastDay }) => [firstDay, lastDay])
    .filter((day) => day !== null)
  const live = imports.filter((each) => each.state === 'live' && !each.isMapped).length
  const tables = imports.filter(({ isMapped }) => isMapped).length
  const span = days.length === 0 ? '' : ` · ${days.toSorted()[0]!} to ${days.toSorted().at(-1)!}`
  const answers = answersLandedAt === null ? '' : ' · answers given here count within 60 seconds'
  const mapped = tables === 0 ? '' : ` and ${tables} mapped tables`
  return `${live} imports${mapped} of ${kinds.length} kinds${span}${answers}`
}
