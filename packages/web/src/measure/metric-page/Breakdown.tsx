import { domainOf } from '@fealty/charts'
import type { MetricPage } from '../../api/contracts.ts'
import { betterOf, countedOf } from '../../ui/change-text.ts'
import { DataTable, type Column } from '../../ui/DataTable.tsx'
import { MeasuredText, RangeText } from '../../ui/MeasuredText.tsx'
import { Section } from '../../ui/Section.tsx'
import { SelectMenu } from '../../ui/SelectMenu.tsx'
import { useWidth } from '../../ui/use-width.ts'
import { VerdictMark } from '../../ui/VerdictMark.tsx'
import { writeChange } from '../../ui/change-text.ts'
import { columnFormatOf, formatOf } from '../metric-format.ts'
import { comparedLabel } from '../period-label.ts'
import { stripWidth } from '../Strip.tsx'
import { stripColumn } from '../strip-column.tsx'

type Row = MetricPage['breakdown']['rows'][number]

interface BreakdownProps {
  page: MetricPage
  onDimension: (dimension: string) => void
}

/** Segments on one axis, each against all the others together and against its own past. */
export function Breakdown({ page, onDimension }: BreakdownProps) {
  const { breakdown, period } = page
  const [box, width] = useWidth<HTMLDivElement>()
  const options = breakdown.dimensions.map((name) => ({
    value: name,
    label: `By ${name.replaceAll('_', ' ')}`,
  }))
  return (
    <Section
      title={`By ${breakdown.dimension.replaceAll('_', ' ')}`}
      note={`${period.label} · tick: all`}
      tools={
        options.length > 1 && (
          <SelectMenu
            label="Cut by"
            value={breakdown.dimension}
            options={options}
            onChange={onDimension}
          />
        )
      }
    >
      <div ref={box}>
        {width > 0 && (
          <DataTable
            caption={`${page.metric.title} by ${breakdown.dimension}`}
            columns={columnsOf(page, width)}
            rows={breakdown.rows}
            keyOf={(row) => row.segment}
            empty={<p className="quiet">There is nothing to cut by yet.</p>}
          />
        )}
      </div>
    </Section>
  )
}

function columnsOf(page: MetricPage, tableWidth: number): Column<Row>[] {
  const { metric, now, breakdown } = page
  const column = breakdown.rows.map((row) => row.measured)
  const format = columnFormatOf(metric, page.workspace.currency, column)
  const counted = countedOf(metric.unit, metric.id)
  const better = betterOf(metric.better)
  const whole =
    now.kind === 'estimate' && metric.unit !== 'money' && metric.unit !== 'count'
      ? now.value
      : undefined
  const all = breakdown.rows.flatMap((row) => [row.measured, row.before])
  const domain = domainOf(all, whole === undefined ? [] : [whole])
  const width = stripWidth(tableWidth)
  return [
    {
      id: 'segment',
      header: 'Segment',
      cell: (row) => <span className="row-title">{row.segment}</span>,
    },
    {
      id: 'value',
      header: 'Now',
      align: 'right',
      cell: (row) => <MeasuredText measured={row.measured} format={format} counted={counted} />,
    },
    stripColumn({ domain, format, width }, (row) => ({
      title: `${metric.title}, ${row.segment}`,
      row: {
        now: row.measured,
        verdict: row.against.verdict,
        ...(row.before.kind === 'estimate' ? { before: row.before } : {}),
        ...(whole === undefined ? {} : { target: whole }),
      },
    })),
    {
      id: 'range',
      header: 'Range',
      fold: 'middle',
      cell: (row) => <RangeText measured={row.measured} format={format} counted={counted} />,
    },
    {
      id: 'change',
      header: `on ${comparedLabel(page.period, page.previous)}`,
      cell: (row) => <VerdictMark change={row.change} format={format} better={better} />,
    },
    {
      id: 'against',
      header: 'against the rest',
      fold: 'narrow',
      cell: (row) => <Against row={row} page={page} />,
    },
  ]
}

/** Whether a segment differs from all others together; what does not stays silent. */
function Against({ row, page }: { row: Row; page: MetricPage }) {
  const { against } = row
  if (against.verdict !== 'real' || against.difference === undefined) return null
  const format = formatOf(page.metric, page.workspace.currency)
  const { mark, tone, precise } = writeChange(against, format, betterOf(page.metric.better))
  return (
    <span className={`verdict verdict--${tone === 'neutral' ? 'strong' : tone}`} title={precise}>
      <span aria-hidden="true">{mark} </span>
      {against.difference < 0 ? 'below the rest' : 'above the rest'}
    </span>
  )
}
