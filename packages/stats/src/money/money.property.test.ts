import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createRandomSource } from '../random/random-source.ts'
import { fitted } from '../test/fitted.ts'
import { internalRateOfReturn } from './internal-rate-of-return.ts'
import { netPresentValue } from './net-present-value.ts'
import { paybackPeriod } from './payback.ts'
import { rankStability } from './rank-stability.ts'
import { simulateNetPresentValue, type BenefitLine } from './simulate-net-present-value.ts'
import type { UncertainAmount } from './uncertain-amount.ts'

const runs = { numRuns: 300, seed: 20_240_601 }
const flows = fc.array(fc.integer({ min: -1000, max: 1000 }), { maxLength: 25 })
const rate = fc.double({ min: -0.5, max: 2, noNaN: true })
const number = (min: number, max: number) => fc.double({ min, max, noNaN: true })

describe('present value', () => {
  it('adds up and scales', () => {
    fc.assert(
      fc.property(flows, flows, rate, (one, other, at) => {
        const both = Array.from(
          { length: Math.max(one.length, other.length) },
          (_, t) => (one[t] ?? 0) + 3 * (other[t] ?? 0),
        )
        const sum = netPresentValue(one, at) + 3 * netPresentValue(other, at)
        const size = [...one, ...other].reduce(
          (total, flow, t) => total + Math.abs(flow) * 4 * Math.max(1, 1 / (1 + at)) ** t,
          1,
        )
        expect(Math.abs(netPresentValue(both, at) - sum)).toBeLessThan(1e-12 * size)
      }),
      runs,
    )
  })

  it('refuses what is not a number, by its name', () => {
    expect(() => netPresentValue([1, NaN], 0.1)).toThrow(
      'flows[1] must be a finite number, got NaN',
    )
    expect(() => netPresentValue([1], -1)).toThrow('ratePerPeriod must be above -1, got -1')
    expect(() => internalRateOfReturn([Infinity])).toThrow(RangeError)
    expect(() => paybackPeriod([1], { ratePerPeriod: NaN })).toThrow(RangeError)
  })
})

describe('internal rate of return', () => {
  it('is a rate at which the value is nothing, and no other', () => {
    fc.assert(
      fc.property(flows, (stream) => {
        const found = internalRateOfReturn(stream)
        if (found.kind === 'insufficient') {
          expect(found.n).toBeLessThan(found.minimum)
          return
        }
        const values = found.kind === 'rate' ? [found.value] : found.values
        for (const value of values) {
          expect(value).toBeGreaterThan(-1)
          const size = netPresentValue(stream.map(Math.abs), value)
          expect(Math.abs(netPresentValue(stream, value))).toBeLessThanOrEqual(1e-9 * size)
        }
      }),
      runs,
    )
  })

  it('counts as many rates as the signs of the value change, at least', () => {
    fc.assert(
      fc.property(flows, (stream) => {
        const found = internalRateOfReturn(stream)
        const count = { insufficient: 0, rate: 1, 'several-rates': 2 }[found.kind]
        const grid = Array.from({ length: 60 }, (_, k) => Math.exp(k / 8 - 3) - 1)
        const signs = grid
          .map((at) => Math.sign(netPresentValue(stream, at)))
          .filter((s) => s !== 0)
        const changes = signs.filter((sign, k) => k > 0 && sign !== signs[k - 1]).length
        expect(Math.min(changes, 2)).toBeLessThanOrEqual(count)
      }),
      runs,
    )
  })

  it('of a long annuity is the yield it was priced at', () => {
    fc.assert(
      fc.property(
        number(1, 1000),
        number(0.001, 0.2),
        fc.integer({ min: 2, max: 400 }),
        (size, yields, n) => {
          // An annuity priced at its own yield.
          const price = size * ((1 - (1 + yields) ** -n) / yields)
          const found = internalRateOfReturn([-price, ...new Array<number>(n).fill(size)])
          expect(found.kind).toBe('rate')
          if (found.kind === 'rate') expect(Math.abs(found.value - yields)).toBeLessThan(1e-9)
        },
      ),
      runs,
    )
  })
})

describe('payback', () => {
  it('comes later when discounted, and never within a period without a rise', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 500 }), { minLength: 1, maxLength: 20 }),
        fc.integer({ min: 1, max: 3000 }),
        number(0, 1),
        (gains, cost, at) => {
          const stream = [-cost, ...gains]
          const plain = paybackPeriod(stream)
          const discounted = paybackPeriod(stream, { ratePerPeriod: at })
          if (discounted.kind === 'insufficient') return
          expect(plain.kind).toBe('payback')
          if (plain.kind === 'payback')
            expect(plain.periods).toBeLessThanOrEqual(discounted.periods + 1e-9)
          expect(discounted.periods).toBeLessThanOrEqual(gains.length)
          expect(discounted.isLost).toBe(false)
        },
      ),
      runs,
    )
  })

  it('says in words that it never pays back, and that what was paid back is lost again', () => {
    expect(paybackPeriod([-100, 20, 30])).toMatchObject({
      kind: 'insufficient',
      why: 'What was put in is not paid back within 2 periods.',
    })
    expect(paybackPeriod([-100, 150, -80])).toMatchObject({ isLost: true })
    expect(paybackPeriod([50, 20])).toEqual({ kind: 'payback', periods: 0, isLost: false })
    expect(paybackPeriod([])).toMatchObject({ kind: 'insufficient' })
  })
})

const amount: fc.Arbitrary<UncertainAmount> = fc.oneof(
  fc.record({ shape: fc.constant('fixed' as const), value: number(-100, 100) }),
  fc.record({ shape: fc.constant('normal' as const), mean: number(-100, 100), sd: number(0, 50) }),
  fc.record({ shape: fc.constant('log-normal' as const), mean: number(1, 100), sd: number(0, 50) }),
  fc.tuple(number(-50, 50), number(0, 50), number(0, 50)).map(([low, up, more]) => ({
    shape: 'triangular' as const,
    low,
    likely: low + up,
    high: low + up + more,
  })),
  fc
    .tuple(number(-50, 50), number(0, 50))
    .map(([low, up]) => ({ shape: 'uniform' as const, low, high: low + up })),
)
const line: fc.Arbitrary<BenefitLine> = fc.record({
  name: fc.constant('line'),
  amount,
  profile: fc.array(number(-2, 2), { maxLength: 6 }),
})

describe('uncertain streams', () => {
  it('simulated futures lie about their exact mean, percentiles in order, the same by the same seed', () => {
    fc.assert(
      fc.property(
        fc.array(line, { maxLength: 4 }),
        number(-0.2, 1),
        fc.nat(1e6),
        (lines, at, seed) => {
          const simulate = () =>
            simulateNetPresentValue(
              { lines, ratePerPeriod: at },
              { random: createRandomSource(seed), draws: 400 },
            )
          const found = simulate()
          expect(found).toEqual(simulate())
          expect([found.mean, found.sd].every(Number.isFinite)).toBe(true)
          expect(found.p10.value).toBeLessThanOrEqual(found.p50.value)
          expect(found.p50.value).toBeLessThanOrEqual(found.p90.value)
          // Cantelli: no distribution has its median further from its mean than one deviation.
          expect(Math.abs(found.p50.value - found.mean)).toBeLessThanOrEqual(1.3 * found.sd + 1e-9)
        },
      ),
      { ...runs, numRuns: 60 },
    )
  })

  it('refuses an amount that does not fit its shape, by its name', () => {
    const simulate = (bad: UncertainAmount) => () =>
      simulateNetPresentValue(
        { lines: [{ name: 'upsell', amount: bad, profile: [1] }], ratePerPeriod: 0 },
        { random: createRandomSource(1) },
      )
    expect(simulate({ shape: 'triangular', low: 1, likely: 5, high: 4 })).toThrow(
      'amount of upsell must have low ≤ likely ≤ high, got 1, 5, 4',
    )
    expect(simulate({ shape: 'log-normal', mean: 0, sd: 4 })).toThrow(RangeError)
    expect(simulate({ shape: 'normal', mean: 1, sd: -1 })).toThrow(RangeError)
    expect(simulate({ shape: 'uniform' as const, low: 2, high: 1 })).toThrow(RangeError)
  })
})

describe('rank stability', () => {
  const table = fc
    .tuple(fc.integer({ min: 2, max: 5 }), fc.integer({ min: 1, max: 4 }))
    .chain(([n, k]) =>
      fc.record({
        scores: fc.array(
          fc.array(fc.integer({ min: 0, max: 10 }), { minLength: k, maxLength: k }),
          {
            minLength: n,
            maxLength: n,
          },
        ),
        weights: fc.array(fc.integer({ min: 1, max: 9 }), { minLength: k, maxLength: k }),
        noise: number(0, 1),
      }),
    )
  const rank = ({
    scores,
    weights,
    noise,
  }: {
    scores: number[][]
    weights: number[]
    noise: number
  }) =>
    fitted(
      rankStability(
        { alternatives: scores.map((own, i) => ({ name: `${i}`, scores: own })), weights, noise },
        { random: createRandomSource(11), draws: 200 },
      ),
    )

  it('shares add up by alternative and by rank; who is better on all counts is never behind', () => {
    fc.assert(
      fc.property(table, (input) => {
        const { alternatives } = rank(input)
        alternatives.forEach((one, i) => {
          expect(one.shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9)
          const atRank = alternatives.reduce((sum, other) => sum + other.shares[i]!, 0)
          expect(atRank).toBeCloseTo(1, 9)
          input.scores.forEach((other, j) => {
            if (other.every((score, k) => input.scores[i]![k]! > score))
              expect(one.meanRank).toBeLessThan(alternatives[j]!.meanRank)
          })
        })
      }),
      { ...runs, numRuns: 100 },
    )
  })

  it('without noise each keeps its rank, and the unit of the weights does not matter', () => {
    fc.assert(
      fc.property(table, (input) => {
        const still = rank({ ...input, noise: 0 })
        const scaled = rank({ ...input, weights: input.weights.map((weight) => 8 * weight) })
        const plain = rank(input)
        expect(still.firstHolds).toBeGreaterThan(0)
        plain.alternatives.forEach((one, i) => {
          const equals = plain.alternatives.filter(({ rank: other }) => other === one.rank).length
          if (equals === 1) expect(still.alternatives[i]!.shares[one.rank - 1]).toBeCloseTo(1, 9)
          expect(scaled.alternatives[i]!.shares).toEqual(one.shares)
        })
      }),
      { ...runs, numRuns: 100 },
    )
  })

  it('is thin with one alternative or without weight, and refuses wrong input by name', () => {
    const random = createRandomSource(1)
    const one = { name: 'a', scores: [1, 2] }
    expect(rankStability({ alternatives: [one], weights: [1, 1] }, { random }).kind).toBe(
      'insufficient',
    )
    expect(rankStability({ alternatives: [one, one], weights: [0, 0] }, { random }).kind).toBe(
      'insufficient',
    )
    expect(() => rankStability({ alternatives: [one, one], weights: [1] }, { random })).toThrow(
      'scores of a must be one per weight (1), got 2',
    )
    expect(() => rankStability({ alternatives: [one], weights: [1, -2] }, { random })).toThrow(
      'weights[1] must be a finite number, 0 or above, got -2',
    )
  })
})
