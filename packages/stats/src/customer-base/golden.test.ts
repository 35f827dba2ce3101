import { beforeAll, describe, expect, it } from 'vitest'
import { fitted } from '../test/fitted.ts'
import { hasSharedData, readCdnow, readOnlineRetail, summarise } from '../test/shared-data.ts'
import { fitBdw, fitSbg, retentionFromSurvivors } from './contractual/fit-retention.ts'
import {
  discountedExpectedLifetime,
  discountedExpectedResidualLifetime,
  retentionSurvival,
} from './contractual/predict-retention.ts'
import { deltaInterval } from './delta-interval.ts'
import { fitBgNbd, fitMbgNbd } from './dropout-nbd/fit-dropout-nbd.ts'
import { fitGammaGamma } from './gamma-gamma/fit-gamma-gamma.ts'
import { conditionalMeanSpend, populationMeanSpend } from './gamma-gamma/mean-spend.ts'
import {
  conditionalExpectedPurchases,
  expectedPurchases,
  probabilityAlive,
  purchaseProbability,
} from './predict.ts'

/** Relative closeness. */
function near(actual: number, expected: number, relative: number): void {
  expect(Math.abs(actual / expected - 1), `${actual} against ${expected}`).toBeLessThan(relative)
}

if (!hasSharedData)
  console.info('golden numbers on real data skipped: ../shared/data is not beside the repository')

describe.skipIf(!hasSharedData)('CDNOW 1/10 sample, exact days in weeks', () => {
  let groups: ReturnType<typeof summarise>
  beforeAll(() => {
    groups = summarise(readCdnow(), '1997-09-30', 7)
  })

  it('BG/NBD: CLVTools test_correctness_bgnbd.R', () => {
    const fit = fitted(fitBgNbd(groups))
    near(fit.parameters.r, 0.2425945, 1e-6)
    near(fit.parameters.alpha, 4.4136019, 1e-6)
    near(fit.parameters.a, 0.7929199, 5e-6)
    near(fit.parameters.b, 2.4258881, 1e-5)
    expect(fit.logLikelihood).toBeCloseTo(-9582.429, 3)
    expect(fit.boundaries).toEqual([])
  })

  it('Gamma-Gamma: BTYD and CLVTools reach −4055.918 within their optimiser’s tolerance', () => {
    const fit = fitted(fitGammaGamma(groups))
    expect(fit.customers).toBe(946)
    near(fit.parameters.p, 6.249349, 1e-4)
    near(fit.parameters.q, 3.744256, 1e-4)
    near(fit.parameters.v, 15.444307, 1e-4)
    expect(fit.logLikelihood).toBeCloseTo(-4055.918, 3)
    near(fit.standardErrors.p, 1.1897, 1e-3)
    near(fit.standardErrors.q, 0.2902, 1e-3)
    near(fit.standardErrors.v, 4.16, 1e-3)
  })

  it('delta-method standard error of E[X(52)] is .0702, where lifetimes has a negative variance', () => {
    const fit = fitted(fitBgNbd(groups))
    const interval = deltaInterval(fit, (parameters) =>
      expectedPurchases({ model: 'bg-nbd', parameters }, 52),
    )
    expect(interval.value).toBeCloseTo(1.444, 3)
    expect(interval.se).toBeCloseTo(0.0702, 4)
  })

  it('E[X(39) | 2, 30.43, 38.86] = 1.22591', () => {
    const fit = fitted(fitBgNbd(groups))
    const history = { x: 2, tx: 30.43, T: 38.86 }
    expect(conditionalExpectedPurchases(fit, history, 39)).toBeCloseTo(1.2259, 4)
  })

  it('E[X(t)] as lifetimes test_estimation.py:546', () => {
    const fit = fitted(fitBgNbd(groups))
    const times = [0.1429, 1, 3, 31.8571, 32, 78]
    const expected = [0.0078, 0.0532, 0.1506, 1.0405, 1.0437, 1.8576]
    times.forEach((t, i) => expect(expectedPurchases(fit, t)).toBeCloseTo(expected[i]!, 3))
  })
})

describe.skipIf(!hasSharedData)('UCI Online Retail II, days', () => {
  let groups: ReturnType<typeof summarise>
  beforeAll(() => {
    groups = summarise(readOnlineRetail(), '2011-12-09', 1)
  })

  it('has 5,878 customers, 27,229 repeat purchases and 1,689 one-timers', () => {
    const sum = (column: Float64Array) => column.reduce((total, value) => total + value, 0)
    expect(groups.x.length).toBe(5878)
    expect(sum(groups.x)).toBe(27_229)
    expect(sum(groups.tx)).toBe(1_607_008)
    expect(sum(groups.T)).toBe(2_787_703)
    expect(groups.x.filter((x) => x === 0).length).toBe(1689)
  })

  it('BG/NBD: lifetimes', () => {
    const fit = fitted(fitBgNbd(groups))
    near(fit.parameters.r, 0.663527, 1e-6)
    near(fit.parameters.alpha, 63.235539, 1e-6)
    near(fit.parameters.a, 0.108643, 5e-6)
    near(fit.parameters.b, 2.415697, 1e-6)
    expect(fit.logLikelihood).toBeCloseTo(-139039.093, 3)
  })

  it('MBG/NBD: lifetimes', () => {
    const fit = fitted(fitMbgNbd(groups))
    near(fit.parameters.r, 0.729179, 1e-6)
    near(fit.parameters.alpha, 67.207858, 1e-6)
    near(fit.parameters.a, 0.141655, 5e-6)
    near(fit.parameters.b, 3.232367, 5e-6)
    expect(fit.logLikelihood).toBeCloseTo(-139055.51, 2)
  })

  it('Gamma-Gamma: lifetimes', () => {
    const fit = fitted(fitGammaGamma(groups))
    near(fit.parameters.p, 2.169599, 1e-5)
    near(fit.parameters.q, 3.49197, 1e-5)
    near(fit.parameters.v, 461.323084, 1e-5)
    expect(fit.logLikelihood).toBeCloseTo(-28369.569, 3)
  })

  it('purchases and spend are nearly unrelated, .0225, as the Gamma-Gamma wants', () => {
    const { x, m } = groups
    const repeaters = [...x.keys()].filter((row) => x[row]! > 0)
    const mean = (of: (row: number) => number) =>
      repeaters.reduce((sum, row) => sum + of(row), 0) / repeaters.length
    const [meanX, meanM] = [mean((row) => x[row]!), mean((row) => m[row]!)]
    const covariance = mean((row) => (x[row]! - meanX) * (m[row]! - meanM))
    const [varianceX, varianceM] = [
      mean((row) => (x[row]! - meanX) ** 2),
      mean((row) => (m[row]! - meanM) ** 2),
    ]
    expect(covariance / Math.sqrt(varianceX * varianceM)).toBeCloseTo(0.0225, 4)
  })
})

describe('published predictions at given parameters', () => {
  const model = {
    model: 'bg-nbd' as const,
    parameters: { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 },
  }

  it('P(X(t) = n): lifetimes test_estimation.py:591-621', () => {
    near(purchaseProbability(model, 10, 2), 1.07869e-7, 1e-5)
    near(purchaseProbability(model, 0, 39), 0.5737864, 1e-6)
    const tail = [
      0.0019995214, 0.0015170236, 0.001163315, 0.0009003148, 0.0007023638, 0.0005517902,
      0.0004361913, 0.0003467171, 0.0002769613, 0.000222226,
    ]
    tail.forEach((expected, i) => near(purchaseProbability(model, 11 + i, 30), expected, 1e-6))
  })

  it('P(alive) and E[X(52)]: BTYD', () => {
    near(probabilityAlive(model, { x: 23, tx: 39, T: 39 }), 0.9685555, 1e-6)
    near(probabilityAlive(model, { x: 2, tx: 30.43, T: 38.86 }), 0.7265786, 1e-6)
    near(expectedPurchases(model, 52), 1.446051, 1e-6)
  })

  it('Gamma-Gamma at 6.25, 3.74, 15.44: note 025 and lifetimes', () => {
    const parameters = { p: 6.25, q: 3.74, v: 15.44 }
    near(conditionalMeanSpend(parameters, { x: 2, m: 22.35 }) as number, 24.66371, 1e-6)
    near(conditionalMeanSpend(parameters, { x: 1, m: 11.77 }) as number, 18.91685, 1e-6)
    near(populationMeanSpend(parameters) as number, 35.21898, 1e-6)
  })
})

describe('contracts: Fader and Hardie (2007), Table 1, years 0-7', () => {
  const regular = retentionFromSurvivors([1000, 631, 468, 382, 326, 289, 262, 241])
  const highEnd = retentionFromSurvivors([1000, 869, 743, 653, 593, 551, 517, 491])

  it('sBG', () => {
    const one = fitted(fitSbg(regular))
    expect(one.parameters.alpha).toBeCloseTo(0.7041, 4)
    expect(one.parameters.beta).toBeCloseTo(1.182, 4)
    expect(one.logLikelihood).toBeCloseTo(-1680.265, 3)
    expect(100 * retentionSurvival(one.parameters, 12)).toBeCloseTo(17, 2)
    const two = fitted(fitSbg(highEnd))
    expect(two.parameters.alpha).toBeCloseTo(0.6681, 4)
    expect(two.parameters.beta).toBeCloseTo(3.8061, 4)
    expect(two.logLikelihood).toBeCloseTo(-1611.158, 3)
    expect(100 * retentionSurvival(two.parameters, 12)).toBeCloseTo(37.8, 2)
  })

  it('is not the α = .688 that PyMC-Marketing’s own test carries for the regular cohort', () => {
    expect(Math.abs(fitted(fitSbg(regular)).parameters.alpha - 0.688)).toBeGreaterThan(0.015)
  })

  it('BdW', () => {
    const one = fitted(fitBdw(regular))
    expect(one.parameters.alpha).toBeCloseTo(0.4556, 4)
    expect(one.parameters.beta).toBeCloseTo(0.7793, 4)
    expect(one.parameters.c).toBeCloseTo(1.2835, 4)
    expect(one.logLikelihood).toBeCloseTo(-1679.603, 3)
    expect(100 * retentionSurvival(one.parameters, 12)).toBeCloseTo(17.73, 2)
    const two = fitted(fitBdw(highEnd))
    expect(two.parameters.alpha).toBeCloseTo(0.2143, 4)
    expect(two.parameters.beta).toBeCloseTo(1.4266, 4)
    expect(two.parameters.c).toBeCloseTo(1.7236, 4)
    expect(two.logLikelihood).toBeCloseTo(-1605.314, 3)
    expect(100 * retentionSurvival(two.parameters, 12)).toBeCloseTo(40.39, 2)
  })

  it('DEL and DERL at 10 %', () => {
    const cases = [
      [regular, 3.6949, [2.9644, 4.1031, 4.8698, 5.4421, 5.8941]],
      [highEnd, 5.9223, [5.4145, 5.9014, 6.2939, 6.6199, 6.8967]],
    ] as const
    for (const [ages, lifetime, residual] of cases) {
      const { parameters } = fitted(fitSbg(ages))
      expect(discountedExpectedLifetime(parameters, { discountRate: 0.1 })).toBeCloseTo(lifetime, 4)
      residual.forEach((expected, renewals) =>
        expect(
          discountedExpectedResidualLifetime(parameters, { renewals, discountRate: 0.1 }),
        ).toBeCloseTo(expected, 4),
      )
    }
  })
})
