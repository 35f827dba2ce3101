import gammaln from '@stdlib/math-base-special-gammaln'
import {
  requireBetween,
  requireCount,
  requireNonNegative,
  requirePositive,
} from '../domain/require.ts'
import type { RandomSource } from './random-source.ts'

/** A standard-normal draw (Marsaglia's polar method, one of the pair). */
export function drawNormal(random: RandomSource): number {
  for (;;) {
    const u = 2 * random.uniform() - 1
    const v = 2 * random.uniform() - 1
    const s = u * u + v * v
    if (s > 0 && s < 1) return u * Math.sqrt((-2 * Math.log(s)) / s)
  }
}

/** An exponential draw with the given rate. */
export function drawExponential(random: RandomSource, rate: number): number {
  return -Math.log(random.uniform()) / requirePositive('rate', rate)
}

/**
 * A gamma draw with the given shape and rate, so mean shape / rate.
 * Source: Marsaglia and Tsang (2000), ACM TOMS 26, 363-372.
 */
export function drawGamma(random: RandomSource, shape: number, rate: number): number {
  requirePositive('shape', shape)
  requirePositive('rate', rate)
  if (shape < 1)
    return drawGamma(random, shape + 1, rate) * Math.exp(Math.log(random.uniform()) / shape)
  const d = shape - 1 / 3
  const c = 1 / Math.sqrt(9 * d)
  for (;;) {
    const z = drawNormal(random)
    const v = (1 + c * z) ** 3
    if (v > 0 && Math.log(random.uniform()) < (z * z) / 2 + d - d * v + d * Math.log(v))
      return (d * v) / rate
  }
}

/** A beta draw, in [0, 1]. */
export function drawBeta(random: RandomSource, a: number, b: number): number {
  const left = drawGamma(random, a, 1)
  const right = drawGamma(random, b, 1)
  // Both may underflow when a and b are tiny: then p is one of the ends.
  if (left + right === 0) return random.uniform() * (a + b) < a ? 1 : 0
  return left / (left + right)
}

/** A Poisson draw. Source: Hörmann (1993), PTRS, from mean 10 on; products of uniforms below. */
export function drawPoisson(random: RandomSource, mean: number): number {
  requireNonNegative('mean', mean)
  if (mean === 0) return 0
  if (mean < 10) {
    const limit = Math.exp(-mean)
    let product = random.uniform()
    let count = 0
    while (product > limit) {
      product *= random.uniform()
      count += 1
    }
    return count
  }
  return drawLargePoisson(random, mean)
}

function drawLargePoisson(random: RandomSource, mean: number): number {
  const logMean = Math.log(mean)
  const b = 0.931 + 2.53 * Math.sqrt(mean)
  const a = -0.059 + 0.02483 * b
  const inverseAlpha = 1.1239 + 1.1328 / (b - 3.4)
  const fast = 0.9277 - 3.6224 / (b - 2)
  for (;;) {
    const u = random.uniform() - 0.5
    const v = random.uniform()
    const us = 0.5 - Math.abs(u)
    const count = Math.floor(((2 * a) / us + b) * u + mean + 0.43)
    if (us >= 0.07 && v <= fast) return count
    if (count < 0 || (us < 0.013 && v > us)) continue
    const accept = Math.log((v * inverseAlpha) / (a / (us * us) + b))
    if (accept <= count * logMean - mean - gammaln(count + 1)) return count
  }
}

/** A binomial draw: successes in n trials of the given probability. */
export function drawBinomial(random: RandomSource, n: number, probability: number): number {
  requireCount('n', n)
  requireBetween('probability', probability, 0, 1)
  let trials = n
  let p = probability
  let successes = 0
  // Devroye's halving by the median order statistic: the cost grows with ln n.
  while (trials > 40) {
    const middle = Math.floor((trials + 1) / 2)
    const cut = drawBeta(random, middle, trials + 1 - middle)
    if (cut <= p) {
      successes += middle
      trials -= middle
      p = cut === 1 ? 0 : (p - cut) / (1 - cut)
    } else {
      trials = middle - 1
      p = cut === 0 ? 1 : p / cut
    }
  }
  for (let i = 0; i < trials; i += 1) if (random.uniform() < p) successes += 1
  return successes
}
