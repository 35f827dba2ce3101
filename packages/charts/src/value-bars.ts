import type { Measured } from '@fealty/core'
import {
  describeMeasured,
  formatMeasured,
  formatRange,
  formatSize,
  formatTooFew,
  type ValueFormat,
} from './format/measured.ts'
import { clampedScale, domainOf, type Domain, type ValueScale } from './marks/value-scale.ts'
import { chartRoot, checkSize, emptyNote, type ChartOptions, type ChartTable } from './svg/frame.ts'
import { element, group, type SvgNode } from './svg/node.ts'
import { fitText, label, textWidth } from './svg/text.ts'

/** One bar: a value band, a segment, a cause of cost. */
export interface ValueBar {
  name: string
  value: Measured
  /** Small grey text after the name, e.g. `3,904 customers`. */
  note?: string
}

export interface ValueBarsOptions extends ChartOptions {
  format: ValueFormat
  /** px, at least 240. */
  width: number
  /** px from bar to bar, at least 22; default 32. */
  rowHeight?: number
}

const size = 12

interface Frame {
  x: ValueScale
  domain: Domain
  rowHeight: number
  /** Left end of the plot, px; names stand before it. */
  left: number
}

/**
 * Horizontal bars from zero, to the right what is earned and to the left what is lost, orange-brown where it is real;
 * the interval is a thin line through the bar's end, the value is written beside it.
 * @throws RangeError on a value that is not finite.
 */
export function valueBars(bars: readonly ValueBar[], options: ValueBarsOptions): SvgNode {
  const width = checkSize('width', options.width, 240)
  const rowHeight = checkSize('rowHeight', options.rowHeight ?? 32, 22)
  const height = Math.max(48, bars.length * rowHeight + 4)
  const { theme } = options
  if (bars.length === 0) {
    return chartRoot(options, { width, height }, 'Nothing to show.', [
      emptyNote({ width, height }, 'Nothing to show', theme),
    ])
  }
  const frame = frameOf(bars, width, rowHeight, options.format)
  const zero = frame.x(0)
  return chartRoot(options, { width, height }, describeBars(bars, options.format), [
    ...bars.map((bar, index) => drawBar(bar, index, frame, options)),
    element('line', { x1: zero, y1: 0, x2: zero, y2: height, stroke: theme.noise }),
  ])
}

function textOf(bar: ValueBar, format: ValueFormat): string {
  return bar.value.kind === 'estimate' ? formatMeasured(bar.value, format) : formatTooFew(bar.value)
}

function frameOf(
  bars: readonly ValueBar[],
  width: number,
  rowHeight: number,
  format: ValueFormat,
): Frame {
  const nameWidth = (bar: ValueBar) =>
    textWidth(bar.name, size) + (bar.note === undefined ? 0 : textWidth(bar.note, size) + 8)
  const left = Math.min(width * 0.42, Math.max(...bars.map(nameWidth))) + 12
  const domain = domainOf(
    bars.map((bar) => bar.value),
    [0],
  )
  const widestOf = (side: readonly ValueBar[]) =>
    Math.max(0, ...side.map((bar) => textWidth(textOf(bar, format), size, 600) + 8))
  const isNegative = (bar: ValueBar) => bar.value.kind === 'estimate' && bar.value.value < 0
  const start = left + widestOf(bars.filter(isNegative))
  const end = width - widestOf(bars.filter((bar) => !isNegative(bar))) - 2
  // Long amounts on a narrow screen: the plot keeps a fifth of the width, and amounts may lie over bars.
  const range: Domain = end - start >= width * 0.2 ? [start, end] : [left, width - 2]
  return { x: clampedScale(domain, range), domain, rowHeight, left }
}

function drawBar(bar: ValueBar, index: number, frame: Frame, options: ValueBarsOptions): SvgNode {
  const { theme, format } = options
  const middle = index * frame.rowHeight + frame.rowHeight / 2 + 2
  return group({}, [
    element('title', {}, [`${bar.name}: ${describeMeasured(bar.value, format)}`]),
    ...nameOf(bar, middle, frame, options),
    ...(bar.value.kind === 'estimate'
      ? estimateBar(bar, middle, frame, options)
      : [label(frame.x(0) + 8, middle, formatTooFew(bar.value), theme)]),
  ])
}

function nameOf(
  bar: ValueBar,
  middle: number,
  { left }: Frame,
  { theme }: ValueBarsOptions,
): SvgNode[] {
  const name = fitText(bar.name, size, left - 12)
  const noteX = textWidth(name, size) + 8
  const nodes = [label(0, middle, name, theme, { fill: theme.ink })]
  if (bar.note !== undefined && noteX + 20 < left) {
    nodes.push(label(noteX, middle, fitText(bar.note, size, left - 12 - noteX), theme))
  }
  return nodes
}

function estimateBar(
  bar: ValueBar,
  middle: number,
  { x, rowHeight }: Frame,
  options: ValueBarsOptions,
): SvgNode[] {
  const { theme, format } = options
  if (bar.value.kind === 'insufficient') return []
  const { value, low, high, complete } = bar.value
  const zero = x(0)
  const end = x(value)
  const thickness = Math.min(16, rowHeight - 12)
  const isLoss = value < 0
  // A loss whose interval holds zero may be none: it lies left of zero, but bears no colour.
  const isRealLoss = high < 0
  const stroke = isRealLoss ? theme.worse : theme.accent
  const outer = isLoss ? Math.min(x(low), end) : Math.max(x(high), end)
  const nodes = [
    element('rect', {
      x: Math.min(zero, end),
      y: middle - thickness / 2,
      width: Math.abs(end - zero),
      height: thickness,
      fill: isRealLoss ? theme.barWorse : theme.bar,
    }),
    line([end, middle - thickness / 2, end, middle + thickness / 2], stroke, 2),
    label(outer + (isLoss ? -8 : 8), middle, textOf(bar, format), theme, {
      fill: theme.ink,
      weight: 600,
      anchor: isLoss ? 'end' : 'start',
    }),
  ]
  return complete === true
    ? nodes
    : [...nodes, line([x(low), middle, x(high), middle], stroke, 1.5)]
}

function line(
  [x1, y1, x2, y2]: [number, number, number, number],
  stroke: string,
  width: number,
): SvgNode {
  return element('line', { x1, y1, x2, y2, stroke, 'stroke-width': width })
}

function describeBars(bars: readonly ValueBar[], format: ValueFormat): string {
  return `${bars.map((bar) => `${bar.name}: ${describeMeasured(bar.value, format)}`).join('; ')}.`
}

/** The table twin. */
export function valueBarsTable(
  bars: readonly ValueBar[],
  options: Pick<ValueBarsOptions, 'title' | 'format'>,
): ChartTable {
  return {
    caption: options.title,
    header: ['Name', 'Value', 'Range', 'n'],
    rows: bars.map((bar) => [
      bar.note === undefined ? bar.name : `${bar.name} (${bar.note})`,
      formatMeasured(bar.value, options.format),
      formatRange(bar.value, options.format),
      formatSize(bar.value),
    ]),
  }
}
