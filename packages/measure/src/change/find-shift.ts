import type { Measured } from '@fealty/core'
import { compareEstimates } from '@fealty/stats'

/** How many periods on either side are pooled into a level. */
const levelPeriods = 6

/**
 * The first period of the present level, when the level has changed for real; else null.
 *
 * Every split of the trend is tried: the mean of the periods from it on against the mean of those
 * before it, each weighted by its precision; the p-value of the best split is multiplied by the
 * number of splits (Bonferroni), so a trend that is all noise is called moved in at most
 * `1 − level` of cases.
 *
 * @param trend oldest first; periods without an estimate are skipped
 */
export function findShift(trend: readonly Measured[], level: number): number | null {
  const points = trend.flatMap((measured, index) =>
    measured.kind === 'estimate' && measured.se !== undefined && measured.se > 0
      ? [{ index, value: measured.value, weight: 1 / measured.se ** 2 }]
      : [],
  )
  const splits = points.slice(1).map((point, position) => {
    const before = poolLevel(points.slice(Math.max(0, position + 1 - levelPeriods), position + 1))
    const after = poolLevel(points.slice(position + 1))
    return { index: point.index, p: compareEstimates(after, before, { level }).p }
  })
  if (splits.length === 0) return null
  const best = splits.reduce((a, b) => (b.p < a.p ? b : a))
  return best.p * splits.length < 1 - level ? best.index : null
}

function poolLevel(points: readonly { value: number; weight: number }[]): {
  value: number
  se: number
} {
  const weight = points.reduce((sum, point) => sum + point.weight, 0)
  const value = points.reduce((sum, point) => sum + point.value * point.weight, 0) / weight
  return { value, se: 1 / Math.sqrt(weight) }
}
