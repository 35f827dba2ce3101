import { dayNumber } from '@fealty/core'
import { formatCount } from '../format/number.ts'
import type { ValueScale } from '../marks/value-scale.ts'
import { element, group, type SvgNode } from '../svg/node.ts'
import { fitText, label, textWidth } from '../svg/text.ts'
import type { ChartTheme } from '../theme/theme.ts'
import type { CustomerEvent } from './customer-event.ts'

interface Lane {
  /** From days since 1970 to px. */
  x: ValueScale
  middle: number
  theme: ChartTheme
  /** Last day of the axis, in days since 1970: where what still runs ends. */
  end: number
}

const scoreRadius = 8.5
const dotRadius = 4
const size = 11

/** Draws the events of one row: what lasts as bars, the rest as dots, dots that would overlap as one. */
export function drawLane(events: readonly CustomerEvent[], lane: Lane): SvgNode[] {
  const lasting = events.filter((event) => event.until !== undefined)
  const moments = events.filter((event) => event.until === undefined)
  return [
    ...lasting.map((event) => drawSpan(event, lane)),
    ...clusters(moments, lane).map((each) => drawCluster(each, lane)),
  ]
}

function drawSpan(event: CustomerEvent, { x, middle, theme, end }: Lane): SvgNode {
  const from = x(dayNumber(event.day))
  const until = event.until ?? undefined
  const to = until === undefined ? x(end) : x(dayNumber(until))
  // A little shorter than its days, so that one that follows on the same day is told apart.
  const width = Math.max(2, to - from - 1.5)
  const text = fitText(event.name, size, width - 12)
  const dates = `${event.day} to ${until ?? 'now'}`
  return group({}, [
    element('title', {}, [`${event.name}, ${dates}`]),
    element('rect', { x: from, y: middle - 9, width, height: 18, rx: 3, fill: theme.bar }),
    // What still runs has an open end: a line where a closed one just stops.
    until === undefined
      ? element('line', {
          x1: to,
          y1: middle - 9,
          x2: to,
          y2: middle + 9,
          stroke: theme.accent,
          'stroke-width': 2,
        })
      : undefined,
    textWidth(text, size) <= width - 12 && text.length > 2
      ? label(from + 6, middle, text, theme, { size, fill: theme.ink })
      : undefined,
  ])
}

interface Cluster {
  /** px */
  from: number
  to: number
  events: CustomerEvent[]
}

function halfWidth({ events }: Cluster): number {
  if (events.length > 1) return textWidth(formatCount(events.length), size) / 2 + 6
  return events[0]?.score === undefined ? dotRadius : scoreRadius
}

/** Joins neighbours whose marks would overlap, from left to right, until none do. */
function clusters(events: readonly CustomerEvent[], { x }: Lane): Cluster[] {
  const joined: Cluster[] = []
  for (const event of events.toSorted((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0))) {
    const at = x(dayNumber(event.day))
    let current: Cluster = { from: at, to: at, events: [event] }
    for (let last = joined.at(-1); last && overlaps(last, current); last = joined.at(-1)) {
      joined.pop()
      current = { from: last.from, to: at, events: [...last.events, ...current.events] }
    }
    joined.push(current)
  }
  return joined
}

function centreOf({ from, to }: Cluster): number {
  return (from + to) / 2
}

function overlaps(left: Cluster, right: Cluster): boolean {
  return centreOf(right) - centreOf(left) < halfWidth(left) + halfWidth(right) + 1
}

function drawCluster(cluster: Cluster, { middle, theme }: Lane): SvgNode {
  const { events } = cluster
  const only = events.length === 1 ? events[0]! : undefined
  const at = centreOf(cluster)
  const title = element('title', {}, [
    events.map((event) => `${event.day} ${event.name}`).join('\n'),
  ])
  if (!only) {
    const text = formatCount(events.length)
    const width = Math.max(18, 2 * halfWidth(cluster) - 1)
    return group({}, [
      title,
      element('rect', {
        x: at - width / 2,
        y: middle - 9,
        width,
        height: 18,
        rx: 9,
        fill: theme.bar,
      }),
      label(at, middle, text, theme, { size, fill: theme.ink, anchor: 'middle' }),
    ])
  }
  const paint = only.band === undefined ? undefined : theme[only.band]
  if (only.score === undefined) {
    const fill = paint?.background ?? theme.accent
    return group({}, [title, element('circle', { cx: at, cy: middle, r: dotRadius, fill })])
  }
  return group({}, [
    title,
    element('circle', { cx: at, cy: middle, r: scoreRadius, fill: paint?.background ?? theme.bar }),
    label(at, middle, only.score.slice(0, 2), theme, {
      size,
      fill: paint?.text ?? theme.ink,
      anchor: 'middle',
    }),
  ])
}
