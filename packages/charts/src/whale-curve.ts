import { bisector, extent, nice } from 'd3-array'
import { area, curveMonotoneX, line } from 'd3-shape'
import { formatPercent } from './format/number.ts'
import { clampedScale, type ValueScale } from './marks/value-scale.ts'
import { chartRoot, checkSize, emptyNote, type ChartOptions, type ChartTable } from './svg/frame.ts'
import { element, roundCoordinate, type SvgNode } from './svg/node.ts'
import { label, textWidth } from './svg/text.ts'

/** A point of the curve: the best customers so far, and what they bring together. */
export interface WhalePoint {
  /** Share of all customers, in [0, 1], from the most to the least profitable. */
  customersShare: number
  /** Share of the total profit that they bring together; above 1 where others cost more than they bring. */
  profitShare: number
}

export interface WhaleCurveOptions extends ChartOptions {
  /** px, at least 220. */
  width: number
  /** px, at least 140; default 190. */
  height?: number
  /** The share of customers that is marked, in (0, 1); default 0.2. */
  mark?: number
  /** Share of customers who cost more than they bring, in [0, 1]; default: those after the peak. */
  shareBelowZero?: number
}

interface Frame {
  x: ValueScale
  y: ValueScale
  left: number
  right: number
  top: number
  bottom: number
}

const size = 11

function checkPoints(points: readonly WhalePoint[]): void {
  points.forEach(({ customersShare, profitShare }, index) => {
    const ordered = index === 0 || customersShare >= points[index - 1]!.customersShare
    if (
      !(customersShare >= 0 && customersShare <= 1) ||
      !ordered ||
      !Number.isFinite(profitShare)
    ) {
      throw new RangeError(
        `points must go from customers share 0 to 1 in order, got ${customersShare}, ${profitShare}`,
      )
    }
  })
}

/** Profit share at a share of customers, on the straight line between the points around it. */
function profitAt(points: readonly WhalePoint[], customersShare: number): number {
  const right = bisector((point: WhalePoint) => point.customersShare).left(points, customersShare)
  const after = points[Math.min(right, points.length - 1)]!
  const before = points[Math.max(0, right - 1)]!
  const span = after.customersShare - before.customersShare
  if (span <= 0) return after.profitShare
  const part = Math.min(1, Math.max(0, (customersShare - before.customersShare) / span))
  return before.profitShare + part * (after.profitShare - before.profitShare)
}

/** The highest point: after it, customers cost more than they bring. */
function peakOf(points: readonly WhalePoint[]): WhalePoint {
  return points.reduce((best, point) => (point.profitShare > best.profitShare ? point : best))
}

function belowZeroShare(points: readonly WhalePoint[], given: number | undefined): number {
  return given ?? 1 - peakOf(points).customersShare
}

function frameOf(points: readonly WhalePoint[], width: number, height: number): Frame {
  const [low, high] = extent([0, 1, ...points.map((point) => point.profitShare)]) as [
    number,
    number,
  ]
  const tickWidth = Math.max(
    ...gridValues(low, high).map((value) => textWidth(percentText(value), size)),
  )
  const left = tickWidth + 8
  const right = width - 6
  const top = 24
  const bottom = height - 22
  const room = (high - low) * 0.02
  return {
    x: clampedScale([0, 1], [left, right]),
    y: clampedScale([low < 0 ? low - room : low, high + room], [bottom, top]),
    left,
    right,
    top,
    bottom,
  }
}

/** 0, 50 and 100 % as a rule; rounder steps where the peak is far above, as with few big customers. */
function gridValues(low: number, high: number): number[] {
  if (low >= -0.25 && high <= 1.75) return [0, 0.5, 1]
  const [from, to] = nice(low, high, 4)
  const step = Math.max(0.5, Math.ceil((to - from) / 4))
  const first = Math.ceil(low / step) * step
  return Array.from(
    { length: Math.floor((high - first) / step) + 1 },
    (_, index) => first + index * step,
  )
}

function percentText(share: number): string {
  return formatPercent(share).slice(0, -2)
}

/**
 * Who makes the value: customers from the most to the least profitable, and the share of the profit
 * that they bring together. Marks what the top bring, and how many cost more than they bring.
 * Source: Kaplan and Narayanan, Measuring and managing customer profitability (2001).
 * @throws RangeError on points out of order or outside [0, 1].
 */
export function whaleCurve(points: readonly WhalePoint[], options: WhaleCurveOptions): SvgNode {
  const width = checkSize('width', options.width, 220)
  const height = checkSize('height', options.height ?? 190, 140)
  const { theme } = options
  checkPoints(points)
  if (points.length < 2) {
    const note = 'No customers with profit yet'
    return chartRoot(options, { width, height }, `${note}.`, [
      emptyNote({ width, height }, note, theme),
    ])
  }
  const frame = frameOf(points, width, height)
  return chartRoot(options, { width, height }, describeWhale(points, options), [
    ...axes(points, frame, options),
    topArea(points, frame, options),
    curve(points, frame, theme.accent),
    ...markTop(points, frame, options),
    belowZeroText(points, frame, options),
  ])
}

function axes(
  points: readonly WhalePoint[],
  frame: Frame,
  { theme, mark = 0.2 }: WhaleCurveOptions,
): SvgNode[] {
  const { x, y, left, right, bottom } = frame
  const [low, high] = extent([0, 1, ...points.map((point) => point.profitShare)]) as [
    number,
    number,
  ]
  const rows = gridValues(low, high).flatMap((value) => [
    element('line', { x1: left, y1: y(value), x2: right, y2: y(value), stroke: theme.hairline }),
    label(left - 6, y(value), percentText(value), theme, { size, anchor: 'end' }),
  ])
  const lastText = `100\u2009% of customers`
  const lastStart = right - textWidth(lastText, size)
  const columns = [0, mark, 0.5].flatMap((value) => {
    const text = percentText(value)
    const half = textWidth(text, size) / 2
    const fits = x(value) + half + 8 <= lastStart
    return fits ? [label(x(value), bottom + 13, text, theme, { size, anchor: 'middle' })] : []
  })
  return [...rows, ...columns, label(right, bottom + 13, lastText, theme, { size, anchor: 'end' })]
}

function topPoints(points: readonly WhalePoint[], mark: number): WhalePoint[] {
  const inside = points.filter((point) => point.customersShare < mark)
  return [...inside, { customersShare: mark, profitShare: profitAt(points, mark) }]
}

function topArea(
  points: readonly WhalePoint[],
  { x, y }: Frame,
  { theme, mark = 0.2 }: WhaleCurveOptions,
): SvgNode {
  const shape = area<WhalePoint>(
    (point) => x(point.customersShare),
    y(0),
    (point) => y(point.profitShare),
  )
    .curve(curveMonotoneX)
    .digits(2)
  return element('path', { d: shape(topPoints(points, mark))!, fill: theme.band })
}

function curve(points: readonly WhalePoint[], { x, y }: Frame, colour: string): SvgNode {
  const shape = line<WhalePoint>(
    (point) => x(point.customersShare),
    (point) => y(point.profitShare),
  )
    .curve(curveMonotoneX)
    .digits(2)
  return element('path', {
    d: shape(points)!,
    fill: 'none',
    stroke: colour,
    'stroke-width': 2,
    'stroke-linejoin': 'round',
    'stroke-linecap': 'round',
  })
}

function topText(points: readonly WhalePoint[], mark: number): string {
  return `top ${formatPercent(mark)} bring ${formatPercent(profitAt(points, mark))}`
}

function markTop(
  points: readonly WhalePoint[],
  { x, y, right, top, bottom }: Frame,
  { theme, mark = 0.2 }: WhaleCurveOptions,
): SvgNode[] {
  const at = x(mark)
  const height = y(profitAt(points, mark))
  const text = topText(points, mark)
  // Under the curve, where it is empty: a third of the way down, never above the frame or on the axis.
  const textY = Math.min(bottom - 12, Math.max(top + 14, height + 12))
  const fitsRight = at + 6 + textWidth(text, size) <= right
  return [
    element('path', {
      d: `M${roundCoordinate(at)},${roundCoordinate(height)}V${roundCoordinate(y(0))}`,
      fill: 'none',
      stroke: theme.accent,
      'stroke-width': 1.5,
      'stroke-dasharray': '1.5 3',
    }),
    label(fitsRight ? at + 6 : right, textY, text, theme, {
      size,
      fill: theme.ink,
      anchor: fitsRight ? 'start' : 'end',
    }),
  ]
}

function belowZeroText(
  points: readonly WhalePoint[],
  { right }: Frame,
  { theme, shareBelowZero }: WhaleCurveOptions,
): SvgNode | undefined {
  const share = belowZeroShare(points, shareBelowZero)
  if (share < 0.005) return undefined
  const text = `${formatPercent(share)} cost more than they bring`
  return label(right, 9, text, theme, { size, fill: theme.worse, anchor: 'end' })
}

function describeWhale(
  points: readonly WhalePoint[],
  { mark = 0.2, shareBelowZero }: WhaleCurveOptions,
): string {
  const peak = peakOf(points)
  return [
    `The ${topText(points, mark)} of the profit`,
    `the highest point is ${formatPercent(peak.profitShare)} with ${formatPercent(peak.customersShare)} of the customers`,
    `${formatPercent(belowZeroShare(points, shareBelowZero))} cost more than they bring.`,
  ].join('; ')
}

/** The table twin. */
export function whaleCurveTable(
  points: readonly WhalePoint[],
  options: Pick<WhaleCurveOptions, 'title'>,
): ChartTable {
  return {
    caption: options.title,
    header: ['Customers', 'Profit'],
    rows: points.map(({ customersShare, profitShare }) => [
      formatPercent(customersShare, { decimals: 1 }),
      formatPercent(profitShare, { decimals: 1 }),
    ]),
  }
}
