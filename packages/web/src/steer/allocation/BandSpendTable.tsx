import { formatCount } from '@fealty/charts'
import { DataTable, type Column } from '../../ui/DataTable.tsx'
import { Section } from '../../ui/Section.tsx'
import type { Allocation } from '../../api/contracts.ts'
import { amountText, gapText, shareText } from './allocation-text.ts'

interface Row {
  name: string
  note: string
  valueShare: number | null
  planned: number | null
  plannedShare: number | null
  plannedToDate: number | null
  actual: number
  actualShare: number | null
  /** How far the share is off the plan, in words; the whole has none. */
  gap: string
}

/** Each band's money: planned, due by now and spent, with what has no band and the whole. */
export function BandSpendTable({ data }: { data: Allocation }) {
  const { currency, plan, until, to } = data
  const money = (amount: number | null) => amountText(amount, currency)
  const isRunning = until !== null && until < to
  const columns: Column<Row>[] = [
    {
      id: 'band',
      header: 'Band',
      cell: ({ name, note }) => (
        <>
          <span className="row-title">{name}</span>
          <span className="row-note">{note}</span>
        </>
      ),
    },
    {
      id: 'value',
      header: data.basis === 'profit' ? 'Of the profit' : 'Of revenue',
      align: 'right',
      fold: 'phone',
      cell: ({ valueShare }) => shareText(valueShare),
    },
    ...(plan ? planColumns(money, isRunning) : []),
    {
      id: 'actual',
      header: 'Spent',
      align: 'right',
      cell: ({ actual, actualShare }) => (
        <>
          <span className="measured">{money(actual)}</span>
          <span className="row-note">{shareText(actualShare)}</span>
        </>
      ),
    },
  ]
  return (
    <Section title="Spend by band" note="full counts">
      <DataTable
        caption="Planned and actual spend by value band"
        columns={columns}
        rows={rowsOf(data)}
        keyOf={({ name }) => name}
      />
    </Section>
  )
}

function planColumns(money: (amount: number | null) => string, isRunning: boolean): Column<Row>[] {
  const due: Column<Row> = {
    id: 'due',
    header: 'Due by now',
    align: 'right',
    fold: 'middle',
    cell: ({ plannedToDate }) => money(plannedToDate),
  }
  const gap: Column<Row> = {
    id: 'gap',
    header: 'Off the plan',
    align: 'right',
    fold: 'narrow',
    cell: ({ gap }) => gap,
  }
  const planned: Column<Row> = {
    id: 'planned',
    header: 'Planned',
    align: 'right',
    cell: (row) => (
      <>
        {money(row.planned)}
        <span className="row-note">{shareText(row.plannedShare)}</span>
      </>
    ),
  }
  return isRunning ? [planned, due, gap] : [planned, gap]
}

function rowsOf({ bands, unallocated, total }: Allocation): Row[] {
  const free = unallocated.initiatives.map(({ name }) => name).join(', ')
  const isWhole = total.actual > 0 ? 1 : null
  return [
    ...bands.map(({ band, customers, customersShare, ...row }) => ({
      ...row,
      name: band,
      gap: gapText(row.actualShare, row.plannedShare),
      note: `${formatCount(customers)} customers, ${shareText(customersShare)}`,
    })),
    {
      ...unallocated,
      name: 'not allocated',
      gap: gapText(unallocated.actualShare, unallocated.plannedShare),
      note: free === '' ? 'kept in reserve' : free,
      valueShare: null,
      plannedToDate: null,
    },
    {
      ...total,
      name: 'All of it',
      note: '',
      gap: '',
      valueShare: null,
      plannedShare: total.planned === null ? null : 1,
      actualShare: isWhole,
    },
  ]
}
