/**
 * A small seeded generator (sfc32) with the distributions the demo needs. Only `Math.log`, `Math.exp`
 * and `Math.sqrt` are used, so the same seed gives the same bytes on every supported Node version.
 */
const TWO_32 = 4294967296

/** Mixes an integer into a 32-bit state (finaliser of MurmurHash3). */
function mix(state: number, value: number): number {
  let h = state ^ value
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return h ^ (h >>> 16)
}

export class Rng {
  private a = 0
  private b = 0
  private c = 0
  private d = 1

  /** `path` names an independent stream, e.g. a customer's index and a purpose. */
  constructor(seed: number, ...path: readonly number[]) {
    // Signed 32-bit throughout: the engine keeps such integers unboxed.
    let state = mix(0x9e3779b9 | 0, seed | 0)
    for (const step of path) state = mix((Math.imul(state, 5) + 0x6ed9eba1) | 0, step | 0)
    this.a = state
    this.b = mix(state, 0x243f6a88)
    this.c = mix(this.b, 0xb7e15162)
    for (let i = 0; i < 12; i++) this.nextInt()
  }

  private nextInt(): number {
    const t = (((this.a + this.b) | 0) + this.d) | 0
    this.d = (this.d + 1) | 0
    this.a = this.b ^ (this.b >>> 9)
    this.b = (this.c + (this.c << 3)) | 0
    this.c = (this.c << 21) | (this.c >>> 11)
    this.c = (this.c + t) | 0
    return t >>> 0
  }

  /** Uniform on the open interval (0, 1): safe under `Math.log`. */
  uniform(): number {
    return (this.nextInt() + 0.5) / TWO_32
  }

  /** Uniform real in [low, high]. */
  between(low: number, high: number): number {
    return low + (high - low) * this.uniform()
  }

  /** Uniform integer in [0, n). */
  int(n: number): number {
    return Math.floor(this.uniform() * n)
  }

  chance(probability: number): boolean {
    return this.uniform() < probability
  }

  pick<T>(items: readonly T[]): T {
    const item = items[this.int(items.length)]
    if (item === undefined) throw new RangeError('pick needs at least one item')
    return item
  }

  /** Picks an item by its `weight`; weights need not sum to one. */
  pickWeighted<T extends { readonly weight: number }>(items: readonly T[]): T {
    let total = 0
    for (const item of items) total += item.weight
    let left = this.uniform() * total
    for (const item of items) {
      left -= item.weight
      if (left < 0) return item
    }
    return this.pick(items.slice(-1))
  }

  /** Standard normal, Marsaglia's polar method (one of the pair is dropped, to keep streams simple). */
  normal(): number {
    for (;;) {
      const u = 2 * this.uniform() - 1
      const v = 2 * this.uniform() - 1
      const s = u * u + v * v
      if (s < 1) return u * Math.sqrt((-2 * Math.log(s)) / s)
    }
  }

  exponential(rate: number): number {
    return -Math.log(this.uniform()) / rate
  }

  /** Gamma with the given shape and scale 1 (Marsaglia and Tsang 2000, boosted below shape 1). */
  gamma(shape: number): number {
    if (shape < 1) return this.gamma(shape + 1) * Math.exp(Math.log(this.uniform()) / shape)
    const d = shape - 1 / 3
    const c = 1 / Math.sqrt(9 * d)
    for (;;) {
      const x = this.normal()
      const root = 1 + c * x
      if (root <= 0) continue
      const v = root * root * root
      if (Math.log(this.uniform()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v
    }
  }

  beta(a: number, b: number): number {
    const x = this.gamma(a)
    return x / (x + this.gamma(b))
  }

  /** Poisson count by multiplication; meant for means below about 20. */
  poisson(mean: number): number {
    const limit = Math.exp(-mean)
    let product = this.uniform()
    let count = 0
    while (product > limit) {
      count++
      product *= this.uniform()
    }
    return count
  }
}
