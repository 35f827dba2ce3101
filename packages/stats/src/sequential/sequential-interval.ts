import {
  requireFinite,
  requireNonNegative,
  requireOpenUnit,
  requirePositive,
} from '../domain/require.ts'

/** An interval that stays valid however often one looks and whenever one stops. */
export interface SequentialInterval {
  value: number
  low: number
  high: number
  level: number
  /** Always-valid p-value of no effect. */
  p: number
  method: string
}

/**
 * Always-valid interval (asymptotic confidence sequence with a normal mixture) around any estimate
 * with a standard error: looking every day does not raise the false-alarm rate above 1 − level.
 * Source: Waudby-Smith, Arbour, Sinha, Kennedy and Ramdas (2024), Annals of Statistics 52, eq. 14;
 * tuned as in GrowthBook.
 *
 * @param input.n observations so far, over both groups of a comparison
 * @param input.tuning the n at which the interval is narrowest; 5,000 unless told
 * @throws RangeError on a standard error below 0, n or tuning not above 0
 */
export function sequentialInterval(input: {
  value: number
  se: number
  n: number
  tuning?: number
  level?: number
}): SequentialInterval {
  const { value, se, n, tuning = 5000, level = 0.95 } = input
  requireFinite('value', value)
  requireNonNegative('se', se)
  requirePositive('n', n)
  requirePositive('tuning', tuning)
  const alpha = 1 - requireOpenUnit('level', level)
  const logAlpha = -2 * Math.log(alpha)
  // rho² is the variance of the mixture that makes the width least at n = tuning.
  const information = (n * (logAlpha + Math.log(logAlpha + 1))) / tuning
  const spread = Math.log(information + 1) / 2
  const width = Math.sqrt(((2 * (information + 1)) / information) * (spread - Math.log(alpha)))
  return {
    value,
    low: value - width * se,
    high: value + width * se,
    level,
    p: alwaysValidP(value, se, information),
    method: 'always valid (normal mixture)',
  }
}

/** 1 / mixture martingale: the smallest alpha whose interval leaves out 0. */
function alwaysValidP(value: number, se: number, information: number): number {
  if (se === 0) return value === 0 ? 1 : 0
  const statistic = value / se
  const logMartingale =
    (statistic * statistic * information) / (2 * (information + 1)) - Math.log1p(information) / 2
  return Math.min(1, Math.exp(-logMartingale))
}
