import { formatCount, formatValue } from '@fealty/charts'
import type { Answer } from '../../api/contracts.ts'
import { useQuestion } from '../../api/use-question.ts'
import { DataTable, type Column } from '../../ui/DataTable.tsx'
import { FormError } from '../../ui/FormError.tsx'
import { Section } from '../../ui/Section.tsx'
import { VerdictMark } from '../../ui/VerdictMark.tsx'
import { definedOnly } from '../../url/scope.ts'
import type { ScoresSearch } from '../search-schema.ts'
import { unitOfScore } from './score-unit.ts'

type Page = Answer<'benchmarks.compare'>
type Row = Page['rows'][number]

/** Our score beside the best of our own units and beside what others publish. */
export function BenchmarkSection({ search }: { search: ScoresSearch }) {
  const answer = useQuestion('benchmarks.compare', definedOnly(search))
  const page = answer.data
  return (
    <Section title="Beside others" note="Ours as answered minus the benchmark, tested">
      <FormError error={answer.error} />
      {page && (
        <DataTable
          caption="Our score against benchmarks"
          columns={columnsOf(page)}
          rows={page.rows}
          keyOf={(row) => row.id}
          empty={
            <p className="quiet">
              No benchmark is written down for this score. Add one with its source, date, method and
              n by <code>benchmarks.save</code>.
            </p>
          }
        />
      )}
    </Section>
  )
}

function columnsOf(page: Page): Column<Row>[] {
  const format = { unit: unitOfScore(page.score), currency: '' } as const
  return [
    {
      id: 'name',
      header: 'Benchmark',
      cell: (row) => (
        <>
          <span className="row-title">{row.name}</span>
          <span className="row-note">
            {row.source}, {row.date}
            {row.n === null ? ', n not known' : `, n ${formatCount(row.n)}`}
          </span>
        </>
      ),
    },
    {
      id: 'value',
      header: 'Value',
      align: 'right',
      cell: (row) => formatValue(row.value, format),
    },
    {
      id: 'verdict',
      header: 'Ours against it',
      cell: (row) =>
        row.comparable ? (
          <VerdictMark change={row.change} format={format} better="higher" />
        ) : (
          <span className="quiet">not comparable</span>
        ),
    },
    {
      id: 'method',
      header: 'How',
      fold: 'phone',
      cell: (row) => (
        <>
          <span className="row-note">{row.how}</span>
          <span className="row-note">{row.method}</span>
        </>
      ),
    },
  ]
}
