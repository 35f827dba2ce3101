import { formatCount, formatPercent } from '@fealty/charts'
import { Link } from '@tanstack/react-router'
import { DataTable, type Column } from '../../ui/DataTable.tsx'
import { MeasuredText } from '../../ui/MeasuredText.tsx'
import { Section } from '../../ui/Section.tsx'
import { keepScope } from '../../url/scope.ts'
import { shortMoneyText } from '../money-text.ts'
import type { ValueData } from '../../api/contracts.ts'

type Row = ValueData['bands'][number]

/** The bands from creators to destroyers, each a way to its customers. */
export function BandTable({ data }: { data: ValueData }) {
  const { currency } = data.workspace
  const columns: Column<Row>[] = [
    {
      id: 'band',
      header: 'Band',
      cell: (row) => (
        <Link
          className="row-link"
          to="/customers"
          search={(search) => ({ ...keepScope(search), band: row.band })}
        >
          <span className="row-title">{row.band}</span>
          <span className="row-note">{formatCount(row.customers)} customers</span>
        </Link>
      ),
    },
    {
      id: 'profit',
      header: data.whale.basis === 'profit' ? 'Profit' : 'Revenue',
      align: 'right',
      cell: (row) => (
        <span
          className={Number(row.profit) < 0 ? 'verdict--worse' : ''}
          title={`${row.profit} ${currency}`}
        >
          {shortMoneyText(row.profit, currency)}
        </span>
      ),
    },
    {
      id: 'share',
      header: 'Share',
      align: 'right',
      fold: 'phone',
      cell: (row) => formatPercent(row.share),
    },
  ]
  const future: Column<Row> = {
    id: 'future',
    header: 'Future value each',
    align: 'right',
    cell: (row) => (
      <MeasuredText measured={row.meanFutureValue} format={{ unit: 'money-each', currency }} />
    ),
  }
  return (
    <Section title="From creators to destroyers" note={data.whale.basis}>
      <DataTable
        caption="Value bands"
        columns={data.model ? [...columns, future] : columns}
        rows={data.bands}
        keyOf={(row) => row.band}
      />
    </Section>
  )
}
