import { requireFinite, requireNonNegative, requirePositive } from '../domain/require.ts'
import { cusumLimit, cusumRunLength } from './cusum-run-length.ts'
import { addVariance, checkSeries, type EstimateSeries } from './estimate-series.ts'

/** The state of a two-sided CUSUM after the last period. */
export interface LevelMonitor {
  kind: 'level-monitor'
  /** Evidence of a higher and of a lower level after each period, in standard errors; 0 is none. */
  up: Float64Array
  down: Float64Array
  /** Evidence at which the alarm rings, in standard errors. */
  limit: number
  alarms: LevelAlarm[]
  /** Periods between false alarms on average, while the level is the target. */
  falseAlarmEvery: number
  /** Periods till the alarm on average, once the level has moved by `shift`. */
  periodsToAlarm: number
  method: string
}

export interface LevelAlarm {
  /** Period in which the alarm rang. */
  at: number
  direction: 'up' | 'down'
  /** First period of the run that led to it: when the level is likely to have moved. */
  since: number
}

export interface LevelMonitorOptions {
  /** The level that is to be kept, in the unit of the values, known from long experience. */
  target: number
  /** Periods between false alarms on average, 370 unless told (that of a three-sigma chart). */
  falseAlarmEvery?: number
  /** The shift to be found soonest, in standard errors of a single period, 1 unless told. */
  shift?: number
  /** Variance between periods beside sampling error, in the squared unit of the values, known. */
  extraVariance?: number
}

/**
 * Watches a series period by period and rings when its level leaves the target: a two-sided CUSUM
 * of z = (y − target)/√(se² + extra), which starts anew after each alarm. Because each period is
 * standardised by its own standard error, periods with few and many answers mix without harm, and
 * the run lengths are exact for normal estimates.
 *
 * An estimated target shortens the runs: take it from at least ten times the periods that
 * `periodsToAlarm` says, or monitor with `detectLevelShift` instead.
 * Source: Page (1954), Biometrika 41, 100-115; Montgomery, Statistical Quality Control, 9.1.
 *
 * @throws RangeError as `detectLevelShift`; on a target not finite, a shift not above 0, a run
 * length that no limit gives
 */
export function monitorLevel(
  series: EstimateSeries,
  { target, falseAlarmEvery = 370, shift = 1, extraVariance = 0 }: LevelMonitorOptions,
): LevelMonitor {
  requireFinite('target', target)
  requirePositive('shift', shift)
  const { values, sampling } = checkSeries(series)
  const variances = addVariance(sampling, requireNonNegative('extraVariance', extraVariance))
  const k = shift / 2
  const limit = cusumLimit(k, falseAlarmEvery)
  const z = values.map((value, i) => (value - target) / Math.sqrt(variances[i]!))
  return {
    kind: 'level-monitor',
    ...accumulate(z, k, limit),
    limit,
    falseAlarmEvery,
    periodsToAlarm: cusumRunLength(k, limit, shift),
    method: 'two-sided CUSUM',
  }
}

function accumulate(
  z: Float64Array,
  k: number,
  limit: number,
): Pick<LevelMonitor, 'up' | 'down' | 'alarms'> {
  const sums = { up: new Float64Array(z.length), down: new Float64Array(z.length) }
  const since = { up: 0, down: 0 }
  const evidence = { up: 0, down: 0 }
  const alarms: LevelAlarm[] = []
  z.forEach((value, at) => {
    for (const direction of ['up', 'down'] as const) {
      if (evidence[direction] === 0) since[direction] = at
      const step = (direction === 'up' ? value : -value) - k
      evidence[direction] = Math.max(0, evidence[direction] + step)
      sums[direction][at] = evidence[direction]
    }
    const ringing = (['up', 'down'] as const).filter((side) => evidence[side] > limit)
    if (ringing.length === 0) return
    for (const direction of ringing) alarms.push({ at, direction, since: since[direction] })
    evidence.up = 0
    evidence.down = 0
  })
  return { ...sums, alarms }
}
