import { addDays, dayNumber, writeDay, type Day, type Measured } from '@fealty/core'
import { area, line } from 'd3-shape'
import { formatMeasured, formatRange, formatValue, type ValueFormat } from './format/measured.ts'
import {
  clampedScale,
  domainOf,
  valueTicks,
  widenToTicks,
  widestTick,
} from './marks/value-scale.ts'
import { chartRoot, checkSize, emptyNote, type ChartOptions, type ChartTable } from './svg/frame.ts'
import { element, group, roundCoordinate, type SvgNode } from './svg/node.ts'
import { fitText, label, textWidth } from './svg/text.ts'

/** A plan's running sum at the end of a day, with the range that it may fall into. */
export interface PlanPoint {
  day: Day
  low: number
  likely: number
  high: number
}

/** What was realised by the end of a day. */
export interface RealisedPoint {
  day: Day
  measured: Measured
}

export interface PlanCurve {
  /** The plan that holds, in the order of days. */
  plan: readonly PlanPoint[]
  /** The first plan, where another one holds now. */
  firstPlan?: readonly PlanPoint[]
  realised: readonly RealisedPoint[]
  /** Corrections, by the day they were opened or decided. */
  marks: readonly { day: Day; name: string }[]
}

export interface PlanCurveOptions extends ChartOptions {
  format: ValueFormat
  /** px, at least 240. */
  width: number
  /** px, at least 140; default 260. */
  height?: number
}

const size = 12

/**
 * Realised against planned: the plan's running sum in its band, the first plan as a thin line that
 * stays, what was realised as dots on their intervals, corrections as named lines.
 * @throws RangeError on a size too small or a value that is not finite.
 */
export function planCurve(curve: PlanCurve, options: PlanCurveOptions): SvgNode {
  const width = checkSize('width', options.width, 240)
  const height = checkSize('height', options.height ?? 260, 140)
  if (curve.plan.length < 2) {
    const note = 'No plan by month yet'
    const box = { width, height }
    return chartRoot(options, box, `${note}.`, [emptyNote(box, note, options.theme)])
  }
  const layout = layOut(curve, options, width, height)
  return chartRoot(options, { width, height }, describeCurve(curve, options), [
    band(curve, layout, options),
    ...grid(curve, layout, options),
    ...curve.marks.map((mark, index) => markLine(mark, index, layout, options)),
    curve.firstPlan && planLine(curve.firstPlan, layout, options.theme.muted, '1.25 3'),
    planLine(curve.plan, layout, options.theme.muted),
    endLabel(curve, layout, options),
    ...curve.realised.map((point) => realisedDot(point, layout, options)),
  ])
}

interface Layout {
  x: (day: Day) => number
  y: (value: number) => number
  domain: readonly [number, number]
  left: number
  right: number
  top: number
  bottom: number
}

function daysOf({ plan, firstPlan = [], realised }: PlanCurve): Day[] {
  return [...plan, ...firstPlan, ...realised].map(({ day }) => day).sort()
}

function layOut(
  curve: PlanCurve,
  { format }: PlanCurveOptions,
  width: number,
  height: number,
): Layout {
  const days = daysOf(curve)
  const bounds = [...curve.plan, ...(curve.firstPlan ?? [])].flatMap(({ low, high }) => [low, high])
  const domain = widenToTicks(
    ...domainOf(
      curve.realised.map(({ measured }) => measured),
      [0, ...bounds],
    ),
    4,
  )
  const left = widestTick(valueTicks(domain, 4, format), size) + 8
  const right = width - 56
  const [top, bottom] = [curve.marks.length > 0 ? 12 + 16 * curve.marks.length : 12, height - 26]
  const [from, to] = [dayNumber(days[0]!), dayNumber(days.at(-1)!)]
  const along = clampedScale([from, Math.max(to, from + 1)], [left, right])
  return {
    x: (day) => along(dayNumber(day)),
    y: clampedScale(domain, [bottom, top]),
    domain,
    left,
    right,
    top,
    bottom,
  }
}

function band({ plan }: PlanCurve, { x, y }: Layout, { theme }: PlanCurveOptions): SvgNode {
  const draw = area<PlanPoint>()
    .x(({ day }) => x(day))
    .y0(({ low }) => y(low))
    .y1(({ high }) => y(high))
    .digits(2)
  return element('path', { d: draw([...plan]) ?? '', fill: theme.band })
}

function grid(curve: PlanCurve, layout: Layout, { theme, format }: PlanCurveOptions): SvgNode[] {
  const { left, right, bottom, y, x, domain } = layout
  const days = daysOf(curve)
  const ends = [days[0]!, days.at(-1)!] as const
  return [
    ...valueTicks(domain, 4, format).flatMap(({ value, text }) => [
      element('line', { x1: left, y1: y(value), x2: right, y2: y(value), stroke: theme.hairline }),
      label(left - 8, y(value), text, theme, { anchor: 'end' }),
    ]),
    label(x(ends[0]), bottom + 14, writeDay(addDays(ends[0], 0), true), theme),
    label(x(ends[1]), bottom + 14, writeDay(ends[1], true), theme, { anchor: 'end' }),
  ]
}

function markLine(
  { day, name }: { day: Day; name: string },
  index: number,
  { x, left, right, bottom }: Layout,
  { theme }: PlanCurveOptions,
): SvgNode {
  const at = x(day)
  const lane = 8 + 16 * index
  const toLeft = at > (left + right) / 2
  const room = toLeft ? at - left : right - at
  return group({}, [
    element('title', {}, [`${name}, ${writeDay(day, true)}`]),
    element('line', { x1: at, y1: lane - 4, x2: at, y2: bottom, stroke: theme.noise }),
    label(toLeft ? at - 5 : at + 5, lane, fitText(name, size, room), theme, {
      fill: theme.ink,
      anchor: toLeft ? 'end' : 'start',
    }),
  ])
}

function planLine(
  points: readonly PlanPoint[],
  { x, y }: Layout,
  stroke: string,
  dash?: string,
): SvgNode {
  const draw = line<PlanPoint>()
    .x(({ day }) => x(day))
    .y(({ likely }) => y(likely))
    .digits(2)
  return element('path', {
    d: draw([...points]) ?? '',
    fill: 'none',
    stroke,
    'stroke-width': dash === undefined ? 1.5 : 1.25,
    'stroke-dasharray': dash,
  })
}

function endLabel({ plan }: PlanCurve, { x, y }: Layout, { theme }: PlanCurveOptions): SvgNode {
  const last = plan.at(-1)!
  return label(x(last.day) + 8, y(last.likely), 'planned', theme)
}

function realisedDot(
  { day, measured }: RealisedPoint,
  { x, y, right }: Layout,
  { theme, format }: PlanCurveOptions,
): SvgNode | undefined {
  if (measured.kind === 'insufficient') return undefined
  const at = roundCoordinate(x(day))
  const text = formatMeasured(measured, format)
  const beside = at + 9 + textWidth(text, size, 600) > right + 50
  return group({}, [
    element('title', {}, [`${writeDay(day, true)}: ${text}, ${formatRange(measured, format)}`]),
    element('line', {
      x1: at,
      y1: y(measured.low),
      x2: at,
      y2: y(measured.high),
      stroke: theme.bar,
      'stroke-width': 5,
      'stroke-linecap': 'round',
    }),
    element('circle', { cx: at, cy: y(measured.value), r: 4, fill: theme.accent }),
    label(beside ? at - 9 : at + 9, y(measured.value), text, theme, {
      weight: 600,
      fill: theme.ink,
      anchor: beside ? 'end' : 'start',
    }),
  ])
}

function describeCurve({ plan, realised, marks }: PlanCurve, { format }: PlanCurveOptions): string {
  const last = plan.at(-1)!
  const parts = [`planned ${formatValue(last.likely, format)} by ${last.day}`]
  const now = realised.at(-1)
  if (now) parts.push(`realised ${formatMeasured(now.measured, format)} by ${now.day}`)
  for (const { name, day } of marks) parts.push(`${name} on ${day}`)
  return `${parts.join('; ')}.`
}

/** The table twin: planned and realised by day. */
export function planCurveTable(
  { plan, firstPlan = [], realised }: PlanCurve,
  { title, format }: Pick<PlanCurveOptions, 'title' | 'format'>,
): ChartTable {
  const days = [...new Set([...plan, ...firstPlan, ...realised].map(({ day }) => day))].sort()
  const write = (value: number | undefined): string =>
    value === undefined ? '' : formatValue(value, format)
  return {
    caption: title,
    header: ['Up to', 'Planned', 'First plan', 'Realised', 'Range'],
    rows: days.map((day) => {
      const measured = realised.find((point) => point.day === day)?.measured
      return [
        day,
        write(plan.find((point) => point.day === day)?.likely),
        write(firstPlan.find((point) => point.day === day)?.likely),
        measured ? formatMeasured(measured, format) : '',
        measured ? formatRange(measured, format) : '',
      ]
    }),
  }
}
