import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  drawBeta,
  drawBinomial,
  drawExponential,
  drawGamma,
  drawNormal,
  drawPoisson,
} from './draw.ts'
import { createRandomSource, type RandomSource } from './random-source.ts'

const runs = { numRuns: 300, seed: 20_240_601 }
const seed = fc.nat()
const positive = fc.double({ min: Math.log(1e-3), max: Math.log(1e5), noNaN: true }).map(Math.exp)
const share = fc.double({ min: 0, max: 1, noNaN: true })

describe('draws', () => {
  it('lie in the range of their law, and the same seed draws the same', () => {
    fc.assert(
      fc.property(seed, positive, positive, fc.nat(1_000_000), share, (from, a, b, n, p) => {
        const take = (random: RandomSource) => [
          random.uniform(),
          drawNormal(random),
          drawExponential(random, a),
          drawGamma(random, a, b),
          drawBeta(random, a, b),
          drawPoisson(random, a),
          drawBinomial(random, n, p),
        ]
        const drawn = take(createRandomSource(from))
        expect(take(createRandomSource(from))).toEqual(drawn)
        expect(drawn.every(Number.isFinite)).toBe(true)
        const [uniform, , exponential, gamma, beta, poisson, binomial] = drawn as [
          number,
          number,
          number,
          number,
          number,
          number,
          number,
        ]
        expect(uniform > 0 && uniform < 1).toBe(true)
        expect(exponential >= 0 && gamma >= 0 && beta >= 0 && beta <= 1).toBe(true)
        expect(Number.isInteger(poisson) && poisson >= 0).toBe(true)
        expect(Number.isInteger(binomial) && binomial >= 0 && binomial <= n).toBe(true)
      }),
      runs,
    )
  })

  it('scale with the rate: the same seed, the same shape, the unit alone', () => {
    fc.assert(
      fc.property(seed, positive, positive, (from, shape, rate) => {
        const plain = drawGamma(createRandomSource(from), shape, 1)
        const scaled = drawGamma(createRandomSource(from), shape, rate)
        expect(Math.abs(scaled * rate - plain)).toBeLessThanOrEqual(1e-12 * plain)
      }),
      runs,
    )
  })

  it('name a bad value', () => {
    const random = createRandomSource(1)
    expect(() => createRandomSource(0.5)).toThrow(/seed .* got 0.5/)
    expect(() => drawExponential(random, 0)).toThrow(/rate .* got 0/)
    expect(() => drawGamma(random, -1, 1)).toThrow(/shape .* got -1/)
    expect(() => drawBeta(random, 1, Number.NaN)).toThrow(RangeError)
    expect(() => drawPoisson(random, Infinity)).toThrow(/mean .* got Infinity/)
    expect(() => drawBinomial(random, 3, 1.1)).toThrow(/probability .* got 1.1/)
    expect(() => drawBinomial(random, 2.5, 0.5)).toThrow(/n .* got 2.5/)
  })
})
