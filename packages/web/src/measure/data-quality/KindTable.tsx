import { formatCount } from '@fealty/charts'
import type { Answer } from '../../api/contracts.ts'
import { DataTable, type Column } from '../../ui/DataTable.tsx'
import { Section } from '../../ui/Section.tsx'

type Overview = Answer<'data.overview'>
type Quality = Answer<'data.quality'>
type Row = Overview['kinds'][number]

interface KindTableProps {
  overview: Overview
  quality: Quality | undefined
}

function sumOf(dropped: Readonly<Record<string, number>>): number {
  return Object.values(dropped).reduce((sum, rows) => sum + rows, 0)
}

/** Kinds of facts: the account of their rows, how far they reach, and how fresh they are. */
export function KindTable({ overview, quality }: KindTableProps) {
  const qualityOf = (row: Row) => quality?.kinds.find((each) => each.kind === row.kind)
  const columns: Column<Row>[] = [
    {
      id: 'kind',
      header: 'Facts',
      cell: (row) => (
        <>
          <span className="row-title">{row.kind}</span>
          <span className="row-note fold-narrow">{row.meaning}</span>
        </>
      ),
    },
    {
      id: 'in',
      header: 'Rows in',
      align: 'right',
      fold: 'narrow',
      cell: (row) => formatCount(row.rowsIn),
    },
    { id: 'kept', header: 'Kept', align: 'right', cell: (row) => formatCount(row.kept) },
    {
      id: 'rejected',
      header: 'Rejected',
      align: 'right',
      fold: 'phone',
      cell: (row) => formatCount(row.rejected),
    },
    {
      id: 'dropped',
      header: 'Dropped',
      align: 'right',
      fold: 'narrow',
      cell: (row) => formatCount(sumOf(row.dropped)),
    },
    {
      id: 'first',
      header: 'First day',
      fold: 'middle',
      className: 'nowrap',
      cell: (row) => row.firstDay ?? '',
    },
    { id: 'last', header: 'Last day', className: 'nowrap', cell: (row) => row.lastDay ?? '' },
    {
      id: 'gaps',
      header: 'Months without',
      fold: 'middle',
      cell: (row) => {
        const gaps = qualityOf(row)?.gaps ?? []
        return (
          <span title={gaps.join(', ')}>
            {gaps.length === 0 ? 'none' : `${gaps.length}: ${gaps[0]!.slice(0, 7)} …`}
          </span>
        )
      },
    },
    {
      id: 'double',
      header: 'Ids twice',
      align: 'right',
      fold: 'wide',
      cell: (row) => formatCount(qualityOf(row)?.duplicateIds ?? 0),
    },
  ]
  return (
    <Section title="What is loaded" note="rows in = kept + rejected + dropped">
      <DataTable
        caption="Kinds of facts"
        columns={columns}
        rows={overview.kinds}
        keyOf={(row) => row.kind}
      />
    </Section>
  )
}
