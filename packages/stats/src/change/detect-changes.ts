import { normalCritical } from '../distribution/normal.ts'
import { studentCritical } from '../distribution/student-t.ts'
import { requireCount, requireOpenUnit } from '../domain/require.ts'
import { insufficient, type Insufficient } from '../estimate/interval-estimate.ts'
import { simulatePenalty } from './change-penalty.ts'
import { extraVarianceFromDifferences } from './difference-scale.ts'
import {
  addVariance,
  checkExtraVariance,
  checkSizedSeries,
  type SizedSeries,
  type ExtraVariance,
} from './estimate-series.ts'
import { partitionOptimally, runningSums } from './optimal-partition.ts'
import { scanSplits } from './scan-splits.ts'
import { intervalOfShift, type ShiftInterval } from './shift-interval.ts'

/** A stretch of periods on one level. */
export interface SeriesLevel {
  /** First period of the level, and the period after its last. */
  start: number
  end: number
  /** Precision-weighted mean, in the unit of the values. */
  value: number
  low: number
  high: number
  se: number
}

/** A series as levels and the changes between them. */
export interface LevelChanges {
  kind: 'level-changes'
  /** One more than `changes`; a single level means that no change was found. */
  levels: SeriesLevel[]
  /** Each against the level before and after it. */
  changes: ShiftInterval[]
  /** What a change must gain in weighted squares to be called one. */
  penalty: number
  extraVariance: number
  level: number
  n: number
  method: string
}

export interface LevelChangesOptions {
  level?: number
  extraVariance?: ExtraVariance
  /** Seed of the simulated penalty, 1 unless told. */
  seed?: number
  /** How many series the penalty is simulated from, 999 unless told. */
  simulations?: number
}

/**
 * Finds every level of a series that moves any number of times.
 *
 * The partition makes Σ (y − level)²/variance + penalty × changes least, exactly (PELT). The
 * penalty is simulated for the variances of this very series, so that a series without a change
 * shows one with probability 1 − level. The interval of each change takes its two neighbours as
 * given. Where the extra variance is estimated it comes from the differences of neighbouring
 * periods, which a few changes hardly touch, and the penalty pays for its estimation.
 *
 * Time grows with simulations × periods²: 0.1 s at 100 periods.
 *
 * @returns insufficient below 3 periods, or 8 where the extra variance is estimated
 * @throws RangeError as `detectLevelShift`, and on a seed or simulations that are no whole numbers
 */
export function detectLevelChanges(
  series: SizedSeries,
  {
    level = 0.95,
    extraVariance = 'estimated',
    seed = 1,
    simulations = 999,
  }: LevelChangesOptions = {},
): LevelChanges | Insufficient {
  requireOpenUnit('level', level)
  requireCount('seed', seed)
  requireCount('simulations', simulations)
  const extra = checkExtraVariance(extraVariance)
  const { values, sampling } = checkSizedSeries(series)
  const isScaled = extra === 'estimated'
  const n = values.length
  const minimum = isScaled ? 8 : 3
  if (n < minimum)
    return insufficient(n, minimum, `Changes cannot be told from chance in ${n} periods.`)
  const extraUsed = isScaled ? extraVarianceFromDifferences(values, sampling) : extra
  const variances = addVariance(sampling, extraUsed)
  const penalty = simulatePenalty(variances, { level, simulations, seed, isScaled })
  const { starts } =
    penalty === Infinity
      ? { starts: [0] }
      : partitionOptimally(runningSums(values, variances), penalty)
  const freedom = isScaled ? Math.max(1, n - starts.length) : Infinity
  const critical = isScaled ? studentCritical(level, freedom) : normalCritical(level)
  const levels = describeLevels(values, variances, starts, critical)
  const changes = levels.slice(1).map(({ start, end }, i) => {
    const from = levels[i]!.start
    const scan = scanSplits(values.subarray(from, end), variances.subarray(from, end), 1)
    // The partition is optimal, so the best split between two neighbours is the change itself.
    const best = { ...scan, at: start - from }
    return moveBy(intervalOfShift(best, { level, freedom, critical }), from)
  })
  return {
    kind: 'level-changes',
    levels,
    changes,
    penalty,
    extraVariance: extraUsed,
    level,
    n,
    method: isScaled
      ? 'optimal partition, simulated penalty, extra variance from differences'
      : 'optimal partition, simulated penalty, known variances',
  }
}

function describeLevels(
  values: Float64Array,
  variances: Float64Array,
  starts: readonly number[],
  critical: number,
): SeriesLevel[] {
  return starts.map((start, i) => {
    const end = starts[i + 1] ?? values.length
    let weight = 0
    let value = 0
    for (let t = start; t < end; t += 1) {
      weight += 1 / variances[t]!
      value += (values[t]! - value) / variances[t]! / weight
    }
    const se = 1 / Math.sqrt(weight)
    return { start, end, value, low: value - critical * se, high: value + critical * se, se }
  })
}

function moveBy(shift: ShiftInterval, from: number): ShiftInterval {
  return {
    ...shift,
    at: shift.at + from,
    earliest: shift.earliest + from,
    latest: shift.latest + from,
    candidates: shift.candidates.map((candidate) => candidate + from),
  }
}
