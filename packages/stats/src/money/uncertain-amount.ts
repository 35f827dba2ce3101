import { standardNormalQuantile } from '../distribution/normal.ts'
import { requireFinite, requireNonNegative, requirePositive } from '../domain/require.ts'
import type { RandomSource } from '../random/random-source.ts'

/** An amount that is not known yet, with the distribution that states what is thought of it. */
export type UncertainAmount =
  | { shape: 'fixed'; value: number }
  /** Symmetric; may come out below 0. */
  | { shape: 'normal'; mean: number; sd: number }
  /** Above 0 with a long tail up; `mean` and `sd` are those of the amount, not of its logarithm. */
  | { shape: 'log-normal'; mean: number; sd: number }
  /** What people can say: at least, most likely, at most. */
  | { shape: 'triangular'; low: number; likely: number; high: number }
  | { shape: 'uniform'; low: number; high: number }

/** @throws RangeError naming what does not fit its shape */
export function requireAmount(name: string, amount: UncertainAmount): void {
  if (amount.shape === 'fixed') {
    requireFinite(`${name}.value`, amount.value)
    return
  }
  if (amount.shape === 'normal' || amount.shape === 'log-normal') {
    if (amount.shape === 'normal') requireFinite(`${name}.mean`, amount.mean)
    else requirePositive(`${name}.mean`, amount.mean)
    requireNonNegative(`${name}.sd`, amount.sd)
    return
  }
  const low = requireFinite(`${name}.low`, amount.low)
  const high = requireFinite(`${name}.high`, amount.high)
  const likely =
    amount.shape === 'triangular' ? requireFinite(`${name}.likely`, amount.likely) : low
  if (!(low <= likely && likely <= high))
    throw new RangeError(
      amount.shape === 'triangular'
        ? `${name} must have low ≤ likely ≤ high, got ${low}, ${likely}, ${high}`
        : `${name} must have low ≤ high, got ${low}, ${high}`,
    )
}

/** Mean and variance of an amount, in closed form. */
export function describeAmount(amount: UncertainAmount): { mean: number; variance: number } {
  switch (amount.shape) {
    case 'fixed':
      return { mean: amount.value, variance: 0 }
    case 'normal':
    case 'log-normal':
      return { mean: amount.mean, variance: amount.sd ** 2 }
    case 'uniform':
      return {
        mean: (amount.low + amount.high) / 2,
        variance: (amount.high - amount.low) ** 2 / 12,
      }
    case 'triangular': {
      const { low, likely, high } = amount
      // ((a − b)² + (a − c)² + (b − c)²) / 36: sums of squares cannot come out below 0.
      const squares = (low - likely) ** 2 + (low - high) ** 2 + (likely - high) ** 2
      return { mean: (low + likely + high) / 3, variance: squares / 36 }
    }
  }
}

/** The amount at a probability: its distribution turned round. */
export function amountQuantile(amount: UncertainAmount, probability: number): number {
  switch (amount.shape) {
    case 'fixed':
      return amount.value
    case 'normal':
      return amount.mean + amount.sd * standardNormalQuantile(probability)
    case 'log-normal': {
      const variance = Math.log1p((amount.sd / amount.mean) ** 2)
      const z = standardNormalQuantile(probability)
      return amount.mean * Math.exp(Math.sqrt(variance) * z - variance / 2)
    }
    case 'uniform':
      return amount.low + probability * (amount.high - amount.low)
    case 'triangular': {
      const { low, likely, high } = amount
      const width = high - low
      const rise = likely - low
      if (probability * width < rise) return low + Math.sqrt(probability * width * rise)
      return high - Math.sqrt((1 - probability) * width * (high - likely))
    }
  }
}

/** A draw of the amount. */
export function drawAmount(random: RandomSource, amount: UncertainAmount): number {
  return amountQuantile(amount, random.uniform())
}
