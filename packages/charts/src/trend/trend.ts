import {
  describeMeasured,
  formatMeasured,
  formatRange,
  formatSize,
  type ValueFormat,
} from '../format/measured.ts'
import { formatCount } from '../format/number.ts'
import { intervalLine, type PlacedPoint } from '../marks/interval-line.ts'
import { valueTicks } from '../marks/value-scale.ts'
import { chartRoot, emptyNote, type ChartTable } from '../svg/frame.ts'
import { element, group, type SvgNode } from '../svg/node.ts'
import { label } from '../svg/text.ts'
import type { ChartTheme } from '../theme/theme.ts'
import { endLabels } from './end-labels.ts'
import type { HappeningLabel, PlacedHappening } from './happening-lanes.ts'
import { periodAxis } from './period-axis.ts'
import { targetText, type TrendOptions, type TrendPoint } from './trend-data.ts'
import { laneHeight, layOutTrend, type TrendLayout } from './trend-layout.ts'

/**
 * A measure's chart: a line in its band over periods in order of time, coloured from where it moved
 * for real; happenings as named lines, the target dotted, the last value written at its end.
 * Periods with too few have no line, and a small open mark on the axis.
 * @throws RangeError on a size too small or a value that is not finite.
 */
export function trend(points: readonly TrendPoint[], options: TrendOptions): SvgNode {
  const layout = layOutTrend(points, options)
  const { theme } = options
  if (points.length === 0) {
    return chartRoot(options, layout, 'No periods yet.', [
      emptyNote(layout, 'No periods yet', theme),
    ])
  }
  const placed = points.map(({ measured }, index) => ({ x: layout.x.at(index), measured }))
  const known = points.filter(({ period }) => !isForecast(period.start, options)).length
  const drawn = intervalLine(placed.slice(0, known), layout.y, {
    theme,
    ...(layout.toned && { toned: layout.toned }),
  })
  const fan = intervalLine(placed.slice(Math.max(0, known - 1)), layout.y, { theme })
  const hasForecast = known < points.length
  return chartRoot(options, layout, describeTrend(points, options), [
    ...drawn.bands,
    hasForecast ? group({ opacity: 0.6 }, fan.bands) : undefined,
    ...grid(layout, options),
    ...layout.happenings.map((happening) => happeningLine(happening, layout, theme)),
    targetLine(layout, options),
    ...drawn.lines,
    hasForecast ? group({ 'stroke-dasharray': '2 5' }, fan.lines) : undefined,
    ...thinMarks(placed, layout, theme.noise),
    ...endLabels(placed, layout, options),
    ...periodAxis(
      points.map((point) => point.period),
      layout.x,
      layout.bottom,
      theme,
    ),
    hitAreas(points, layout, options.format),
  ])
}

const isForecast = (start: string, { forecastFrom }: TrendOptions): boolean =>
  forecastFrom !== undefined && start >= forecastFrom

function grid(layout: TrendLayout, { theme, format }: TrendOptions): SvgNode[] {
  const { x, y } = layout
  return valueTicks(layout.domain, layout.tickCount, format).flatMap(({ value, text }) => [
    element('line', {
      x1: x.left,
      y1: y(value),
      x2: x.right,
      y2: y(value),
      stroke: theme.hairline,
    }),
    label(x.left - 8, y(value), text, theme, { anchor: 'end' }),
  ])
}

function happeningLine(
  happening: HappeningLabel | PlacedHappening,
  layout: TrendLayout,
  theme: ChartTheme,
): SvgNode {
  const top = 'lane' in happening ? happening.lane * laneHeight + 2 : layout.top - 4
  const name =
    'lane' in happening
      ? label(
          happening.anchor === 'start' ? happening.from : happening.to,
          top + 7,
          happening.name,
          theme,
          { fill: theme.ink, anchor: happening.anchor },
        )
      : undefined
  return group({}, [
    element('title', {}, [happening.name]),
    element('line', {
      x1: happening.x,
      y1: top,
      x2: happening.x,
      y2: layout.bottom,
      stroke: theme.noise,
    }),
    name,
  ])
}

function targetLine({ x, y }: TrendLayout, { target, theme }: TrendOptions): SvgNode | undefined {
  if (target === undefined) return undefined
  return element('line', {
    x1: x.left,
    y1: y(target),
    x2: x.right,
    y2: y(target),
    stroke: theme.muted,
    'stroke-width': 1.25,
    'stroke-dasharray': '1.25 3',
  })
}

function thinMarks(placed: readonly PlacedPoint[], layout: TrendLayout, colour: string): SvgNode[] {
  return placed
    .filter(({ measured }) => measured.kind === 'insufficient')
    .map(({ x }) =>
      element('circle', {
        cx: x,
        cy: layout.bottom - 6,
        r: 2.5,
        fill: 'none',
        stroke: colour,
        'stroke-dasharray': '1.5 1.1',
      }),
    )
}

/** One invisible column per period: a tooltip without a script, and a place for the page's own. */
function hitAreas(
  points: readonly TrendPoint[],
  { x, top, bottom }: TrendLayout,
  format: ValueFormat,
): SvgNode {
  return group(
    { fill: 'transparent' },
    points.map(({ period, measured }, index) => {
      const from = Math.max(x.left, x.at(index) - x.step / 2)
      const to = Math.min(x.right, x.at(index) + x.step / 2)
      return element(
        'rect',
        { 'data-index': index, x: from, y: top, width: to - from, height: bottom - top },
        [element('title', {}, [`${period.label}: ${describeMeasured(measured, format)}`])],
      )
    }),
  )
}

function describeTrend(points: readonly TrendPoint[], options: TrendOptions): string {
  const { format, target, moved, happenings = [] } = options
  const last = points.at(-1)!
  const told = isForecast(last.period.start, options) ? 'forecast for the last' : 'latest'
  const parts = [
    `${formatCount(points.length)} periods, ${points[0]!.period.label} to ${last.period.label}`,
    `${told} ${describeMeasured(last.measured, format)}`,
  ]
  if (target !== undefined) parts.push(targetText(target, format))
  if (moved && moved.tone !== 'neutral') parts.push(`${moved.tone} since ${moved.since}`)
  for (const { name, day } of happenings) parts.push(`${name} on ${day}`)
  return `${parts.join('; ')}.`
}

/** The table twin: one row per period, with what happened in it. */
export function trendTable(
  points: readonly TrendPoint[],
  options: Pick<TrendOptions, 'title' | 'format' | 'happenings'>,
): ChartTable {
  const { format, happenings = [] } = options
  return {
    caption: options.title,
    header: ['Period', 'Value', 'Range', 'n', 'Happenings'],
    rows: points.map(({ period, measured }) => [
      period.label,
      formatMeasured(measured, format),
      formatRange(measured, format),
      formatSize(measured),
      happenings
        .filter(({ day }) => day >= period.start && day < period.end)
        .map(({ name, day }) => `${name} (${day})`)
        .join(', '),
    ]),
  }
}
