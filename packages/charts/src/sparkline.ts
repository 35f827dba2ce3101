import type { Measured } from '@fealty/core'
import {
  describeMeasured,
  formatMeasured,
  formatRange,
  type ValueFormat,
} from './format/measured.ts'
import { formatCount } from './format/number.ts'
import { dot, endOf, intervalLine } from './marks/interval-line.ts'
import { clampedScale, domainOf } from './marks/value-scale.ts'
import { chartRoot, checkSize, type ChartOptions, type ChartTable } from './svg/frame.ts'
import { element, type SvgNode } from './svg/node.ts'

export interface SparklineOptions extends ChartOptions {
  format: ValueFormat
  /** px, at least 40; default 185. */
  width?: number
  /** px, at least 16; default 56. */
  height?: number
}

/** Room for the end dot and the ends of the stroke, in px. */
const inset = 4.5

/**
 * The small line of a key figure: values in order of time in their band, a dot at the end, a gap
 * where there were too few. It has no axis; its own intervals fill its height.
 */
export function sparkline(points: readonly Measured[], options: SparklineOptions): SvgNode {
  const width = checkSize('width', options.width ?? 185, 40)
  const height = checkSize('height', options.height ?? 56, 16)
  const y = clampedScale(domainOf(points), [height - inset, inset])
  const step = points.length > 1 ? (width - 2 * inset) / (points.length - 1) : 0
  const start = points.length > 1 ? inset : width - inset
  const placed = points.map((measured, index) => ({ x: start + index * step, measured }))
  const drawn = intervalLine(placed, y, { theme: options.theme, width: 1.75 })
  const end = endOf(placed)
  const { theme } = options
  return chartRoot(options, { width, height }, describeSparkline(points, options.format), [
    ...drawn.bands,
    drawn.bands.length === 0 ? flatLine(width, height, theme.hairline) : undefined,
    ...drawn.lines,
    end && dot(end.x, y(end.measured.value), theme.accent, 3.25),
  ])
}

/** Nothing measured yet: a calm line, as the tile above it says what is missing. */
function flatLine(width: number, height: number, colour: string): SvgNode {
  const y = height / 2
  return element('line', {
    x1: inset,
    y1: y,
    x2: width - inset,
    y2: y,
    stroke: colour,
    'stroke-dasharray': '2 4',
  })
}

function describeSparkline(points: readonly Measured[], format: ValueFormat): string {
  const latest = points.at(-1)
  if (!latest) return 'No periods yet.'
  const counted = points.length === 1 ? '1 period' : `${formatCount(points.length)} periods`
  return `${counted}. Latest: ${describeMeasured(latest, format)}.`
}

/** The table twin. @param labels one per point, e.g. the names of the periods. */
export function sparklineTable(
  points: readonly Measured[],
  labels: readonly string[],
  options: Pick<SparklineOptions, 'title' | 'format'>,
): ChartTable {
  return {
    caption: options.title,
    header: ['Period', 'Value', 'Range', 'n'],
    rows: points.map((measured, index) => [
      labels[index] ?? String(index + 1),
      formatMeasured(measured, options.format),
      formatRange(measured, options.format),
      formatCount(measured.n),
    ]),
  }
}
