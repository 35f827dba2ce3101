import { describe, expect, it } from 'vitest'
import { meanStatisticsFromSums } from '../../mean/mean-statistics.ts'
import { fitted } from '../../test/fitted.ts'
import { estimateAdjustedMeanEffect, estimateAdjustedRatioEffect } from './adjusted-effects.ts'
import { estimateMeanEffect, estimateShareEffect } from './arm-effects.ts'

/** GrowthBook, packages/stats/tests/frequentist/test_tests.py: arms a (control) and b. */
const b = meanStatisticsFromSums(3461, 2422.7, 134698.29)
const a = meanStatisticsFromSums(3407, 1396.87, 52377.9767)
const shortA = meanStatisticsFromSums(3000, 1396.87, 52377.9767)

describe('effects of an experiment against GrowthBook', () => {
  it('absolute .29 [.04538, .53462], SE .12478, p .02016', () => {
    const effect = fitted(estimateMeanEffect(b, a))
    expect(effect.difference).toBeCloseTo(0.29, 5)
    expect(effect.se).toBeCloseTo(0.12478, 5)
    expect(effect.low).toBeCloseTo(0.04538, 5)
    expect(effect.high).toBeCloseTo(0.53462, 5)
    expect(effect.p).toBeCloseTo(0.02016, 5)
  })

  it('relative .70732 [−.03526, 1.44989], SE .37879, p .06191', () => {
    const effect = fitted(estimateMeanEffect(b, a, { relative: true }))
    expect(effect.difference).toBeCloseTo(0.70732, 5)
    expect(effect.se).toBeCloseTo(0.37879, 5)
    expect(effect.low).toBeCloseTo(-0.03526, 5)
    expect(effect.high).toBeCloseTo(1.44989, 5)
    expect(effect.p).toBeCloseTo(0.06191, 5)
  })

  it('shares 14 of 28 and 16 of 30: relative .06667 [−.47767, .61101], p .80707', () => {
    const treated = { successes: 16, n: 30 }
    const effect = fitted(
      estimateShareEffect(treated, { successes: 14, n: 28 }, { relative: true }),
    )
    expect(effect.difference).toBeCloseTo(0.06667, 5)
    expect(effect.se).toBeCloseTo(0.2717, 5)
    expect(effect.low).toBeCloseTo(-0.47767, 5)
    expect(effect.high).toBeCloseTo(0.61101, 5)
    expect(effect.p).toBeCloseTo(0.80707, 5)
  })

  it('sequential, tuned to 1,000: .50336 [−.55844, 1.56516]; shares at 5,000', () => {
    const effect = fitted(
      estimateMeanEffect(b, shortA, { relative: true, sequential: { tuning: 1000 } }),
    )
    expect(effect.difference).toBeCloseTo(0.50336, 5)
    expect(effect.low).toBeCloseTo(-0.55844, 5)
    expect(effect.high).toBeCloseTo(1.56516, 5)
    expect(effect.p).toBe(1)
    const shares = fitted(
      estimateShareEffect(
        { successes: 2422, n: 3461 },
        { successes: 1396, n: 3000 },
        { relative: true, sequential: { tuning: 5000 } },
      ),
    )
    expect(shares.low).toBeCloseTo(0.40098, 5)
    expect(shares.high).toBeCloseTo(0.60675, 5)
  })

  it('CUPED, sequential at 5,000: .50338 [−.50969, 1.51646], SE .33341', () => {
    const effect = fitted(
      estimateAdjustedMeanEffect(
        { n: 3461, sumY: 2422.7, sumYY: 134698.29, sumX: 22.7, sumXX: 1348.29, sumXY: 1 },
        { n: 3000, sumY: 1396.87, sumYY: 52377.9767, sumX: 16.87, sumXX: 527.9767, sumXY: 1 },
        { relative: true, sequential: { tuning: 5000 } },
      ),
    )
    expect(effect.difference).toBeCloseTo(0.50338, 5)
    expect(effect.se).toBeCloseTo(0.33341, 5)
    // GrowthBook takes the derivative at x̄t = x̄c for means and at the data for ratios; here it is at
    // the data for both, which moves these bounds by 1.2e-5.
    expect(Math.abs(effect.low + 0.50969)).toBeLessThan(2e-5)
    expect(Math.abs(effect.high - 1.51646)).toBeLessThan(2e-5)
  })

  it('CUPED θ of two equal arms, outcomes 2 1 5 3 after .3 .5 .9 22: .01864', () => {
    const arm = { n: 4, sumY: 11, sumYY: 39, sumX: 23.7, sumXX: 485.15, sumXY: 71.6 }
    expect(fitted(estimateAdjustedMeanEffect(arm, arm)).adjustment!.theta).toBeCloseTo(0.01864, 5)
  })
})

describe('a ratio with CUPED against GrowthBook', () => {
  const treated = {
    during: ratioSums(
      514.7757826608777,
      2994.897482705013,
      705.4090874383759,
      5291.36604146392,
      3918.1561431600717,
    ),
    before: ratioSums(
      206.94157227402536,
      514.2903702246757,
      302.54389139107326,
      994.4506208125663,
      698.4173425817908,
    ),
    sumNumeratorNumerator: 1237.0953021125997,
    sumNumeratorDenominator: 1701.0287270040265,
    sumDenominatorNumerator: 1604.0759503266522,
    sumDenominatorDenominator: 2292.081739775257,
  }
  const control = {
    during: ratioSums(
      485.112236689623,
      2715.484666118136,
      679.9093275844917,
      4939.424001640236,
      3602.146836776702,
    ),
    before: ratioSums(
      192.59138069991536,
      460.076026390857,
      290.1398399750233,
      920.9461385038898,
      634.239482353647,
    ),
    sumNumeratorNumerator: 1113.6215759318352,
    sumNumeratorDenominator: 1559.2878434944676,
    sumDenominatorNumerator: 1460.3181079276983,
    sumDenominatorDenominator: 2130.9404074446747,
  }

  it('relative −.0007 [−.00841, .00700], SE .00391, p .85771', () => {
    const effect = fitted(estimateAdjustedRatioEffect(treated, control, { relative: true }))
    expect(effect.difference).toBeCloseTo(-0.0007, 5)
    expect(effect.se).toBeCloseTo(0.00391, 5)
    expect(effect.low).toBeCloseTo(-0.00841, 5)
    expect(effect.high).toBeCloseTo(0.007, 5)
    expect(effect.p).toBeCloseTo(0.85771, 5)
  })

  it('sequential: [−.02063, .01923]', () => {
    const effect = fitted(
      estimateAdjustedRatioEffect(treated, control, {
        relative: true,
        sequential: { tuning: 5000 },
      }),
    )
    expect(effect.low).toBeCloseTo(-0.02063, 5)
    expect(effect.high).toBeCloseTo(0.01923, 5)
    expect(effect.p).toBe(1)
  })
})

function ratioSums(sumY: number, sumYY: number, sumX: number, sumXX: number, sumXY: number) {
  return { n: 100, sumY, sumYY, sumX, sumXX, sumXY }
}
