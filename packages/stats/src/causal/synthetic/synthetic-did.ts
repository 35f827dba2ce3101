import { judgeDifference, type Comparison } from '../../compare/comparison.ts'
import { insufficient, type Insufficient } from '../../estimate/interval-estimate.ts'
import { drawPlacebos, type PlaceboDraws } from './placebo-groups.ts'
import {
  solveSimplexByFrankWolfe,
  solveSimplexExactly,
  type SimplexProblem,
} from './simplex-weights.ts'
import { checkBlock, meanBetween, meanRow, type TreatedBlock } from './treated-block.ts'

export type SyntheticMethod = 'synthetic-did' | 'synthetic-control' | 'difference-in-differences'

export interface SyntheticOptions {
  /** Which of the three estimators; 'synthetic-did' unless told. */
  method?: SyntheticMethod
  /**
   * 'published' (unless told) stops where the paper's program stops, so its numbers come out;
   * 'exact' goes to the minimum.
   */
  solver?: 'published' | 'exact'
  level?: number
  /** Only for two or more treated units: how many sets of donors play them, drawn from a seed. */
  placebo?: PlaceboDraws
}

export interface SyntheticEffect {
  kind: 'synthetic-effect'
  /** Mean effect on the treated over the periods after, in the unit of the outcome. */
  value: number
  /** The effect in each period after. */
  curve: Float64Array
  /** Weight of each donor, Σ = 1. */
  unitWeights: Float64Array
  /** Weight of each period before, Σ = 1; all 0 for the synthetic control. */
  timeWeights: Float64Array
  /** Root mean squared gap of treated and weighted donors before, level difference apart. */
  preGap: number
  /** Effects that untreated donors show when each is taken for the treated one. */
  placebos: Float64Array
  /** Interval and p-value by the normal law, with the placebos' standard deviation as error. */
  judged: Comparison | Insufficient
  /** Share of placebos, the effect itself among them, that are as large: at least 1 / (placebos + 1). */
  placeboP: number
}

interface Tuning {
  /** Standard deviation of period-to-period changes of the donors before. */
  noise: number
  zeta: number
  method: SyntheticMethod
  solver: 'published' | 'exact'
}

/** The ridge that the paper calls infinitesimal, in units of noise. */
const infinitesimal = 1e-6

/**
 * Synthetic difference in differences: donors are weighted so that they move like the treated
 * before, periods before so that they predict those after, and then changes are compared. Two
 * special cases: all weights equal is difference in differences; no level difference allowed and no
 * time weights is the synthetic control.
 * Source: Arkhangelsky, Athey, Hirshberg, Imbens and Wager (2021), American Economic Review 111,
 * 4088-4118: weights eq. 4-6 with ζ = (N_tr T_post)^¼ σ̂, effect by algorithm 1, placebo error by
 * algorithm 4, over every donor instead of a random draw of them where one unit is treated.
 *
 * @returns insufficient below two donors, two periods before or one after
 * @throws RangeError on rows of different lengths or outcomes that are not finite
 */
export function estimateSyntheticEffect(
  block: TreatedBlock,
  { method = 'synthetic-did', solver = 'published', level = 0.95, placebo }: SyntheticOptions = {},
): SyntheticEffect | Insufficient {
  const short = checkBlock(block)
  if (short) return short
  const { donors, treated, prePeriods } = block
  const noise = changeDeviation(donors, prePeriods)
  const cells = treated.length * (donors[0]!.length - prePeriods)
  const strength = method === 'synthetic-did' ? cells ** 0.25 : infinitesimal
  const tuning: Tuning = { noise, zeta: strength * noise, method, solver }
  const main = solveBlock(block, tuning)
  const groups = drawPlacebos(donors.length, treated.length, placebo)
  const placebos = Float64Array.from(groups, (group) => {
    const chosen = new Set(group)
    const stand = group.map((unit) => donors[unit]!)
    const rest = donors.filter((_, unit) => !chosen.has(unit))
    return solveBlock({ donors: rest, treated: stand, prePeriods }, tuning).value
  })
  const asLarge = placebos.reduce(
    (count, value) => count + (Math.abs(value) >= Math.abs(main.value) ? 1 : 0),
    0,
  )
  return {
    kind: 'synthetic-effect',
    ...main,
    placebos,
    judged: judge(main.value, placebos, level),
    placeboP: (1 + asLarge) / (1 + placebos.length),
  }
}

function judge(value: number, placebos: Float64Array, level: number): Comparison | Insufficient {
  const count = placebos.length
  if (count < 2)
    return insufficient(count, 2, 'Too few donors, or no seed, to take donors for the treated.')
  const mean = meanBetween(placebos, 0, count)
  const se = Math.sqrt(placebos.reduce((sum, effect) => sum + (effect - mean) ** 2, 0) / count)
  if (se === 0 && value !== 0)
    return insufficient(count, count + 1, 'The donors do not vary, so no error can be estimated.')
  return judgeDifference({ difference: value, se, level, method: 'placebo, normal' })
}

function changeDeviation(donors: readonly Float64Array[], prePeriods: number): number {
  const changes = donors.flatMap((row) =>
    Array.from({ length: prePeriods - 1 }, (_, t) => row[t + 1]! - row[t]!),
  )
  const mean = changes.reduce((sum, change) => sum + change, 0) / changes.length
  const squares = changes.reduce((sum, change) => sum + (change - mean) ** 2, 0)
  return Math.sqrt(squares / (changes.length - 1))
}

type Solved = Pick<SyntheticEffect, 'value' | 'curve' | 'unitWeights' | 'timeWeights' | 'preGap'>

function solveBlock(block: TreatedBlock, tuning: Tuning): Solved {
  const { donors, prePeriods } = block
  const periods = donors[0]!.length
  const treated = meanRow(block.treated)
  const unitWeights = unitWeightsOf(donors, treated, prePeriods, tuning)
  const timeWeights = timeWeightsOf(donors, prePeriods, tuning)
  const gaps = treated.map((value, t) => {
    let sum = value
    donors.forEach((row, unit) => (sum -= unitWeights[unit]! * row[t]!))
    return sum
  })
  const base = timeWeights.reduce((sum, weight, t) => sum + weight * gaps[t]!, 0)
  const curve = gaps.slice(prePeriods).map((gap) => gap - base)
  const level = tuning.method === 'synthetic-control' ? 0 : meanBetween(gaps, 0, prePeriods)
  const squares = gaps.slice(0, prePeriods).reduce((sum, gap) => sum + (gap - level) ** 2, 0)
  return {
    value: meanBetween(curve, 0, periods - prePeriods),
    curve,
    unitWeights,
    timeWeights,
    preGap: Math.sqrt(squares / prePeriods),
  }
}

function unitWeightsOf(
  donors: readonly Float64Array[],
  treated: Float64Array,
  prePeriods: number,
  tuning: Tuning,
): Float64Array {
  if (tuning.method === 'difference-in-differences')
    return new Float64Array(donors.length).fill(1 / donors.length)
  const centre = tuning.method === 'synthetic-did'
  const before = (row: Float64Array) => shiftToMean(row.slice(0, prePeriods), centre)
  return solve(
    {
      columns: donors.map(before),
      target: before(treated),
      ridge: prePeriods * tuning.zeta ** 2,
    },
    tuning,
  )
}

function timeWeightsOf(
  donors: readonly Float64Array[],
  prePeriods: number,
  tuning: Tuning,
): Float64Array {
  if (tuning.method === 'synthetic-control') return new Float64Array(prePeriods)
  if (tuning.method === 'difference-in-differences')
    return new Float64Array(prePeriods).fill(1 / prePeriods)
  const periods = donors[0]!.length
  const column = (t: number) =>
    shiftToMean(
      Float64Array.from(donors, (row) => row[t]!),
      true,
    )
  const target = Float64Array.from(donors, (row) => meanBetween(row, prePeriods, periods))
  return solve(
    {
      columns: Array.from({ length: prePeriods }, (_, t) => column(t)),
      target: shiftToMean(target, true),
      ridge: donors.length * (infinitesimal * tuning.noise) ** 2,
    },
    tuning,
  )
}

function solve(problem: SimplexProblem, { solver, noise }: Tuning): Float64Array {
  if (solver === 'exact') return solveSimplexExactly(problem)
  return solveSimplexByFrankWolfe(problem, (1e-5 * noise) ** 2)
}

function shiftToMean(values: Float64Array, centre: boolean): Float64Array {
  if (!centre) return values
  const mean = meanBetween(values, 0, values.length)
  return values.map((value) => value - mean)
}
