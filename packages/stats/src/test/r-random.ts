/**
 * R's own random numbers, so that a number which another program drew can be drawn again: the
 * Mersenne Twister with the seed spread as `set.seed` does, and `sample` by rejection (R 3.6 on).
 * Source: Matsumoto and Nishimura (1998), ACM TOMACS 8; R's documentation of `Random`.
 */
export class RRandom {
  readonly #state = new Uint32Array(624)
  #next = 624

  constructor(seed: number) {
    let value = seed >>> 0
    const step = () => (value = (Math.imul(69_069, value) + 1) >>> 0)
    for (let burn = 0; burn < 50; burn += 1) step()
    // The first number is the place in the state, which starts at its end.
    step()
    for (let at = 0; at < 624; at += 1) this.#state[at] = step()
  }

  /** In (0, 1), 32 bits. */
  uniform(): number {
    const value = this.#draw() * 2.328_306_436_538_696_3e-10
    return Math.min(
      Math.max(value, 0.5 * 2.328_306_437_080_797e-10),
      1 - 0.5 * 2.328_306_437_080_797e-10,
    )
  }

  /** `sample(1:n)`, counted from 0. */
  permute(n: number): number[] {
    const left = Array.from({ length: n }, (_, at) => at)
    return Array.from({ length: n }, () => {
      const at = this.#index(left.length)
      const chosen = left[at]!
      left[at] = left.at(-1)!
      left.pop()
      return chosen
    })
  }

  #index(n: number): number {
    const bits = Math.ceil(Math.log2(n))
    for (;;) {
      let value = 0
      for (let drawn = 0; drawn <= bits; drawn += 16)
        value = 65_536 * value + Math.floor(this.uniform() * 65_536)
      value %= 2 ** bits
      if (value < n) return value
    }
  }

  #draw(): number {
    if (this.#next >= 624) this.#refill()
    let y = this.#state[this.#next++]!
    y ^= y >>> 11
    y ^= (y << 7) & 0x9d2c5680
    y ^= (y << 15) & 0xefc60000
    return (y ^ (y >>> 18)) >>> 0
  }

  #refill(): void {
    const state = this.#state
    for (let at = 0; at < 624; at += 1) {
      const y = (state[at]! & 0x80000000) | (state[(at + 1) % 624]! & 0x7fffffff)
      state[at] = state[(at + 397) % 624]! ^ (y >>> 1) ^ (y & 1 ? 0x9908b0df : 0)
    }
    this.#next = 0
  }
}
