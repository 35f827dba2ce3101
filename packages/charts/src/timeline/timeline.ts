import { dayNumber, type Day } from '@fealty/core'
import { extent } from 'd3-array'
import { formatCount } from '../format/number.ts'
import { clampedScale, type ValueScale } from '../marks/value-scale.ts'
import {
  chartRoot,
  checkSize,
  emptyNote,
  type ChartOptions,
  type ChartTable,
} from '../svg/frame.ts'
import { element, group, type SvgNode } from '../svg/node.ts'
import { fitText, label, textWidth } from '../svg/text.ts'
import { calendarTicks } from './day-axis.ts'
import type { CustomerEvent } from './customer-event.ts'
import { drawLane } from './lane-marks.ts'

export interface TimelineOptions extends ChartOptions {
  /** Rows from top to bottom; an empty one is drawn too, as nothing happening is news. */
  lanes: readonly string[]
  /** First and last day of the axis; default: those of the events. What still runs ends with it. */
  from?: Day
  to?: Day
  /** px, at least 280. */
  width: number
  /** px per row, at least 24; default 36. */
  laneHeight?: number
}

const size = 12
const inset = 11

interface Span {
  from: Day
  to: Day
}

function spanOf(events: readonly CustomerEvent[], options: TimelineOptions): Span | undefined {
  const days = events.flatMap(({ day, until }) =>
    until === undefined || until === null ? [day] : [day, until],
  )
  const [first, last] = extent(days)
  const from = options.from ?? first
  const to = options.to ?? last
  return from === undefined || to === undefined ? undefined : { from, to }
}

/**
 * What happened with one customer, by kind, on one time axis. Events of a row that would overlap are
 * drawn as one mark with their count. Events outside the axis are left out.
 * @throws FealtyError `input.day` on a day that is no calendar day.
 */
export function timeline(events: readonly CustomerEvent[], options: TimelineOptions): SvgNode {
  const width = checkSize('width', options.width, 280)
  const laneHeight = checkSize('laneHeight', options.laneHeight ?? 36, 24)
  const height = Math.max(60, options.lanes.length * laneHeight + 24)
  const { theme } = options
  const span = spanOf(events, options)
  if (!span) {
    return chartRoot(options, { width, height }, 'Nothing has happened yet.', [
      emptyNote({ width, height }, 'Nothing has happened yet', theme),
    ])
  }
  const left =
    Math.min(width * 0.3, Math.max(0, ...options.lanes.map((lane) => textWidth(lane, size)))) + 14
  const days: [number, number] = [dayNumber(span.from), dayNumber(span.to)]
  if (days[1] <= days[0]) days[1] = days[0] + 1
  const x = clampedScale(days, [left + inset, width - inset])
  const bottom = options.lanes.length * laneHeight
  const lanes = options.lanes.map((lane, index) => {
    const middle = index * laneHeight + laneHeight / 2
    const mine = events.filter((event) => event.lane === lane && isInside(event, span))
    return group({}, [
      label(0, middle, fitText(lane, size, left - 14), theme),
      element('line', { x1: left, y1: middle, x2: width, y2: middle, stroke: theme.track }),
      ...drawLane(mine, { x, middle, theme, end: days[1] }),
    ])
  })
  return chartRoot(options, { width, height }, describeEvents(events, span, options), [
    ...drawAxis(span, x, { left, width, bottom }, options),
    ...lanes,
  ])
}

function isInside({ day, until }: CustomerEvent, span: Span): boolean {
  const last = until === null ? span.to : (until ?? day)
  return day <= span.to && last >= span.from
}

function drawAxis(
  span: Span,
  x: ValueScale,
  frame: { left: number; width: number; bottom: number },
  { theme }: TimelineOptions,
): SvgNode[] {
  const count = Math.max(2, Math.floor((frame.width - frame.left) / 56))
  const ticks = calendarTicks(span.from, span.to, count).flatMap(({ day, text }) => {
    const at = x(dayNumber(day))
    const isYear = /^\d{4}$/.test(text)
    const half = textWidth(text, size) / 2
    const labelAt = Math.min(Math.max(at, frame.left + half - inset), frame.width - half)
    return [
      element('line', {
        x1: at,
        y1: 0,
        x2: at,
        y2: frame.bottom,
        stroke: isYear ? theme.hairline : theme.track,
      }),
      label(labelAt, frame.bottom + 14, text, theme, {
        anchor: 'middle',
        fill: isYear ? theme.ink : theme.muted,
      }),
    ]
  })
  const { bottom, left, width } = frame
  return [
    ...ticks,
    element('line', { x1: left, y1: bottom, x2: width, y2: bottom, stroke: theme.hairline }),
  ]
}

function describeEvents(
  events: readonly CustomerEvent[],
  span: Span,
  { lanes }: TimelineOptions,
): string {
  const counts = lanes.map((lane) => {
    const count = events.filter((event) => event.lane === lane && isInside(event, span)).length
    return `${lane}: ${formatCount(count)}`
  })
  return `${span.from} to ${span.to}. ${counts.join('; ')}.`
}

/** The table twin, in order of time. */
export function timelineTable(
  events: readonly CustomerEvent[],
  options: Pick<TimelineOptions, 'title'>,
): ChartTable {
  const ordered = events.toSorted((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0))
  return {
    caption: options.title,
    header: ['Day', 'Until', 'Kind', 'What'],
    rows: ordered.map(({ day, until, lane, name }) => [
      day,
      until === null ? 'running' : (until ?? ''),
      lane,
      name,
    ]),
  }
}
