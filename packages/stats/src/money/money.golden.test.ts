import { describe, expect, it } from 'vitest'
import { createRandomSource } from '../random/random-source.ts'
import { fitted } from '../test/fitted.ts'
import { readGolden, relativeGap } from '../test/golden-values.ts'
import { internalRateOfReturn } from './internal-rate-of-return.ts'
import { netPresentValue } from './net-present-value.ts'
import { paybackPeriod } from './payback.ts'
import { rankStability } from './rank-stability.ts'
import { simulateNetPresentValue } from './simulate-net-present-value.ts'
import { amountQuantile, describeAmount, type UncertainAmount } from './uncertain-amount.ts'

const golden = readGolden('money') as {
  npv: [flows: number[], rate: number, value: number][]
  irr: [flows: number[], rates: number[]][]
  payback: [flows: number[], rate: number, periods: number | null][]
  amount: [UncertainAmount, mean: number, variance: number, quantiles: [number, number][]][]
  rank: [scores: number[][], weights: number[], noise: number, firstShare: number][]
}

function expectClose(actual: number, expected: number, gap = 1e-10): void {
  expect(relativeGap(actual, expected), `${actual} against ${expected}`).toBeLessThan(gap)
}

describe('present value, internal rate and payback: numpy', () => {
  it('net present value', () => {
    for (const [flows, rate, value] of golden.npv)
      expectClose(netPresentValue(flows, rate), value, 1e-9)
  })

  it('every internal rate, and none where there is none', () => {
    for (const [flows, rates] of golden.irr) {
      const found = internalRateOfReturn(flows)
      if (found.kind === 'insufficient') expect(rates).toEqual([])
      else {
        const values = found.kind === 'rate' ? [found.value] : found.values
        expect(values.length).toBe(rates.length)
        values.forEach((value, k) => expectClose(value, rates[k]!, 1e-9))
      }
    }
  })

  it('payback, plain and discounted', () => {
    for (const [flows, rate, periods] of golden.payback) {
      const found = paybackPeriod(flows, { ratePerPeriod: rate })
      if (found.kind === 'insufficient') expect(periods).toBe(null)
      else expectClose(found.periods, periods!, 1e-9)
    }
  })
})

describe('published examples', () => {
  it('numpy-financial: npv and irr of its own documentation', () => {
    expectClose(netPresentValue([-100, 39, 59, 55, 20], 0.281), -0.00847859163845488, 1e-9)
    const rate = (flows: number[]) => {
      const found = internalRateOfReturn(flows)
      return found.kind === 'rate' ? found.value : NaN
    }
    expect(rate([-150000, 15000, 25000, 35000, 45000, 60000])).toBeCloseTo(0.0524, 4)
    expect(rate([-100, 0, 0, 74])).toBeCloseTo(-0.0955, 4)
    expect(rate([-100, 100, 0, -7])).toBeNaN()
    expect(rate([-100, 100, 0, 7])).toBeCloseTo(0.06206, 5)
  })

  it('Brealey and Myers: 4,000 for 2,000 then 4,000 yields 28.08 %', () => {
    const found = internalRateOfReturn([-4000, 2000, 4000])
    expect(found).toMatchObject({ kind: 'rate', isInvestment: true })
    if (found.kind === 'rate') expectClose(found.value, (1 + Math.sqrt(17)) / 4 - 1, 1e-12)
  })

  it('Lorie and Savage: the oil pump yields 25 % and 400 %', () => {
    const pump = internalRateOfReturn([-1600, 10000, -10000])
    expect(pump.kind).toBe('several-rates')
    if (pump.kind !== 'several-rates') return
    expectClose(pump.values[0]!, 0.25)
    expectClose(pump.values[1]!, 4)
    expect(pump.why).toBe(
      'The flows change sign 2 times and 2 rates make them worth nothing: compare net present values at your own rate instead.',
    )
  })

  it('says in words why there is no rate', () => {
    const why = (flows: number[]) => {
      const found = internalRateOfReturn(flows)
      return found.kind === 'insufficient' ? found.why : found.kind
    }
    expect(why([])).toBe('There are no flows: nothing is paid and nothing comes in.')
    expect(why([0, 0])).toBe('There are no flows: nothing is paid and nothing comes in.')
    expect(why([100, 20])).toBe(
      'Money only comes in, nothing is ever paid: at no rate is that worth nothing.',
    )
    expect(why([-100, 0, -20])).toBe(
      'Money is only paid, nothing ever comes in: at no rate does that break even.',
    )
    expect(why([100, -200, 150])).toBe(
      'The flows change sign 2 times, and the stream is never worth exactly nothing: it has no internal rate.',
    )
  })

  it('a rate at which the value only touches nothing is found once', () => {
    // 100 (1 − 2x)²: x = ½, so 100 %.
    const found = internalRateOfReturn([100, -400, 400])
    expect(found.kind).toBe('rate')
    if (found.kind === 'rate') expectClose(found.value, 1, 1e-12)
  })
})

describe('uncertain amounts: scipy', () => {
  it('means, variances and quantiles of every shape', () => {
    for (const [amount, mean, variance, quantiles] of golden.amount) {
      const described = describeAmount(amount)
      expectClose(described.mean, mean)
      expectClose(described.variance, variance)
      for (const [p, value] of quantiles) expectClose(amountQuantile(amount, p), value, 1e-9)
    }
  })

  it('a normal stream has the percentiles of its normal', () => {
    const value = simulateNetPresentValue(
      {
        ratePerPeriod: 0.1,
        lines: [
          { name: 'cost', amount: { shape: 'fixed', value: 200 }, profile: [-1] },
          { name: 'gain', amount: { shape: 'normal', mean: 100, sd: 20 }, profile: [0, 1, 1, 1] },
        ],
      },
      { random: createRandomSource(7), draws: 40_000 },
    )
    const annuity = 1 / 1.1 + 1 / 1.21 + 1 / 1.331
    expectClose(value.mean, 100 * annuity - 200)
    expectClose(value.sd, 20 * annuity)
    for (const [percentile, z] of [
      [value.p10, -1.2815515655446004],
      [value.p50, 0],
      [value.p90, 1.2815515655446004],
    ] as const) {
      const truth = value.mean + z * value.sd
      expect(Math.abs(percentile.value - truth)).toBeLessThan(0.02 * value.sd)
      expect(percentile.low).toBeLessThan(percentile.value)
      expect(percentile.high).toBeGreaterThan(percentile.value)
    }
    expect(value.lines.map(({ shareOfVariance }) => shareOfVariance)).toEqual([0, 1])
  })
})

describe('rank stability: exact shares by integration over the weights', () => {
  it('two alternatives, two criteria', () => {
    for (const [scores, weights, noise, share] of golden.rank) {
      const alternatives = scores.map((own, i) => ({ name: `${i}`, scores: own }))
      const found = fitted(
        rankStability(
          { alternatives, weights, noise },
          { random: createRandomSource(3), draws: 40_000 },
        ),
      )
      expect(Math.abs(found.alternatives[0]!.shares[0]! - share)).toBeLessThan(
        4 * found.simulationError,
      )
    }
  })
})
