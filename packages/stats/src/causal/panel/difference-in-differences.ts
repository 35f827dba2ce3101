import { requireCount, requireFinite, requireNonNegative } from '../../domain/require.ts'
import { insufficient, type Insufficient } from '../../estimate/interval-estimate.ts'
import type { MeanStatistics } from '../../mean/mean-interval.ts'
import { meanStatisticsFromSums } from '../../mean/mean-statistics.ts'
import { judgeDifference, type Comparison } from '../../compare/comparison.ts'
import { estimateMeanEffect } from '../experiment/arm-effects.ts'
import { alwaysValid, type EffectOptions } from '../experiment/effect.ts'

/** Sums over the units of a group that were seen both before and after. */
export interface PairedSums {
  n: number
  sumBefore: number
  sumAfter: number
  sumBeforeBefore: number
  sumAfterAfter: number
  sumBeforeAfter: number
}

/** What changed in the treated group beyond what changed in the control group. */
export interface DifferenceInDifferences extends Comparison {
  /** Mean change of each group, after minus before. */
  treatedChange: number
  controlChange: number
  /** Units in both groups; for unpaired data, observations. */
  n: number
}

type Options = Omit<EffectOptions, 'relative'>

/**
 * Difference in differences on units seen twice: mean change of the treated minus mean change of the
 * others. The error is clustered by unit, since a unit's two outcomes go into one change; it equals
 * the cluster-robust error of the regression with unit and period effects, with the small-sample
 * correction CR2. It claims that without treatment both groups would have changed alike.
 * Source: Card and Krueger (1994), AER 84, table 3; Bertrand, Duflo and Mullainathan (2004), QJE 119;
 * CR2 of Bell and McCaffrey (2002), which for two groups is Welch's t on changes.
 *
 * @returns in the unit of the outcome; insufficient below two units in a group
 * @throws RangeError on sums that are not finite, or negative sums of squares
 */
export function estimateDifferenceInDifferences(
  treated: PairedSums,
  control: PairedSums,
  options: Options = {},
): DifferenceInDifferences | Insufficient {
  const changes = [changeStatistics(treated), changeStatistics(control)] as const
  const { level, sequential } = options
  const effect = estimateMeanEffect(changes[0], changes[1], {
    ...(level === undefined ? {} : { level }),
    ...(sequential === undefined ? {} : { sequential }),
  })
  if (effect.kind === 'insufficient') return effect
  const { difference, low, high, se, p, n } = effect
  return {
    kind: 'comparison',
    difference,
    low,
    high,
    se,
    p,
    level: effect.level,
    method: effect.method.replace('Welch t', 'difference in differences, clustered by unit (CR2)'),
    treatedChange: changes[0].mean,
    controlChange: changes[1].mean,
    n,
  }
}

function changeStatistics(sums: PairedSums): MeanStatistics {
  const { n, sumBefore, sumAfter, sumBeforeBefore, sumAfterAfter, sumBeforeAfter } = sums
  requireFinite('sumBefore', sumBefore)
  requireFinite('sumAfter', sumAfter)
  requireNonNegative('sumBeforeBefore', sumBeforeBefore)
  requireNonNegative('sumAfterAfter', sumAfterAfter)
  requireFinite('sumBeforeAfter', sumBeforeAfter)
  const squares = sumAfterAfter - 2 * sumBeforeAfter + sumBeforeBefore
  const statistics = meanStatisticsFromSums(n, sumAfter - sumBefore, Math.max(0, squares))
  // Equal changes leave a rounding error of the squares, which is no spread.
  const isRounding = statistics.m2 <= 1e-14 * (sumBeforeBefore + sumAfterAfter)
  return isRounding ? { ...statistics, m2: 0 } : statistics
}

/** The four cells of two groups, each seen before and after by other units. */
export interface FourCells {
  treatedBefore: MeanStatistics
  treatedAfter: MeanStatistics
  controlBefore: MeanStatistics
  controlAfter: MeanStatistics
}

/**
 * Difference in differences on repeated cross-sections: other units before than after, or units that
 * cannot be matched. Its error takes the four cells as independent; where the units are the same in
 * truth, the paired form is sharper.
 * Source: Card and Krueger (1994), table 3, column (iii).
 *
 * @returns in the unit of the outcome; insufficient below two observations in a cell
 * @throws RangeError on a negative m2, a mean that is not finite, or n that is not a whole number
 */
export function estimateUnpairedDifferenceInDifferences(
  cells: FourCells,
  { level = 0.95, sequential }: Options = {},
): DifferenceInDifferences | Insufficient {
  const all = [cells.treatedAfter, cells.treatedBefore, cells.controlAfter, cells.controlBefore]
  let n = 0
  for (const cell of all) {
    n += requireCount('n', cell.n)
    requireFinite('mean', cell.mean)
    requireNonNegative('m2', cell.m2)
  }
  const smallest = Math.min(...all.map((cell) => cell.n))
  if (smallest < 2) return insufficient(smallest, 2, 'Each cell needs at least two observations.')
  const variances = all.map((cell) => cell.m2 / (cell.n - 1) / cell.n)
  const variance = variances.reduce((sum, value) => sum + value, 0)
  const treatedChange = cells.treatedAfter.mean - cells.treatedBefore.mean
  const controlChange = cells.controlAfter.mean - cells.controlBefore.mean
  const difference = treatedChange - controlChange
  if (variance === 0 && difference !== 0)
    return insufficient(smallest, smallest + 1, 'No cell varies, so no error can be estimated.')
  const shares = variances.reduce(
    (sum, value, i) => sum + (variance === 0 ? 0 : (value / variance) ** 2 / (all[i]!.n - 1)),
    0,
  )
  const se = Math.sqrt(variance)
  const method = 'difference in differences, independent cells'
  const judged = sequential
    ? alwaysValid(difference, se, n, sequential.tuning, level, method)
    : judgeDifference({
        difference,
        se,
        degreesOfFreedom: shares === 0 ? n - 4 : 1 / shares,
        level,
        method,
      })
  return { ...judged, treatedChange, controlChange, n }
}
