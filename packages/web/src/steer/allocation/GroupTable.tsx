import { formatCount, formatMoney, type ValueFormat } from '@fealty/charts'
import { DataTable, type Column } from '../../ui/DataTable.tsx'
import { MeasuredText, RangeText } from '../../ui/MeasuredText.tsx'
import { Section } from '../../ui/Section.tsx'
import type { Allocation } from '../../api/contracts.ts'
import { gapText, shareText } from './allocation-text.ts'

type Group = Allocation['groups'][number]

const names = {
  'high value': { name: 'High value', note: 'creators' },
  'broad base': { name: 'Broad base', note: 'everybody else' },
} as const

/** The best band beside everybody else, so that the few do not hide the many. */
export function GroupTable({ data }: { data: Allocation }) {
  const { currency, basis, metric, plan } = data
  const format = { unit: metric.unit as ValueFormat['unit'], currency }
  const columns: Column<Group>[] = [
    {
      id: 'group',
      header: 'Customers',
      cell: ({ group, customers, customersShare }) => (
        <>
          <span className="row-title">{names[group].name}</span>
          <span className="row-note">
            {names[group].note}, {formatCount(customers)} ({shareText(customersShare)})
          </span>
        </>
      ),
    },
    {
      id: 'value',
      header: basis === 'profit' ? 'Of the profit' : 'Of revenue',
      align: 'right',
      cell: ({ valueShare }) => shareText(valueShare),
    },
    {
      id: 'spend',
      header: 'Of spend',
      align: 'right',
      cell: ({ actualShare, plannedShare }) => (
        <>
          <span className="measured">{shareText(actualShare)}</span>
          <span className="row-note">{plan ? gapText(actualShare, plannedShare) : 'no plan'}</span>
        </>
      ),
    },
    {
      id: 'each',
      header: 'Spent on each',
      align: 'right',
      fold: 'phone',
      cell: ({ perCustomer }) =>
        perCustomer === null ? '–' : formatMoney(perCustomer, currency, { decimals: 2 }),
    },
    {
      id: 'metric',
      header: metric.title,
      align: 'right',
      fold: 'narrow',
      cell: ({ measured }) =>
        measured && (
          <>
            <MeasuredText measured={measured} format={format} />
            <br />
            {measured.kind === 'estimate' && <RangeText measured={measured} format={format} />}
          </>
        ),
    },
  ]
  return (
    <Section
      title="High value beside the broad base"
      note={`${metric.title} of these days, by the bands of the last scoring`}
    >
      <DataTable
        caption="The high-value band beside the broad base"
        columns={columns}
        rows={data.groups}
        keyOf={({ group }) => group}
      />
    </Section>
  )
}
