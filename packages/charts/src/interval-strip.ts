import type { Measured, Verdict } from '@fealty/core'
import {
  describeMeasured,
  formatMeasured,
  formatRange,
  formatGoal,
  type ValueFormat,
} from './format/measured.ts'
import { formatCount } from './format/number.ts'
import { toneOf, type Better, type Tone } from './format/verdict.ts'
import { dot, inkOf } from './marks/interval-line.ts'
import {
  checkMeasured,
  clampedScale,
  valueTicks,
  type Domain,
  type ValueScale,
  type ValueTick,
} from './marks/value-scale.ts'
import { chartRoot, checkSize, type ChartOptions, type ChartTable } from './svg/frame.ts'
import { element, roundCoordinate, type SvgNode } from './svg/node.ts'
import { label, textWidth } from './svg/text.ts'

/** One row: a value now, and what it is compared with. */
export interface IntervalRow {
  now: Measured
  before?: Measured
  /** In the unit of the value. */
  target?: number
  /** Of now against before, or against the target when there is no before. Only `real` gets colour. */
  verdict?: Verdict
  /** Which direction is good; without it nothing gets colour. */
  better?: Better
}

interface StripSize {
  /** px, at least 60; default 170. The axis and all its rows must have the same. */
  width?: number
}

export interface IntervalStripOptions extends ChartOptions, StripSize {
  format: ValueFormat
  /** Lowest and highest value of the shared axis, from `domainOf` over all rows. */
  domain: Domain
  /** px, at least 16; default 24. */
  height?: number
}

/** Room for half a dot at either end, in px. */
const inset = 6
const radius = 3.5

function stripScale(domain: Domain, width: number): ValueScale {
  return clampedScale(domain, [inset, width - inset])
}

function toneOfRow(row: IntervalRow): Tone {
  if (row.now.kind === 'insufficient') return 'neutral'
  const reference = row.before?.kind === 'estimate' ? row.before.value : row.target
  if (reference === undefined) return 'neutral'
  return toneOf(row.verdict, row.now.value - reference, row.better)
}

/**
 * One table row's interval: a dot on a soft bar, an open dot for the earlier value, a thin tick for
 * the target. What lies outside the domain is drawn at the edge, as a triangle that points outwards.
 * @throws RangeError on an empty domain or a value that is not finite.
 */
export function intervalStrip(row: IntervalRow, options: IntervalStripOptions): SvgNode {
  const width = checkSize('width', options.width ?? 170, 60)
  const height = checkSize('height', options.height ?? 24, 16)
  const x = stripScale(options.domain, width)
  const { theme } = options
  const middle = height / 2
  const before = row.before && checkMeasured(row.before)
  return chartRoot(options, { width, height }, describeRow(row, options.format), [
    element('line', {
      x1: 0,
      y1: middle,
      x2: width,
      y2: middle,
      stroke: theme.track,
      'stroke-width': 1.5,
    }),
    barOf(row, x, middle, options),
    row.target === undefined ? undefined : tick(x(row.target), middle, theme.ink),
    before?.kind === 'estimate' ? ring(x(before.value), middle, theme.noise) : undefined,
    pointOf(row, x, middle, options),
  ])
}

function barOf(
  row: IntervalRow,
  x: ValueScale,
  middle: number,
  { theme }: IntervalStripOptions,
): SvgNode | undefined {
  const now = checkMeasured(row.now)
  if (now.kind === 'insufficient' || now.complete === true) return undefined
  const fills = { neutral: theme.bar, better: theme.barBetter, worse: theme.barWorse }
  const start = x(now.low)
  return element('rect', {
    x: start,
    y: middle - 2.5,
    width: Math.max(0, x(now.high) - start),
    height: 5,
    rx: 2.5,
    fill: fills[toneOfRow(row)],
  })
}

function tick(x: number, middle: number, colour: string): SvgNode {
  return element('line', {
    x1: x,
    y1: middle - 8,
    x2: x,
    y2: middle + 8,
    stroke: colour,
    'stroke-width': 1.25,
  })
}

function ring(x: number, middle: number, colour: string): SvgNode {
  return element('circle', {
    cx: x,
    cy: middle,
    r: radius - 0.25,
    fill: 'none',
    stroke: colour,
    'stroke-width': 1.25,
  })
}

function pointOf(
  row: IntervalRow,
  x: ValueScale,
  middle: number,
  { theme, domain }: IntervalStripOptions,
): SvgNode | undefined {
  if (row.now.kind === 'insufficient') return undefined
  const { value } = row.now
  const at = x(value)
  const colour = inkOf(toneOfRow(row), theme)
  if (value >= domain[0] && value <= domain[1]) return dot(at, middle, colour, radius)
  return element('path', {
    d: trianglePath(at, middle, value < domain[0] ? -1 : 1),
    fill: colour,
  })
}

function trianglePath(x: number, y: number, direction: -1 | 1): string {
  const tip = roundCoordinate(x + direction * (radius + 1))
  const back = roundCoordinate(x - (direction * radius) / 2)
  return `M${tip},${y}L${back},${y - radius}V${y + radius}Z`
}

function describeRow(row: IntervalRow, format: ValueFormat): string {
  const parts = [`Now ${describeMeasured(row.now, format)}`]
  if (row.before) parts.push(`before ${describeMeasured(row.before, format)}`)
  if (row.target !== undefined) parts.push(`target ${formatGoal(row.target, format)}`)
  if (row.verdict !== undefined) parts.push(`verdict ${row.verdict}`)
  return `${parts.join('; ')}.`
}

export interface IntervalAxisOptions extends Pick<ChartOptions, 'theme'>, StripSize {
  format: ValueFormat
}

const axisSize = 11

/** The shared axis above the rows. It is hidden from screen readers: every row says its own value. */
export function intervalAxis(domain: Domain, options: IntervalAxisOptions): SvgNode {
  const width = checkSize('width', options.width ?? 170, 60)
  const x = stripScale(domain, width)
  const height = 16
  return element(
    'svg',
    {
      width,
      height,
      viewBox: `0 0 ${width} ${height}`,
      'aria-hidden': 'true',
      'font-family': options.theme.font,
    },
    fittingTicks(domain, x, width, options.format).map(({ value, text }) => {
      const half = textWidth(text, axisSize) / 2
      const at = Math.min(width - half, Math.max(half, x(value)))
      return label(at, height / 2, text, options.theme, { size: axisSize, anchor: 'middle' })
    }),
  )
}

/** As many round values as fit side by side with a gap of 8 px. */
function fittingTicks(
  domain: Domain,
  x: ValueScale,
  width: number,
  format: ValueFormat,
): ValueTick[] {
  for (let count = Math.max(1, Math.floor(width / 40)); count > 1; count -= 1) {
    const ticks = valueTicks(domain, count, format)
    const widest = Math.max(0, ...ticks.map((each) => textWidth(each.text, axisSize)))
    const step = ticks.length > 1 ? x(ticks[1]!.value) - x(ticks[0]!.value) : Infinity
    if (step >= widest + 8) return ticks
  }
  return valueTicks(domain, 1, format).slice(0, 1)
}

/** The table twin of all rows of a section. */
export function intervalTable(
  rows: readonly (IntervalRow & { name: string })[],
  options: Pick<IntervalStripOptions, 'title' | 'format'>,
): ChartTable {
  const { format } = options
  return {
    caption: options.title,
    header: ['Name', 'Now', 'Range', 'n', 'Before', 'Target', 'Verdict'],
    rows: rows.map((row) => [
      row.name,
      formatMeasured(row.now, format),
      formatRange(row.now, format),
      formatCount(row.now.n),
      row.before ? formatMeasured(row.before, format) : '',
      row.target === undefined ? '' : formatGoal(row.target, format),
      row.verdict ?? '',
    ]),
  }
}
