/**
 * The fifteen stable state-space models of exponential smoothing, by error (A additive,
 * M multiplicative), trend (N none, A additive, Ad damped) and season (N, A, M). Additive errors
 * with a multiplicative season are left out: their variance is not bounded.
 * Source: Hyndman, Koehler, Ord and Snyder (2008), Forecasting with Exponential Smoothing, table 2.3.
 */
export const etsModels = [
  'ANN',
  'AAN',
  'AAdN',
  'ANA',
  'AAA',
  'AAdA',
  'MNN',
  'MAN',
  'MAdN',
  'MNA',
  'MAA',
  'MAdA',
  'MNM',
  'MAM',
  'MAdM',
] as const

export type EtsModel = (typeof etsModels)[number]

/** A model's name taken apart. */
export interface EtsShape {
  isErrorMultiplicative: boolean
  hasTrend: boolean
  isDamped: boolean
  season: 'N' | 'A' | 'M'
}

/** Reads a name: 'MAdM' is multiplicative error, damped trend, multiplicative season. */
export function shapeOf(model: EtsModel): EtsShape {
  return {
    isErrorMultiplicative: model.startsWith('M'),
    hasTrend: model[1] === 'A',
    isDamped: model.includes('d'),
    season: model.at(-1) as 'N' | 'A' | 'M',
  }
}

/** Smoothing parameters; beta, gamma 0 and phi 1 where the model has none. */
export interface EtsParameters {
  alpha: number
  beta: number
  gamma: number
  phi: number
}

/** Level, slope and one seasonal term per period of the cycle, that of the next period first. */
export interface EtsState {
  level: number
  slope: number
  /** Sums to 0 (additive) or to the length of the cycle (multiplicative); empty without season. */
  season: number[]
}

/** How many numbers a model is fitted with: smoothing, first states and the error variance. */
export function countParameters({ hasTrend, isDamped, season }: EtsShape, cycle: number): number {
  const seasonal = season === 'N' ? 0 : cycle
  return 3 + (hasTrend ? 2 : 0) + (isDamped ? 1 : 0) + seasonal
}
