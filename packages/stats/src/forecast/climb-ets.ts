import { polishAndInform } from '../optimise/information.ts'
import { maximise } from '../optimise/maximise.ts'
import type { Maximum, Objective } from '../optimise/objective.ts'
import type { EtsParameters, EtsShape, EtsState } from './ets-model.ts'
import { guessState } from './ets-start.ts'
import { logLikelihoodOf, runEts, seasonAhead, startFrom } from './run-ets.ts'

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

/** The highest point of a model's likelihood. */
export interface EtsMaximum extends EtsPoint {
  logLikelihood: number
  /** Computes the covariance of what a forecast starts from; see `EtsFit.finalCovariance`. */
  finalCovariance: () => number[][]
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
export function climbEts(values: Float64Array, shape: EtsShape, cycle: number): EtsMaximum | null {
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
  const objective = differenced(valueAt, chart.dimension)
  let best: Maximum | null = null
  for (const { at } of starts) {
    const end = maximise(objective, at, { tolerance: 1e-7 })
    if (best === null || end.value > best.value + 1e-9) best = end
  }
  if (best === null) return null
  const maximum = best
  const endOf = (at: Float64Array): number[] => endOfRun(values, shape, chart.read(at))
  return {
    ...chart.read(maximum.point),
    logLikelihood: maximum.value * n,
    finalCovariance: () => {
      const { information } = polishAndInform(objective, maximum, n)
      return carryCovariance(information.covariance, maximum.point, endOf)
    },
  }
}

/** What a forecast starts from: level, slope, damping and the seasonal terms, the next one first. */
function endOfRun(
  values: Float64Array,
  shape: EtsShape,
  { parameters, initial }: EtsPoint,
): number[] {
  const state = startFrom(initial)
  if (runEts(values, shape, parameters, state) === null) return []
  return [state.level, state.slope, parameters.phi, ...seasonAhead(state)]
}

/** The delta method: J C J′ with the Jacobian J by central differences. */
function carryCovariance(
  covariance: readonly (readonly number[])[],
  point: Float64Array,
  endOf: (at: Float64Array) => number[],
): number[][] {
  const size = endOf(point).length
  const none = new Array<number>(size).fill(0)
  const slopes = Array.from(point, (_, i) => {
    const moved = point.slice()
    moved[i] = point[i]! + differenceStep
    const up = endOf(moved)
    moved[i] = point[i]! - differenceStep
    const slope = endOf(moved).map((down, a) => (up[a]! - down) / (2 * differenceStep))
    // At the edge of the domain a step may leave it; that direction then adds nothing.
    return slope.length === size && slope.every(Number.isFinite) ? slope : none
  })
  return Array.from({ length: size }, (_, a) =>
    Array.from({ length: size }, (_, b) => {
      let sum = 0
      slopes.forEach((left, i) =>
        slopes.forEach((right, j) => (sum += left[a]! * covariance[i]![j]! * right[b]!)),
      )
      return sum
    }),
  )
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
