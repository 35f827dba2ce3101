import { maximise } from '../optimise/maximise.ts'
import type { Objective } from '../optimise/objective.ts'
import type { EtsParameters, EtsShape, EtsState } from './ets-model.ts'
import { guessState } from './ets-start.ts'
import { logLikelihoodOf, runEts, startFrom } from './run-ets.ts'

/** Smoothing parameters stay this far inside their range, as in R's forecast. */
const margin = 1e-4
const leastDamping = 0.8
const mostDamping = 0.98
/** Half-width of the central difference, in coordinates of order 1. */
const differenceStep = 1e-5
/** What a point outside the model's domain is worth: lower than any series gives. */
const forbidden = -1e6

export interface EtsPoint {
  parameters: EtsParameters
  initial: EtsState
}

/** Coordinates ↔ model: smoothing parameters through a logistic, states as steps from a guess. */
interface EtsChart {
  dimension: number
  read: (at: Float64Array) => EtsPoint
}

function logistic(at: number, low: number, high: number): number {
  return low + (high - low) / (1 + Math.exp(-at))
}

/**
 * The usual region: 0 < α < 1, 0 < β < α, 0 < γ < 1 − α, 0.8 ≤ φ ≤ 0.98.
 * Source: Hyndman et al. (2008), 2.5 and 5.2.
 */
function chartOf(shape: EtsShape, guess: EtsState, scale: number): EtsChart {
  const trend = shape.hasTrend ? 1 : 0
  const seasonal = shape.season === 'N' ? 0 : 1
  const damped = shape.isDamped ? 1 : 0
  const smoothing = 1 + trend + seasonal + damped
  const free = Math.max(0, guess.season.length - 1)
  const seasonScale = shape.season === 'M' ? 0.2 : scale
  const total = shape.season === 'M' ? guess.season.length : 0
  return {
    dimension: smoothing + 1 + trend + free,
    read: (at) => {
      const alpha = logistic(at[0]!, margin, 1 - margin)
      const beta = trend ? logistic(at[1]!, margin, Math.max(margin, alpha)) : 0
      const gamma = seasonal ? logistic(at[1 + trend]!, margin, Math.max(margin, 1 - alpha)) : 0
      const phi = damped ? logistic(at[smoothing - 1]!, leastDamping, mostDamping) : 1
      const level = guess.level + scale * at[smoothing]!
      const slope = trend ? guess.slope + 0.1 * scale * at[smoothing + 1]! : 0
      const season = guess.season.slice()
      let sum = 0
      for (let j = 0; j < free; j += 1) {
        season[j] = guess.season[j]! + seasonScale * at[smoothing + 1 + trend + j]!
        sum += season[j]!
      }
      if (seasonal) season[free] = total - sum
      return { parameters: { alpha, beta, gamma, phi }, initial: { level, slope, season } }
    },
  }
}

/** Starts of the smoothing parameters, on the logistic scale: sluggish, middling, nimble. */
const smoothingStarts = [
  [-2, -2, -2, 2],
  [0, -2, -2, 2],
  [2, -1, 0, 0],
  [-1, 0, 0, 2],
] as const

/**
 * The maximum-likelihood fit of one model. Every start is tried at the guessed state, the better
 * two are climbed by BFGS with central differences; the higher end wins, the earlier on a tie.
 *
 * @param values of order 1
 * @returns null where no start lies within the model's domain
 */
export function climbEts(
  values: Float64Array,
  shape: EtsShape,
  cycle: number,
): (EtsPoint & { logLikelihood: number }) | null {
  const n = values.length
  const guess = guessState(values, shape, cycle)
  const chart = chartOf(shape, guess, spreadOf(values))
  const valueAt = (at: Float64Array): number => {
    const { parameters, initial } = chart.read(at)
    const run = runEts(values, shape, parameters, startFrom(initial))
    const mean = run === null ? forbidden : logLikelihoodOf(run, n) / n
    return mean > forbidden ? mean : forbidden
  }
  const starts = smoothingStarts
    .map((numbers) => startAt(numbers, shape, chart.dimension))
    .map((at) => ({ at, value: valueAt(at) }))
    .filter(({ value }) => value > forbidden)
    .sort((a, b) => b.value - a.value)
    .slice(0, 2)
  let best: { point: Float64Array; value: number } | null = null
  for (const { at } of starts) {
    const end = maximise(differenced(valueAt, chart.dimension), at, { tolerance: 1e-7 })
    if (best === null || end.value > best.value + 1e-9) best = end
  }
  return best === null ? null : { ...chart.read(best.point), logLikelihood: best.value * n }
}

function startAt(
  [alpha, beta, gamma, phi]: readonly [number, number, number, number],
  shape: EtsShape,
  dimension: number,
): Float64Array {
  const at = new Float64Array(dimension)
  const smoothing = [
    alpha,
    ...(shape.hasTrend ? [beta] : []),
    ...(shape.season === 'N' ? [] : [gamma]),
    ...(shape.isDamped ? [phi] : []),
  ]
  at.set(smoothing)
  return at
}

/** A function with its gradient by central differences; a step outside the domain is not taken. */
function differenced(valueAt: (at: Float64Array) => number, dimension: number): Objective {
  return {
    dimension,
    evaluate: (point, gradient) => {
      const value = valueAt(point)
      const moved = point.slice()
      for (let i = 0; i < dimension; i += 1) {
        moved[i] = point[i]! + differenceStep
        const up = valueAt(moved)
        moved[i] = point[i]! - differenceStep
        const down = valueAt(moved)
        moved[i] = point[i]!
        gradient[i] = up > forbidden && down > forbidden ? (up - down) / (2 * differenceStep) : 0
      }
      return value
    },
  }
}

/** Root mean square of the first differences, a natural step for the states. */
function spreadOf(values: Float64Array): number {
  let sum = 0
  for (let i = 1; i < values.length; i += 1) sum += (values[i]! - values[i - 1]!) ** 2
  return Math.max(1e-9, Math.sqrt(sum / (values.length - 1)))
}
