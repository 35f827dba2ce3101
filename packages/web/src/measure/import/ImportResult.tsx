import { formatCount } from '@fealty/charts'
import { Link } from '@tanstack/react-router'
import type { ImportReport } from '../../api/contracts.ts'
import { DataTable } from '../../ui/DataTable.tsx'
import { Section } from '../../ui/Section.tsx'
import { RejectsLink } from '../data-quality/RejectsLink.tsx'
import { RowAccount } from '../data-quality/RowAccount.tsx'

interface ImportResultProps {
  report: ImportReport
  isTrial?: boolean
}

/** What became of every row: in = kept + rejected + dropped. */
export function ImportResult({ report, isTrial = false }: ImportResultProps) {
  const days =
    report.firstDay === null ? undefined : `${report.firstDay} to ${report.lastDay ?? ''}`
  return (
    <Section
      title={isTrial ? 'What would become of the rows' : 'What became of the rows'}
      note={days}
    >
      <div className="section-body stack-tight">
        <RowAccount account={report} />
        {report.warnings.map((text) => (
          <p className="note" key={text}>
            {text}
          </p>
        ))}
        {report.reasons.length > 0 && (
          <DataTable
            caption="Why rows were rejected"
            rows={report.reasons}
            keyOf={(row) => `${row.column} ${row.reason}`}
            columns={[
              {
                id: 'reason',
                header: 'Rejected because',
                cell: (row) => (row.column === '' ? row.reason : `${row.column}: ${row.reason}`),
              },
              {
                id: 'count',
                header: 'Rows',
                align: 'right',
                cell: (row) => formatCount(row.count),
              },
            ]}
          />
        )}
        {report.rejectsFile !== null && report.importId !== null && (
          <RejectsLink importId={report.importId} />
        )}
        {!isTrial && (
          <p>
            <Link to="/data">See what is loaded</Link> · <Link to="/">To the scorecard</Link>
          </p>
        )}
      </div>
    </Section>
  )
}
