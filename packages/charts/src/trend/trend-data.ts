import type { Day, Measured, Period } from '@fealty/core'
import { formatGoal, formatMeasured, type ValueFormat } from '../format/measured.ts'
import type { Tone } from '../format/verdict.ts'
import type { Domain } from '../marks/value-scale.ts'
import type { ChartOptions } from '../svg/frame.ts'
import { textWidth } from '../svg/text.ts'

/** One value of a trend. */
export interface TrendPoint {
  period: Period
  measured: Measured
}

/** Something on a day that may explain a change. */
export interface Happening {
  day: Day
  name: string
}

export interface TrendOptions extends ChartOptions {
  format: ValueFormat
  /** px, at least 240; the look is made for 320 to 1000. */
  width: number
  /** px, at least 120; default 260. Lanes for happenings are taken from it. */
  height?: number
  /** Drawn dotted, in the unit of the value. */
  target?: number
  happenings?: readonly Happening[]
  /** From the period that holds the day on, the line bears the tone: only for a change that is real. */
  moved?: { since: Day; tone: Tone }
  /** Points from this day on are forecasts: a broken line in its fan. */
  forecastFrom?: Day
  /** Lowest and highest value of the axis; default: every interval and the target, widened to round values. */
  domain?: Domain
}

/** How a target is written at the end of its line. */
export function targetText(target: number, format: ValueFormat): string {
  return `target ${formatGoal(target, format)}`
}

/** Width in px that the labels at the right end need. */
export function endLabelWidth(points: readonly TrendPoint[], options: TrendOptions): number {
  const last = points.at(-1)?.measured
  const value =
    last?.kind === 'estimate' ? textWidth(formatMeasured(last, options.format), 12, 600) : 0
  const target =
    options.target === undefined ? 0 : textWidth(targetText(options.target, options.format), 12)
  return Math.max(value, target)
}
