import { insufficient, type Measured } from '@fealty/core'
import type { ArmStatistics, WindowSums } from '@fealty/measure'
import {
  meanInterval,
  meanStatisticsFromSums,
  ratioInterval,
  type CovariateSums,
  type MeanStatistics,
  type PairedSums,
  type RatioCovariateSums,
  type RatioStatistics,
} from '@fealty/stats'

/** The sums of a window as the ratio kernels take them. */
export function toRatio({ n, y, x, yy, xx, xy }: WindowSums, units = n): RatioStatistics {
  return { n: units, sumY: y, sumX: x, sumYY: yy, sumXX: xx, sumXY: xy }
}

/** The sums of a window as a mean over all units of the arm. */
export function toMean({ units }: ArmStatistics, { y, yy }: WindowSums): MeanStatistics {
  return meanStatisticsFromSums(units, y, yy)
}

/** The outcome of an arm by itself, with its interval. */
export function armOutcome(arm: ArmStatistics, window: number, perUnit: boolean): Measured {
  const sums = arm.windows[window]!
  if (perUnit) return meanInterval(toMean(arm, sums))
  if (sums.n === 0) return insufficient(0, 2, 'Nothing was measured here.')
  return ratioInterval(toRatio(sums))
}

/** Outcome and past of a mean per unit, for CUPED. */
export function toCovariateSums({ units, windows, cross }: ArmStatistics): CovariateSums {
  const [before, now] = windows as [WindowSums, WindowSums]
  return {
    n: units,
    sumY: now.y,
    sumYY: now.yy,
    sumX: before.y,
    sumXX: before.yy,
    sumXY: cross.yy,
  }
}

/** Outcome and past of a ratio, over the units that have an outcome. */
export function toRatioCovariateSums({ windows, cross }: ArmStatistics): RatioCovariateSums {
  const [before, now] = windows as [WindowSums, WindowSums]
  return {
    during: toRatio(now),
    before: toRatio(before, now.n),
    sumNumeratorNumerator: cross.yy,
    sumNumeratorDenominator: cross.xy,
    sumDenominatorNumerator: cross.yx,
    sumDenominatorDenominator: cross.xx,
  }
}

/** A sum before and after per unit, the past brought to the length of the time after. */
export function toPairedSums({ units, windows, cross }: ArmStatistics, scale: number): PairedSums {
  const [before, now] = windows as [WindowSums, WindowSums]
  return {
    n: units,
    sumBefore: scale * before.y,
    sumAfter: now.y,
    sumBeforeBefore: scale * scale * before.yy,
    sumAfterAfter: now.yy,
    sumBeforeAfter: scale * cross.yy,
  }
}

/**
 * A ratio as a cell of a comparison over time: n units, the ratio, and the spread that gives its
 * clustered error. Cells are taken as independent, though some answer twice: what a customer feels
 * both times lies on both sides of the change, so the error is rather too large than too small.
 */
export function toCell(sums: WindowSums): MeanStatistics | null {
  const interval = sums.n < 2 ? null : ratioInterval(toRatio(sums))
  if (interval === null || interval.kind === 'insufficient') return null
  const { n, value, se } = interval
  return { n, mean: value, m2: se * se * n * (n - 1) }
}
