import { describe, expect, it } from 'vitest'
import { compareNps } from '../compare/compare-nps.ts'
import type { Comparison } from '../compare/comparison.ts'
import type { IntervalEstimate } from '../estimate/interval-estimate.ts'
import { npsInterval, weightedNpsInterval, type NpsMethod } from './nps-interval.ts'

type Triple = readonly [promoters: number, passives: number, detractors: number]

function countsOf([promoters, passives, detractors]: Triple) {
  return { promoters, passives, detractors }
}

function estimate(triple: Triple, method?: NpsMethod, level = 0.95): IntervalEstimate {
  const interval = npsInterval({ ...countsOf(triple), level, ...(method ? { method } : {}) })
  if (interval.kind !== 'estimate') throw new Error(interval.why)
  return interval
}

// Derived table, 95 %, fractions in the source; Wald bounds are clamped to ±1 here.
const table: { triple: Triple; nps: number; bounds: Record<NpsMethod, [number, number]> }[] = [
  row([162, 108, 54], 0.333333, [0.252174, 0.414493], [0.249453, 0.411098], [0.24954, 0.411611]),
  row(
    [291, 476, 395],
    -0.089501,
    [-0.133378, -0.045624],
    [-0.133084, -0.045457],
    [-0.133165, -0.045453],
  ),
  row([250, 675, 75], 0.175, [0.141372, 0.208628], [0.140859, 0.208094], [0.141398, 0.208781]),
  row([50, 30, 20], 0.3, [0.146922, 0.453078], [0.140511, 0.442013], [0.139551, 0.443393]),
  row([3, 2, 1], 0.333333, [-0.263065, 0.929731], [-0.267433, 0.711877], [-0.311074, 0.753957]),
  row([10, 0, 0], 1, [1, 1], [0.475036, 1], [0.444934, 1]),
  row([5, 0, 5], 0, [-0.619795, 0.619795], [-0.511274, 0.511274], [-0.526814, 0.526814]),
]

function row(
  triple: Triple,
  nps: number,
  wald: [number, number],
  adjusted: [number, number],
  score: [number, number],
) {
  return { triple, nps, bounds: { wald, 'adjusted-wald': adjusted, score } }
}

describe('npsInterval', () => {
  for (const { triple, nps, bounds } of table) {
    for (const method of ['wald', 'adjusted-wald', 'score'] as const) {
      it(`${triple.join('/')} by ${method}`, () => {
        const interval = estimate(triple, method)
        expect(interval.value / 100).toBeCloseTo(nps, 6)
        expect(interval.low / 100).toBeCloseTo(bounds[method][0], 6)
        expect(interval.high / 100).toBeCloseTo(bounds[method][1], 6)
      })
    }
  }

  it('has variance 5/9 and standard error .041409 at 162/108/54 (Cross Validated 18603)', () => {
    expect(estimate([162, 108, 54], 'wald').se).toBeCloseTo(4.1409, 4)
  })

  it('gives −8.9501 ± 4.3877 at 291/476/395 by Wald', () => {
    const { value, high } = estimate([291, 476, 395], 'wald')
    expect(value).toBeCloseTo(-8.9501, 4)
    expect(high - value).toBeCloseTo(4.3877, 4)
  })

  it('gives the standard errors of the R package NPS on raw answers', () => {
    expect(estimate([3, 2, 1], 'wald').se).toBeCloseTo(30.4, 1)
    expect(estimate([1, 0, 1], 'wald').se).toBeCloseTo(70.7, 1)
    expect(estimate([1, 1, 0], 'wald').se).toBeCloseTo(35.4, 1)
    expect(estimate([1, 1, 1], 'wald').se).toBeCloseTo(47.1, 1)
    expect(estimate([50, 30, 20], 'wald').se).toBeCloseTo(7.81025, 5)
  })

  it('clamps at 100 points where plain Wald would reach 109.22', () => {
    expect(estimate([9, 0, 2], 'wald')).toMatchObject({ high: 100 })
    expect(estimate([9, 0, 2], 'wald').low).toBeCloseTo(18.05, 2)
  })

  it('pools counts, never scores', () => {
    const pooled = estimate([4, 6, 10])
    expect(pooled.value).toBeCloseTo(-30, 10)
    expect(estimate([10, 8, 2]).value).toBeCloseTo(40, 10)
    expect(estimate([8, 0, 2]).value).toBeCloseTo(60, 10)
  })

  it('holds its own estimate at every count up to 25 answers, at 80 and at 95 %', () => {
    for (const level of [0.8, 0.95])
      for (let promoters = 0; promoters <= 25; promoters += 1)
        for (let passives = 0; passives <= 25 - promoters; passives += 1)
          for (let detractors = 0; detractors <= 25 - promoters - passives; detractors += 1) {
            if (promoters + passives + detractors === 0) continue
            const { low, value, high } = estimate(
              [promoters, passives, detractors],
              undefined,
              level,
            )
            if (!(low <= value && value <= high))
              expect.fail(`${promoters}/${passives}/${detractors}: ${low} ${value} ${high}`)
          }
  })

  it('widens to a single promoter, whose published interval ends below 100', () => {
    expect(estimate([1, 0, 0])).toMatchObject({ value: 100, high: 100 })
  })

  it('answers with a value, not a throw, when nobody answered', () => {
    expect(npsInterval(countsOf([0, 0, 0]))).toMatchObject({
      kind: 'insufficient',
      n: 0,
      minimum: 1,
    })
  })

  it('names the bad value', () => {
    expect(() => npsInterval(countsOf([-1, 2, 3]))).toThrow(/promoters .* got -1/)
    expect(() => npsInterval(countsOf([1, 2.5, 3]))).toThrow(/passives .* got 2.5/)
    expect(() => npsInterval({ ...countsOf([1, 2, 3]), level: 1 })).toThrow(/level .* got 1/)
  })
})

describe('published mistakes that are not reproduced', () => {
  it('(50, 30… 20 dismissed) is not 40: dismissed people are not answers', () => {
    // 50 promoters, 20 passives, 10 detractors of 80 answers; 20 more dismissed the question.
    expect(estimate([50, 20, 10]).value).toBeCloseTo(50, 10)
  })

  it('250/675/75 of 1,000 is [14.14, 20.86], not the independent 14.3-20.5', () => {
    const { low, high } = estimate([250, 675, 75], 'wald')
    expect(low).toBeCloseTo(14.14, 2)
    expect(high).toBeCloseTo(20.86, 2)
  })

  it('is narrower than subtracting the two intervals of the shares', () => {
    const { low, high } = estimate([429, 407, 164], 'wald')
    const share = (p: number) => 1.959964 * Math.sqrt((p * (1 - p)) / 1000)
    expect(high - low).toBeLessThan(200 * (share(0.429) + share(0.164)))
  })

  it('refuses counts that are not whole, so an answer of 6.5 cannot fall between the bands', () => {
    expect(() => npsInterval(countsOf([0.5, 0, 0.5]))).toThrow(RangeError)
  })
})

describe('weightedNpsInterval', () => {
  it('equals the plain interval when all weights are 1', () => {
    const weighted = weightedNpsInterval({
      ...countsOf([50, 30, 20]),
      sumSquaredWeights: 100,
      n: 100,
    })
    const plain = estimate([50, 30, 20])
    expect(weighted).toMatchObject({ value: plain.value, low: plain.low, high: plain.high, n: 100 })
  })

  it('widens as at n = 1,111 when 1,500 answers have design effect 1.35', () => {
    const scale = 1500
    const weighted = weightedNpsInterval({
      promoters: 0.5 * scale,
      passives: 0.3 * scale,
      detractors: 0.2 * scale,
      sumSquaredWeights: 1500 * 1.35,
      n: 1500,
      method: 'wald',
    }) as IntervalEstimate
    expect(weighted.se).toBeCloseTo(100 * Math.sqrt(0.61 / (1500 / 1.35)), 10)
  })
})

describe('compareNps', () => {
  const compared = (a: Triple, b: Triple, method?: 'wald') =>
    compareNps(countsOf(a), countsOf(b), method ? { method } : {}) as Comparison

  it('(50,30,20) against (40,30,30): adjusted Wald', () => {
    const result = compared([50, 30, 20], [40, 30, 30])
    expect(result.difference).toBeCloseTo(20, 10)
    expect((result.low + result.high) / 200).toBeCloseTo(0.194175, 6)
    expect(result.se / 100).toBeCloseTo(0.112089, 6)
    expect(result.p).toBeCloseTo(0.0832, 4)
    expect(result.low / 100).toBeCloseTo(-0.0255, 4)
    expect(result.high / 100).toBeCloseTo(0.4139, 4)
  })

  it('(220,110,70) against (200,120,80)', () => {
    const result = compared([220, 110, 70], [200, 120, 80])
    expect((result.low + result.high) / 200).toBeCloseTo(0.074442, 6)
    expect(result.se / 100).toBeCloseTo(0.054446, 6)
    expect(result.p).toBeCloseTo(0.1715, 4)
  })

  it('plain Wald gives what the R package NPS gives', () => {
    const result = compared([50, 30, 20], [40, 30, 30], 'wald')
    expect(result.difference).toBeCloseTo(20, 10)
    expect(result.se).toBeCloseTo(11.4, 1)
    expect(result.p).toBeCloseTo(0.07941063, 8)
    expect(result.low).toBeCloseTo(-2.347, 3)
    expect(result.high).toBeCloseTo(42.347, 3)
  })
})
