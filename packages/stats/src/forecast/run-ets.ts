import type { EtsParameters, EtsShape, EtsState } from './ets-model.ts'

/** What one pass through a series leaves. */
export interface EtsRun {
  /** Σ e², with e relative to the expectation where the error is multiplicative. */
  sumSquares: number
  /** Σ ln μ_t where the error is multiplicative, else 0. */
  sumLog: number
}

/** The state while a pass is under way; `season` is a ring whose next term is at `turn`. */
export interface MovingState {
  level: number
  slope: number
  season: Float64Array
  turn: number
}

/** A state to be moved, as a copy. */
export function startFrom({ level, slope, season }: EtsState): MovingState {
  return { level, slope, season: Float64Array.from(season), turn: 0 }
}

/** The seasonal terms from that of the next period on. */
export function seasonAhead({ season, turn }: MovingState): number[] {
  return [...season.subarray(turn), ...season.subarray(0, turn)]
}

/** The expectation of the next period. */
export function expectNext(state: MovingState, shape: EtsShape, phi: number): number {
  const base = state.level + phi * state.slope
  if (shape.season === 'N') return base
  const term = state.season[state.turn]!
  return shape.season === 'A' ? base + term : base * term
}

/**
 * Moves the state past a period that came out `gap` above its expectation. Both error types move
 * alike; they differ in the variance of the gap:
 * l' = l + φb + α g, b' = φb + β g, s' = s + γ g, and with a multiplicative season g/s in the first
 * two and g/(l + φb) in the last.
 */
export function moveOn(
  state: MovingState,
  shape: EtsShape,
  { alpha, beta, gamma, phi }: EtsParameters,
  gap: number,
): void {
  const base = state.level + phi * state.slope
  let own = gap
  if (shape.season !== 'N') {
    const term = state.season[state.turn]!
    if (shape.season === 'M') own = gap / term
    state.season[state.turn] = term + gamma * (shape.season === 'M' ? gap / base : gap)
    state.turn = state.turn + 1 === state.season.length ? 0 : state.turn + 1
  }
  state.level = base + alpha * own
  state.slope = phi * state.slope + beta * own
}

/**
 * Runs a model through a series.
 *
 * @param state where to begin; it is moved to the end
 * @returns null where an expectation that must be positive is not
 */
export function runEts(
  values: Float64Array,
  shape: EtsShape,
  parameters: EtsParameters,
  state: MovingState,
): EtsRun | null {
  let sumSquares = 0
  let sumLog = 0
  for (const value of values) {
    const expected = expectNext(state, shape, parameters.phi)
    const gap = value - expected
    if (shape.isErrorMultiplicative) {
      if (!(expected > 0)) return null
      if (shape.season === 'M' && !(state.season[state.turn]! > 0)) return null
      sumSquares += (gap / expected) ** 2
      sumLog += Math.log(expected)
    } else sumSquares += gap * gap
    moveOn(state, shape, parameters, gap)
  }
  return { sumSquares, sumLog }
}

/** The smallest error variance that is told apart from none, for values of order 1. */
const smallestVariance = 1e-20

/**
 * Gaussian log-likelihood at the best error variance Σe²/n:
 * −n/2 (ln(2π Σe²/n) + 1) − Σ ln μ_t.
 * Source: Hyndman et al. (2008), eq. 5.3, with its constant.
 */
export function logLikelihoodOf({ sumSquares, sumLog }: EtsRun, n: number): number {
  const variance = Math.max(smallestVariance, sumSquares / n)
  return (-n / 2) * (Math.log(2 * Math.PI * variance) + 1) - sumLog
}
