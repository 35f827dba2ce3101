import { Link } from '@tanstack/react-router'
import { useQuestion } from '../../api/use-question.ts'
import { Answered } from '../../app/Answered.tsx'
import { PageHead } from '../../app/PageHead.tsx'
import { EmptyState, ErrorState } from '../../ui/states.tsx'
import { ImportTable } from './ImportTable.tsx'
import { KindTable } from './KindTable.tsx'
import { Partners } from './Partners.tsx'
import { Coverage } from './Coverage.tsx'
import { SourceTable } from './SourceTable.tsx'
import { headlineOf, sublineOf } from './describe-overview.ts'

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
