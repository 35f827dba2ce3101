import { requireCount } from '../domain/require.ts'

/** A seeded stream of random numbers: the same seed gives the same numbers on every machine. */
export interface RandomSource {
  /** Uniform in (0, 1), never 0 and never 1; 53 random bits. */
  uniform: () => number
  /** 32 random bits. */
  bits: () => number
}

/**
 * xoshiro128** seeded through splitmix32. Not for secrets.
 * Source: Blackman and Vigna (2021), ACM TOMS 47, 36.
 *
 * @param seed whole number, 0 or above
 */
export function createRandomSource(seed: number): RandomSource {
  requireCount('seed', seed)
  const mix = splitMix(seed)
  let [s0, s1, s2, s3] = [mix(), mix(), mix(), mix()]
  const bits = (): number => {
    const scaled = Math.imul(s1, 5)
    const result = Math.imul((scaled << 7) | (scaled >>> 25), 9)
    const shifted = s1 << 9
    s2 ^= s0
    s3 ^= s1
    s1 ^= s2
    s0 ^= s3
    s2 ^= shifted
    s3 = (s3 << 11) | (s3 >>> 21)
    return result >>> 0
  }
  const uniform = (): number => {
    const high = bits() >>> 5
    const low = bits() >>> 6
    return (high * 67_108_864 + low + 0.5) / 9_007_199_254_740_992
  }
  return { bits, uniform }
}

/** splitmix32 over both halves of the seed, so that seeds above 2³² differ too. */
function splitMix(seed: number): () => number {
  let state = (seed >>> 0) ^ Math.imul(Math.floor(seed / 4_294_967_296) >>> 0, 0x9e3779b1)
  return () => {
    state = (state + 0x9e3779b9) | 0
    let mixed = state ^ (state >>> 16)
    mixed = Math.imul(mixed, 0x21f0aaad)
    mixed ^= mixed >>> 15
    mixed = Math.imul(mixed, 0x735a2d97)
    return (mixed ^ (mixed >>> 15)) | 0
  }
}
