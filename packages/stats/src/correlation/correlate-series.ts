import { normalCritical, normalTwoSidedP } from '../distribution/normal.ts'
import { requireFinite, requireOpenUnit } from '../domain/require.ts'
import {
  insufficient,
  type Insufficient,
  type IntervalEstimate,
} from '../estimate/interval-estimate.ts'

/** A correlation with its interval and its test against none. */
export interface Correlation extends IntervalEstimate {
  p: number
  /** Independent pairs that would be as sure. */
  effectiveSize: number
}

const fewestPairs = 5

/**
 * Correlation of two series of changes, or of pairs, with Fisher's interval.
 *
 * With `isSeries` the pairs are neighbours in time, and neighbours are alike: the interval then stands
 * on the effective number n (1 − a b) / (1 + a b), where a and b are the two lag-one autocorrelations
 * (never more than n). Noise in the measures draws the correlation towards 0; that is not mended here.
 * Sources: Fisher (1921), Metron 1, 3-32; Bayley and Hammersley (1946), JRSS Supplement 8, 184-197.
 *
 * @returns insufficient below 5 pairs, with an effective number below 4, or where one side is constant
 * @throws RangeError on lengths that differ or values that are not finite
 */
export function correlateSeries(
  x: readonly number[],
  y: readonly number[],
  { level = 0.95, isSeries = false }: { level?: number; isSeries?: boolean } = {},
): Correlation | Insufficient {
  requireOpenUnit('level', level)
  if (x.length !== y.length)
    throw new RangeError(`x and y must have one length, got ${x.length} and ${y.length}`)
  for (const value of [...x, ...y]) requireFinite('values', value)
  const n = x.length
  if (n < fewestPairs)
    return insufficient(n, fewestPairs, `A correlation needs ${fewestPairs} pairs, there are ${n}.`)
  const a = centre(x)
  const b = centre(y)
  const spread = Math.sqrt(dot(a, a) * dot(b, b))
  if (!(spread > 0)) return insufficient(n, n + 1, 'One of the two does not vary.')
  const value = Math.max(-1, Math.min(1, dot(a, b) / spread))
  const alike = isSeries ? Math.max(0, lagOne(a) * lagOne(b)) : 0
  const effectiveSize = (n * (1 - alike)) / (1 + alike)
  if (effectiveSize < 4)
    return insufficient(n, n + 1, 'Neighbours in time are too alike to be told apart.')
  const se = 1 / Math.sqrt(effectiveSize - 3)
  const bounded = Math.max(-1 + 1e-12, Math.min(1 - 1e-12, value))
  const z = Math.atanh(bounded)
  const half = normalCritical(level) * se
  return {
    kind: 'estimate',
    value,
    low: Math.min(value, Math.tanh(z - half)),
    high: Math.max(value, Math.tanh(z + half)),
    se: (1 - value * value) * se,
    level,
    n,
    method: isSeries ? 'Fisher, effective number of pairs' : 'Fisher',
    p: normalTwoSidedP(z / se),
    effectiveSize,
  }
}

function centre(values: readonly number[]): number[] {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  return values.map((value) => value - mean)
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, i) => sum + value * b[i]!, 0)
}

/** Lag-one autocorrelation of centred values. */
function lagOne(values: readonly number[]): number {
  return dot(values.slice(1), values.slice(0, -1)) / dot(values, values)
}
