import { domainOf, formatCount, formatPercent } from '@fealty/charts'
import type { Measured } from '@fealty/core'
import { Link } from '@tanstack/react-router'
import type { MetricInfo, Scorecard } from '../../api/contracts.ts'
import { betterOf, countedOf } from '../../ui/change-text.ts'
import { DataTable, type Column } from '../../ui/DataTable.tsx'
import { MeasuredText } from '../../ui/MeasuredText.tsx'
import { Section } from '../../ui/Section.tsx'
import { SelectMenu } from '../../ui/SelectMenu.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { useWidth } from '../../ui/use-width.ts'
import { VerdictMark } from '../../ui/VerdictMark.tsx'
import { columnFormatOf, formatOf, shortTitleOf } from '../metric-format.ts'
import { comparedLabel } from '../period-label.ts'
import { stripWidth } from '../Strip.tsx'
import { StripLegend } from '../StripLegend.tsx'
import { stripColumn } from '../strip-column.tsx'

type Row = Scorecard['segments']['rows'][number]
type Fold = NonNullable<Column<Row>['fold']>

interface SegmentTableProps {
  card: Scorecard
  onDimension: (dimension: string) => void
}

/** Segments on one shared axis: where the number stands, where it stood, and whether that is real. */
export function SegmentTable({ card, onDimension }: SegmentTableProps) {
  const { segments } = card
  const [box, width] = useWidth<HTMLDivElement>()
  const columns = [
    nameColumn(segments.dimension),
    ...segments.metrics.flatMap((metric, place) => metricColumns(metric, place, card, width)),
    shareColumn,
  ]
  const options = segments.dimensions.map((name) => ({
    value: name,
    label: `By ${name.replaceAll('_', ' ')}`,
  }))
  return (
    <Section
      title="By segment"
      note={<Legend />}
      tools={
        options.length > 1 && (
          <SelectMenu
            label="Cut by"
            value={segments.dimension}
            options={options}
            onChange={onDimension}
          />
        )
      }
    >
      <div ref={box}>
        {width > 0 && (
          <DataTable
            caption={`Measures by ${segments.dimension}`}
            columns={columns}
            rows={segments.rows}
            keyOf={(row) => row.segment}
            empty={
              <EmptyState title="Nothing to cut by">
                Customers have no segment, unit or other attribute yet. Import a file of customers
                that has one.
              </EmptyState>
            }
          />
        )}
      </div>
    </Section>
  )
}

function Legend() {
  return <StripLegend marks={['● now with 95 % interval', '○ the period before']} />
}

function nameColumn(dimension: string): Column<Row> {
  return {
    id: 'segment',
    header: 'Segment',
    className: 'segment-name',
    cell: (row) => (
      <Link
        className="row-link"
        to="."
        search={(search: Record<string, unknown>) =>
          addWhere(search, `${dimension}=${row.segment}`)
        }
      >
        <span className="row-title">{row.segment}</span>
        <span className="row-note">{formatCount(row.customers)} customers</span>
      </Link>
    ),
  }
}

function addWhere(search: Record<string, unknown>, condition: string): Record<string, unknown> {
  const where = (search.where as string[] | undefined) ?? []
  return where.includes(condition) ? search : { ...search, where: [...where, condition] }
}

/** The first measure shows value, strip and verdict; the second value and strip; the others the value. */
function metricColumns(
  metric: MetricInfo,
  place: number,
  card: Scorecard,
  tableWidth: number,
): Column<Row>[] {
  const format = columnFormatOf(metric, card.workspace.currency, measuredOf(metric, card))
  const fold: { fold?: Fold } = place === 0 ? {} : { fold: place === 1 ? 'narrow' : 'middle' }
  const value: Column<Row> = {
    id: metric.id,
    header: shortTitleOf(metric),
    align: 'right',
    ...fold,
    cell: ({ cells }) => {
      const cell = cells[metric.id]
      return (
        cell && (
          <MeasuredText
            measured={cell.measured}
            format={format}
            counted={countedOf(metric.unit, metric.id)}
          />
        )
      )
    },
  }
  if (place > 1) return [value]
  return [
    value,
    metricStripColumn(metric, place, card, tableWidth),
    ...(place === 0 ? [changeColumn(metric, card)] : []),
  ]
}

function measuredOf(metric: MetricInfo, card: Scorecard): Measured[] {
  return card.segments.rows.flatMap(({ cells }) => cells[metric.id]?.measured ?? [])
}

function metricStripColumn(
  metric: MetricInfo,
  place: number,
  card: Scorecard,
  tableWidth: number,
): Column<Row> {
  const format = formatOf(metric, card.workspace.currency)
  const all = card.segments.rows.flatMap(({ cells }) => {
    const cell = cells[metric.id]
    return cell ? [cell.measured, cell.before] : []
  })
  const domain = domainOf(all)
  const width = place === 0 ? stripWidth(tableWidth) : Math.min(110, stripWidth(tableWidth))
  const better = betterOf(metric.better)
  return stripColumn(
    { domain, format, width },
    ({ cells, segment }) => {
      const cell = cells[metric.id]
      if (!cell) return undefined
      const row = {
        now: cell.measured,
        before: cell.before,
        verdict: cell.change.verdict,
        ...(better ? { better } : {}),
      }
      return { title: `${metric.title}, ${segment}`, row }
    },
    {
      id: `${metric.id}-strip`,
      label: `${metric.title}, interval`,
      ...(place === 0 ? {} : { fold: 'middle' as const }),
    },
  )
}

function changeColumn(metric: MetricInfo, card: Scorecard): Column<Row> {
  const format = formatOf(metric, card.workspace.currency)
  return {
    id: `${metric.id}-change`,
    header: `on ${comparedLabel(card.period, card.previous)}`,
    cell: ({ cells }) => {
      const cell = cells[metric.id]
      return (
        cell && (
          <VerdictMark change={cell.change} format={format} better={betterOf(metric.better)} />
        )
      )
    },
  }
}

const shareColumn: Column<Row> = {
  id: 'share',
  header: 'Share of value',
  align: 'right',
  fold: 'middle',
  cell: (row) => (row.valueShare === null ? '' : formatPercent(row.valueShare)),
}
