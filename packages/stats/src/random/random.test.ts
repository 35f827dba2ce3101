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

const draws = 40_000

/** Mean and variance of a law, each within five simulation errors. */
function expectLaw(draw: (random: RandomSource) => number, mean: number, variance: number): void {
  const random = createRandomSource(42)
  let sum = 0
  let squares = 0
  let fourths = 0
  for (let i = 0; i < draws; i += 1) {
    const gap = draw(random) - mean
    sum += gap
    squares += gap * gap
    fourths += gap ** 4
  }
  expect(Math.abs(sum / draws)).toBeLessThan(5 * Math.sqrt(variance / draws))
  const spread = Math.sqrt((fourths / draws - variance ** 2) / draws)
  expect(Math.abs(squares / draws - variance)).toBeLessThan(5 * spread)
}

describe('a seeded source', () => {
  it('gives the same numbers from the same seed, and others from another', () => {
    const take = (seed: number) => {
      const { uniform } = createRandomSource(seed)
      return [uniform(), uniform(), uniform()]
    }
    expect(take(7)).toEqual(take(7))
    expect(take(7)).not.toEqual(take(8))
    expect(take(7)).not.toEqual(take(7 + 2 ** 32))
    expect(() => createRandomSource(-1)).toThrow(/seed .* got -1/)
  })

  it('is uniform in (0, 1)', () => {
    expectLaw(({ uniform }) => uniform(), 0.5, 1 / 12)
  })
})

describe('draws have the mean and variance of their law', () => {
  it('normal, exponential, gamma on both sides of shape 1', () => {
    expectLaw(drawNormal, 0, 1)
    expectLaw((random) => drawExponential(random, 4), 0.25, 1 / 16)
    expectLaw((random) => drawGamma(random, 0.3, 2), 0.15, 0.3 / 4)
    expectLaw((random) => drawGamma(random, 7, 2), 3.5, 7 / 4)
  })

  it('beta, Poisson and binomial, small and large', () => {
    expectLaw((random) => drawBeta(random, 0.8, 2.5), 0.8 / 3.3, 2 / (3.3 ** 2 * 4.3))
    expectLaw((random) => drawPoisson(random, 3), 3, 3)
    expectLaw((random) => drawPoisson(random, 250), 250, 250)
    expectLaw((random) => drawBinomial(random, 12, 0.3), 3.6, 2.52)
    expectLaw((random) => drawBinomial(random, 5000, 0.02), 100, 98)
  })
})
