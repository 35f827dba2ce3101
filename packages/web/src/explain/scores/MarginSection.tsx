import { formatCount, formatPercent } from '@fealty/charts'
import type { Answer } from '../../api/contracts.ts'
import { DataTable, type Column } from '../../ui/DataTable.tsx'
import { Section } from '../../ui/Section.tsx'

type Page = Answer<'scores.weighted'>
type Row = Page['margins'][number]['values'][number] & { margin: string }

const columns: readonly Column<Row>[] = [
  {
    id: 'value',
    header: 'Customers',
    cell: (row) => (
      <>
        <span className="row-title">{row.value}</span>
        <span className="row-note">
          {row.margin}, {formatCount(row.answers)} answers
        </span>
      </>
    ),
  },
  {
    id: 'answers',
    header: 'Of answers',
    align: 'right',
    cell: (row) => formatPercent(row.answerShare, { decimals: 1 }),
  },
  {
    id: 'weighted',
    header: 'Weighted',
    align: 'right',
    fold: 'phone',
    cell: (row) => formatPercent(row.weightedShare, { decimals: 1 }),
  },
  {
    id: 'base',
    header: 'Of customers',
    align: 'right',
    cell: (row) => formatPercent(row.baseShare, { decimals: 1 }),
  },
]

/** Who answers beside who is a customer, for each property that is weighted by. */
export function MarginSection({ page }: { page: Page }) {
  const rows = page.margins.flatMap(({ label, values }) =>
    values.map((value) => ({ ...value, margin: label })),
  )
  return (
    <Section title="Who answers, who buys" note="shares, full counts">
      <DataTable
        caption="Shares among answers and among customers"
        columns={columns}
        rows={rows}
        keyOf={(row) => `${row.margin} ${row.value}`}
        empty={<p className="quiet">No property of customers is known to weight by.</p>}
      />
    </Section>
  )
}
