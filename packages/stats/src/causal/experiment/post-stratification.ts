import { judgeDifference } from '../../compare/comparison.ts'
import { studentCritical } from '../../distribution/student-t.ts'
import { requireCount, requireFinite, requireNonNegative } from '../../domain/require.ts'
import { insufficient, type Insufficient } from '../../estimate/interval-estimate.ts'
import type { MeanStatistics } from '../../mean/mean-interval.ts'
import { poolMeanStatistics } from '../../mean/mean-statistics.ts'
import { alwaysValid, type Effect, type EffectOptions } from './effect.ts'

/** One stratum: a group that was known before assignment (plan, region, tenure band). */
export interface Stratum {
  treated: MeanStatistics
  control: MeanStatistics
}

export interface PostStratifiedEffect extends Effect {
  /** Share of the variance of the plain difference that the strata removed. */
  varianceReduction: number
  strata: number
}

interface Sums {
  treated: number
  control: number
  varianceTreated: number
  varianceControl: number
  /** Σ (variance of a part)² / its degrees of freedom, for each arm. */
  fourthTreated: number
  fourthControl: number
}

/**
 * Effect on a mean, post-stratified: arm means are averaged over the strata with the strata's shares
 * of all units, so a chance imbalance between the arms does no harm.
 * D = Σ w_h (ȳ_th − ȳ_ch), var = Σ w_h² (s²_th / n_th + s²_ch / n_ch), w_h = n_h / n; degrees of
 * freedom by Satterthwaite over all parts.
 * Source: Miratrix, Sekhon and Yu (2013), JRSS B 75, 369-396, eq. 2.
 *
 * @returns treated minus control; insufficient where a stratum has fewer than two units in an arm
 * (join it with a like one), and as for means
 * @throws RangeError on a negative m2, a mean that is not finite, or n that is not a whole number
 */
export function estimatePostStratifiedEffect(
  strata: readonly Stratum[],
  { level = 0.95, relative = false, sequential }: EffectOptions = {},
): PostStratifiedEffect | Insufficient {
  let n = 0
  for (const stratum of strata) n += checkArm(stratum.treated) + checkArm(stratum.control)
  const used = strata.filter(({ treated, control }) => treated.n + control.n > 0)
  const smallest = Math.min(...used.map(({ treated, control }) => Math.min(treated.n, control.n)))
  if (used.length === 0 || smallest < 2)
    return insufficient(
      used.length === 0 ? 0 : smallest,
      2,
      'A stratum needs two units in each arm.',
    )
  const sums = sumStrata(used, n)
  const { treated, control } = sums
  if (
    relative &&
    !(Math.abs(control) > studentCritical(level, n - 1) * Math.sqrt(sums.varianceControl))
  )
    return insufficient(n, n + 1, 'The control arm cannot be told from zero.')
  const scale = relative ? control : 1
  const lever = relative ? treated / control : 1
  const variance = sums.varianceTreated + lever ** 2 * sums.varianceControl
  const difference = (treated - control) / scale
  const se = Math.sqrt(variance) / Math.abs(scale)
  if (!(Number.isFinite(difference) && Number.isFinite(se)))
    return insufficient(n, n + 1, 'The control arm cannot be told from zero.')
  if (se === 0 && difference !== 0)
    return insufficient(n, n + 1, 'No stratum varies, so no error can be estimated.')
  const method = 'post-stratified, Welch t'
  const judged = sequential
    ? alwaysValid(difference, se, n, sequential.tuning, level, method)
    : judgeDifference({ difference, se, degreesOfFreedom: degreesOf(sums, n), level, method })
  const plain = plainVariance(used)
  const stratified = sums.varianceTreated + sums.varianceControl
  const varianceReduction = plain === 0 ? 0 : 1 - stratified / plain
  return { ...judged, relative, treated, control, n, strata: used.length, varianceReduction }
}

function checkArm({ n, mean, m2 }: MeanStatistics): number {
  requireFinite('mean', mean)
  requireNonNegative('m2', m2)
  return requireCount('n', n)
}

function sumStrata(strata: readonly Stratum[], n: number): Sums {
  const sums: Sums = {
    treated: 0,
    control: 0,
    varianceTreated: 0,
    varianceControl: 0,
    fourthTreated: 0,
    fourthControl: 0,
  }
  for (const { treated, control } of strata) {
    const weight = (treated.n + control.n) / n
    const ofTreated = weight ** 2 * (treated.m2 / (treated.n - 1) / treated.n)
    const ofControl = weight ** 2 * (control.m2 / (control.n - 1) / control.n)
    sums.treated += weight * treated.mean
    sums.control += weight * control.mean
    sums.varianceTreated += ofTreated
    sums.varianceControl += ofControl
    sums.fourthTreated += ofTreated ** 2 / (treated.n - 1)
    sums.fourthControl += ofControl ** 2 / (control.n - 1)
  }
  return sums
}

function degreesOf(sums: Sums, n: number): number {
  const fourth = sums.fourthTreated + sums.fourthControl
  const degrees = (sums.varianceTreated + sums.varianceControl) ** 2 / fourth
  // Without any spread, or with one so small that its square vanishes, every unit counts.
  return Number.isFinite(degrees) && degrees > 0 ? Math.min(degrees, n) : n
}

function plainVariance(strata: readonly Stratum[]): number {
  const arms = [strata.map(({ treated }) => treated), strata.map(({ control }) => control)]
  return arms.reduce((sum, groups) => {
    const { n, m2 } = poolMeanStatistics(groups)
    return sum + m2 / (n - 1) / n
  }, 0)
}
