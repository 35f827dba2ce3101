import tCdf from '@stdlib/stats-base-dists-t-cdf'
import { requireCount, requireFinite } from '../domain/require.ts'
import { shapeOf } from './ets-model.ts'
import type { EtsFit } from './fit-ets.ts'
import { requireAtLeastOne, stretchOf } from './forecast-ets.ts'
import {
  estimationVariances,
  meanVariance,
  pointForecasts,
  predictionVariances,
} from './prediction-variance.ts'
import { samplingShift, type SamplingVariance } from './sampling-noise.ts'
import { simulatePaths } from './simulate-ets.ts'

/** The probability that a target is met, given the series so far. */
export interface TargetChance {
  kind: 'chance'
  probability: number
  /** Simulation error of the probability; 0 where it is computed exactly. */
  simulationError: number
  /** What the forecast expects of the quantity that is held against the target. */
  expected: number
  method: string
}

/**
 * Which quantity must reach the target: the value of the period of the deadline, the plain mean of
 * all periods from the next to the deadline, or the value of any single one of them.
 */
export type TargetWhen = 'at-deadline' | 'mean' | 'any'

export interface TargetQuestion {
  target: number
  /** `up`: at the target or above is met; `down`: at the target or below. */
  direction: 'up' | 'down'
  /** Periods from the last value to the deadline, 1 for the next period. */
  periods: number
  when?: TargetWhen
  seed?: number
  draws?: number
  samplingVariance?: SamplingVariance
}

/**
 * P(target met by the deadline | data), `when` being `at-deadline` unless told.
 *
 * Exact (Student's law) for models with additive error, at the deadline and for the mean; simulated
 * else, when 0 of B draws is told as ½/(B + 1) rather than as impossible. A smoothing model goes on
 * as it went: what a plan will change is not in it.
 *
 * @throws RangeError on a target not finite, periods or draws that are no whole numbers above 0
 */
export function chanceOfTarget(fit: EtsFit, question: TargetQuestion): TargetChance {
  const { target, direction, periods, when = 'at-deadline', samplingVariance } = question
  requireFinite('target', target)
  requireAtLeastOne('periods', periods)
  const points = pointForecasts(fit, periods)
  const sampling = samplingShift(fit, points, samplingVariance)
  const estimation = estimationVariances(fit, periods)
  const shift = sampling.map((part, h) => part + estimation.each[h]!)
  const expected = expectationOf(points, when, direction)
  const { isErrorMultiplicative } = shapeOf(fit.model)
  if (isErrorMultiplicative || when === 'any')
    return { ...simulateChance(fit, question, points, shift), expected }
  const variance =
    when === 'mean'
      ? meanVariance(fit, periods) +
        estimation.ofMean +
        sampling.reduce((sum, part) => sum + part, 0) / periods ** 2
      : predictionVariances(fit, periods)[periods - 1]! + shift[periods - 1]!
  const ahead = direction === 'up' ? expected - target : target - expected
  return {
    kind: 'chance',
    probability: chanceAhead(ahead, Math.sqrt(Math.max(0, variance)), fit.degreesOfFreedom),
    simulationError: 0,
    expected,
    method: `ETS ${fit.model}, exact`,
  }
}

function chanceAhead(ahead: number, se: number, degreesOfFreedom: number): number {
  if (se === 0) return ahead >= 0 ? 1 : 0
  return tCdf(ahead / se, degreesOfFreedom)
}

function expectationOf(points: Float64Array, when: TargetWhen, direction: 'up' | 'down'): number {
  if (when === 'at-deadline') return points.at(-1)!
  if (when === 'mean') return points.reduce((sum, point) => sum + point, 0) / points.length
  return direction === 'up' ? Math.max(...points) : Math.min(...points)
}

function simulateChance(
  fit: EtsFit,
  { target, direction, periods, when = 'at-deadline', seed = 1, draws = 5000 }: TargetQuestion,
  points: Float64Array,
  shift: Float64Array,
): Omit<TargetChance, 'expected'> {
  requireAtLeastOne('draws', draws)
  requireCount('seed', seed)
  const paths = simulatePaths(fit, { horizon: periods, draws, seed })
  stretchPaths(paths, points, shift)
  let met = 0
  for (let path = 0; path < draws; path += 1) {
    const row = paths.subarray(path * periods, (path + 1) * periods)
    const reached = expectationOf(row, when, direction)
    if (direction === 'up' ? reached >= target : reached <= target) met += 1
  }
  const probability = (met + 0.5) / (draws + 1)
  return {
    kind: 'chance',
    probability,
    simulationError: Math.sqrt((probability * (1 - probability)) / draws),
    method: `ETS ${fit.model}, ${draws} simulated paths`,
  }
}

/** Widens or narrows the paths about their points where the sampling noise will be another. */
function stretchPaths(paths: Float64Array, points: Float64Array, shift: Float64Array): void {
  const horizon = points.length
  if (shift.every((part) => part === 0)) return
  for (let h = 0; h < horizon; h += 1) {
    let sum = 0
    for (let i = h; i < paths.length; i += horizon) sum += (paths[i]! - points[h]!) ** 2
    const stretch = stretchOf((sum * horizon) / paths.length, shift[h]!)
    for (let i = h; i < paths.length; i += horizon)
      paths[i] = points[h]! + stretch * (paths[i]! - points[h]!)
  }
}
