import {
  describeMeasured,
  formatMeasured,
  formatRange,
  type ValueFormat,
} from './format/measured.ts'
import { formatCount } from './format/number.ts'
import type { Tone } from './format/verdict.ts'
import { dot, endOf, inkOf, intervalLine } from './marks/interval-line.ts'
import { clampedScale, domainOf, valueTicks, widestTick, type Domain } from './marks/value-scale.ts'
import { chartRoot, checkSize, emptyNote, type ChartOptions, type ChartTable } from './svg/frame.ts'
import { element, group, type SvgNode } from './svg/node.ts'
import { fitText, label, textWidth } from './svg/text.ts'
import type { TrendPoint } from './trend/trend-data.ts'

/** One small chart: a segment, a unit, a region. All series have the same periods. */
export interface NamedSeries {
  name: string
  points: readonly TrendPoint[]
  /** Colour of the line when its last change is real; default neutral. */
  tone?: Tone
}

export interface SmallMultiplesOptions extends ChartOptions {
  format: ValueFormat
  /** px, at least 160. */
  width: number
  /** Height of one small chart with its title, px, at least 70; default 112. */
  cellHeight?: number
  /** Least width of one, px; as many stand in a row as fit. Default 190. */
  cellWidth?: number
  /** Shared by all; default: from the lowest to the highest bound of all intervals. */
  domain?: Domain
}

interface Cell {
  left: number
  top: number
  width: number
  height: number
}

const titleHeight = 22
const gap = 24

/**
 * The same measure for many segments, each a small trend on one shared axis with its end value in
 * its title, so that levels and shapes can be compared at a glance.
 */
export function smallMultiples(
  series: readonly NamedSeries[],
  options: SmallMultiplesOptions,
): SvgNode {
  const width = checkSize('width', options.width, 160)
  const cellHeight = checkSize('cellHeight', options.cellHeight ?? 112, 70)
  const columns = Math.max(1, Math.floor((width + gap) / ((options.cellWidth ?? 190) + gap)))
  const rows = Math.ceil(series.length / columns)
  const size = { width, height: Math.max(cellHeight, rows * (cellHeight + gap) - gap) }
  if (series.length === 0) {
    return chartRoot(options, size, 'Nothing to show.', [
      emptyNote(size, 'Nothing to show', options.theme),
    ])
  }
  const domain = options.domain ?? sharedDomain(series)
  const cellWidth = (width - gap * (columns - 1)) / columns
  const cells = series.map((each, index) => {
    const left = (index % columns) * (cellWidth + gap)
    const top = Math.floor(index / columns) * (cellHeight + gap)
    return drawCell(each, { left, top, width: cellWidth, height: cellHeight }, domain, options)
  })
  return chartRoot(options, size, describeSeries(series, options.format), cells)
}

function sharedDomain(series: readonly NamedSeries[]): Domain {
  const measured = series.flatMap((each) => each.points.map((point) => point.measured))
  return domainOf(measured)
}

function drawCell(
  series: NamedSeries,
  cell: Cell,
  domain: Domain,
  options: SmallMultiplesOptions,
): SvgNode {
  const { theme, format } = options
  const ticks = valueTicks(domain, 2, format)
  const left = cell.left + widestTick(ticks, 11) + 7
  const right = cell.left + cell.width - 5
  const y = clampedScale(domain, [cell.top + cell.height - 6, cell.top + titleHeight + 8])
  const step = series.points.length > 1 ? (right - left) / (series.points.length - 1) : 0
  const start = series.points.length > 1 ? left : right
  const placed = series.points.map(({ measured }, index) => ({ x: start + index * step, measured }))
  const end = endOf(placed)
  const colour = inkOf(series.tone ?? 'neutral', theme)
  const drawn = intervalLine(placed, y, {
    theme,
    width: 1.75,
    toned: { fromX: cell.left, tone: series.tone ?? 'neutral' },
  })
  return group({}, [
    cellTitle(series, cell, options),
    ...drawn.bands,
    ...ticks.flatMap(({ value, text }) => [
      element('line', { x1: left, y1: y(value), x2: right, y2: y(value), stroke: theme.hairline }),
      label(left - 6, y(value), text, theme, { size: 11, anchor: 'end' }),
    ]),
    ...drawn.lines,
    end && dot(end.x, y(end.measured.value), colour, 3.25),
  ])
}

function cellTitle(
  series: NamedSeries,
  cell: Cell,
  { theme, format }: SmallMultiplesOptions,
): SvgNode {
  const latest = series.points.at(-1)?.measured
  const text = latest === undefined ? '' : formatMeasured(latest, format)
  const isValue = latest?.kind === 'estimate'
  const room = cell.width - textWidth(text, 12, 600) - 10
  return group({}, [
    element('title', {}, [
      latest ? `${series.name}: ${describeMeasured(latest, format)}` : series.name,
    ]),
    label(cell.left, cell.top + 8, fitText(series.name, 12, room), theme, { fill: theme.ink }),
    label(cell.left + cell.width, cell.top + 8, text, theme, {
      anchor: 'end',
      fill: isValue ? theme.ink : theme.muted,
      weight: isValue ? 600 : 400,
    }),
  ])
}

function describeSeries(series: readonly NamedSeries[], format: ValueFormat): string {
  return `${series
    .map(({ name, points }) => {
      const latest = points.at(-1)?.measured
      return `${name}: ${latest ? describeMeasured(latest, format) : 'no periods yet'}`
    })
    .join('; ')}.`
}

/** The table twin: one row per series and period. */
export function smallMultiplesTable(
  series: readonly NamedSeries[],
  options: Pick<SmallMultiplesOptions, 'title' | 'format'>,
): ChartTable {
  return {
    caption: options.title,
    header: ['Name', 'Period', 'Value', 'Range', 'n'],
    rows: series.flatMap(({ name, points }) =>
      points.map(({ period, measured }) => [
        name,
        period.label,
        formatMeasured(measured, options.format),
        formatRange(measured, options.format),
        formatCount(measured.n),
      ]),
    ),
  }
}
