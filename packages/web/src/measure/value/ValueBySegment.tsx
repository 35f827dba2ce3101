import { domainOf, formatCount, formatPercent } from '@fealty/charts'
import { DataTable } from '../../ui/DataTable.tsx'
import { MeasuredText, RangeText } from '../../ui/MeasuredText.tsx'
import { Section } from '../../ui/Section.tsx'
import { useWidth } from '../../ui/use-width.ts'
import { stripWidth } from '../Strip.tsx'
import { stripColumn } from '../strip-column.tsx'
import type { ValueData } from '../../api/contracts.ts'

type Row = ValueData['bySegment'][number]

/** What a customer of each segment is worth from now on, on one axis. */
export function ValueBySegment({ data }: { data: ValueData }) {
  const [box, tableWidth] = useWidth<HTMLDivElement>()
  if (data.bySegment.length === 0) return null
  const format = { unit: 'money-each' as const, currency: data.workspace.currency }
  const domain = domainOf(
    data.bySegment.map((row) => row.value),
    [0],
  )
  const width = stripWidth(tableWidth)
  return (
    <Section title="By segment" note="future value of a customer">
      <div ref={box}>
        {tableWidth > 0 && (
          <DataTable
            caption="Future value by segment"
            rows={data.bySegment}
            keyOf={(row) => row.segment}
            columns={[
              {
                id: 'segment',
                header: 'Segment',
                cell: (row) => (
                  <>
                    <span className="row-title">{row.segment}</span>
                    <span className="row-note">{formatCount(row.customers)} customers</span>
                  </>
                ),
              },
              {
                id: 'value',
                header: 'Each',
                align: 'right',
                cell: (row) => (
                  <MeasuredText measured={row.value} format={format} counted="customers" />
                ),
              },
              stripColumn<Row>({ domain, format, width }, (row) => ({
                title: `Value, ${row.segment}`,
                row: { now: row.value },
              })),
              {
                id: 'range',
                header: 'Range',
                fold: 'narrow',
                cell: (row) => <RangeText measured={row.value} format={format} />,
              },
              {
                id: 'share',
                header: 'Share',
                align: 'right',
                cell: (row) => formatPercent(row.share),
              },
            ]}
          />
        )}
      </div>
    </Section>
  )
}
