import type { Tone } from '../format/verdict.ts'
import {
  checkDomain,
  clampedScale,
  domainOf,
  valueTicks,
  widenToTicks,
  widestTick,
  type Domain,
  type ValueScale,
} from '../marks/value-scale.ts'
import { checkSize } from '../svg/frame.ts'
import { placeHappenings, type HappeningLabel, type PlacedHappening } from './happening-lanes.ts'
import { periodIndexOf, periodScale, placeDay, type PeriodScale } from './period-axis.ts'
import { endLabelWidth, type TrendOptions, type TrendPoint } from './trend-data.ts'

/** Where everything of a trend stands, in px. */
export interface TrendLayout {
  width: number
  height: number
  /** Frame of the plot: between them the intervals are drawn. */
  top: number
  bottom: number
  x: PeriodScale
  y: ValueScale
  domain: Domain
  tickCount: number
  happenings: readonly (HappeningLabel | PlacedHappening)[]
  /** From this x on the line bears the tone. */
  toned?: { fromX: number; tone: Tone }
}

export const laneHeight = 17
/** Room under the plot for two lines of labels. */
const axisHeight = 40

/** Computes the frame from the labels that must fit around it. */
export function layOutTrend(points: readonly TrendPoint[], options: TrendOptions): TrendLayout {
  const width = checkSize('width', options.width, 240)
  const height = checkSize('height', options.height ?? 260, 120)
  const tickCount = Math.max(2, Math.floor((height - axisHeight) / 50))
  const domain = trendDomain(points, options, tickCount)
  const left = widestTick(valueTicks(domain, tickCount, options.format), 12) + 12
  const right = width - endLabelWidth(points, options) - 14
  const x = periodScale(points.length, left, right)
  const happenings = placeHappenings(placeAll(points, options, x), left, width)
  const lanes = Math.max(0, ...happenings.map((each) => ('lane' in each ? each.lane + 1 : 0)))
  const bottom = height - axisHeight
  // With many names the plot keeps at least 60 px, and the lowest names stand over it.
  const top = Math.min(8 + lanes * laneHeight, bottom - 60)
  const y = clampedScale(domain, [bottom, top])
  const toned = tonedPart(points, options, x)
  return {
    width,
    height,
    top,
    bottom,
    x,
    y,
    domain,
    tickCount,
    happenings,
    ...(toned && { toned }),
  }
}

function trendDomain(
  points: readonly TrendPoint[],
  { domain, target }: TrendOptions,
  tickCount: number,
): Domain {
  if (domain) return checkDomain(domain)
  const measured = points.map((point) => point.measured)
  const [low, high] = domainOf(measured, target === undefined ? [] : [target])
  return widenToTicks(low, high, tickCount)
}

function placeAll(
  points: readonly TrendPoint[],
  { happenings = [] }: TrendOptions,
  x: PeriodScale,
): PlacedHappening[] {
  const periods = points.map((point) => point.period)
  return happenings
    .flatMap(({ day, name }) => {
      const at = placeDay(day, periods, x)
      return at === undefined ? [] : [{ x: at, name }]
    })
    .sort((a, b) => a.x - b.x)
}

function tonedPart(
  points: readonly TrendPoint[],
  { moved }: TrendOptions,
  x: PeriodScale,
): TrendLayout['toned'] {
  const first = points[0]
  if (!first || !moved || moved.tone === 'neutral') return undefined
  const index = periodIndexOf(
    moved.since,
    points.map((point) => point.period),
  )
  if (index !== undefined) return { fromX: x.at(index), tone: moved.tone }
  return moved.since < first.period.start ? { fromX: x.at(0), tone: moved.tone } : undefined
}
