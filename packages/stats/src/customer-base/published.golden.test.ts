import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { fitted } from '../test/fitted.ts'
import { relativeGap } from '../test/golden-values.ts'
import { hasSharedData, readCdnow, sharedFile, summarise } from '../test/shared-data.ts'
import {
  bgBbConditionalExpectedPurchases,
  bgBbExpectedPurchases,
  bgBbProbabilityAlive,
  fitBgBb,
} from './bg-bb/fit-bg-bb.ts'
import { fitBgNbd, fitMbgNbd } from './dropout-nbd/fit-dropout-nbd.ts'
import { dropoutNbdObjective } from './dropout-nbd/likelihood.ts'
import { fitWithCovariates } from './covariates/fit-with-covariates.ts'
import { forecastPurchases, holdoutError } from './forecast-purchases.ts'
import { likelihoodRatioTest } from './likelihood-ratio-test.ts'
import { fitParetoNbd } from './pareto-nbd/fit-pareto-nbd.ts'
import { paretoNbdObjective } from './pareto-nbd/likelihood.ts'
import {
  conditionalExpectedPurchases,
  discountedExpectedPurchases,
  expectedPurchases,
  predictPurchases,
  probabilityAlive,
  purchaseProbability,
} from './predict.ts'

function expectNear(actual: number, expected: number, relative: number): void {
  expect(relativeGap(actual, expected), `${actual} against ${expected}`).toBeLessThan(relative)
}

function readColumns(name: string): Float64Array[] {
  const rows = readFileSync(sharedFile(name), 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(',').map(Number))
  return rows[0]!.map((_, at) => Float64Array.from(rows, (row) => row[at]!))
}

describe('Pareto/NBD at published parameters', () => {
  const model = {
    model: 'pareto-nbd' as const,
    parameters: { r: 0.5533971, alpha: 10.5801985, s: 0.6060625, beta: 11.6562237 },
  }
  const regular = { x: 26, tx: 30.86, T: 31 }

  it('E[X(52)], conditional expectation, P(alive) and DERT: BTYD', () => {
    expectNear(expectedPurchases(model, 52), 1.473113, 1e-6)
    expectNear(conditionalExpectedPurchases(model, regular, 52), 25.45532, 1e-6)
    expectNear(probabilityAlive(model, regular), 0.9979179, 1e-6)
    const weekly = { yearlyRate: Math.expm1(0.0027 * 52), unitsPerYear: 52 }
    expectNear(discountedExpectedPurchases(model, regular, Infinity, weekly), 86.03502, 1e-6)
  })

  it('P(X(39) = 0, 1, 2): BTYD', () => {
    const expected = [0.5935692, 0.1655853, 0.08249924]
    expected.forEach((p, n) => expectNear(purchaseProbability(model, n, 39), p, 1e-6))
  })

  it('E[X(0..9)]: lifetimes, from R at .55, 10.56, .61, 11.64', () => {
    const rounded = { ...model, parameters: { r: 0.55, alpha: 10.56, s: 0.61, beta: 11.64 } }
    const expected = [
      0.05077821, 0.09916088, 0.14542507, 0.1897993, 0.23247466, 0.27361274, 0.31335159, 0.35181024,
      0.38909211,
    ]
    expect(expectedPurchases(rounded, 0)).toBe(0)
    expected.forEach((count, i) => expectNear(expectedPurchases(rounded, i + 1), count, 1e-6))
  })

  it('one purchase more at x = 132: lifetimes test_estimation.py:376', () => {
    const rounded = { ...model, parameters: { r: 0.55, alpha: 10.58, s: 0.61, beta: 11.67 } }
    const at = (x: number) => conditionalExpectedPurchases(rounded, { x, tx: 200, T: 200 }, 10)
    expectNear(at(132), 6.2060518, 1e-6)
    expectNear(at(133), 6.2528722, 1e-6)
  })

  it('stays finite where others overflow: lifetimes #312-319 and CLVTools #100', () => {
    const steep = { r: 10.465, alpha: 0.00798565181, s: 3.0516, beta: 2.82 }
    const point = Float64Array.from(Object.values(steep), Math.log)
    for (const [x, tx, T] of [
      [400, 5, 6],
      [500, 1, 37],
      [500, 4, 37],
    ] as const) {
      const one = (value: number) => Float64Array.of(value)
      const gradient = new Float64Array(4)
      const groups = { x: one(x), tx: one(tx), T: one(T), w: one(1) }
      expect(Number.isFinite(paretoNbdObjective(groups).evaluate(point, gradient))).toBe(true)
      expect(gradient.every(Number.isFinite)).toBe(true)
      const alive = probabilityAlive({ model: 'pareto-nbd', parameters: steep }, { x, tx, T })
      expect(alive).toBeGreaterThanOrEqual(0)
    }
    for (const [x, tx, T, alive] of [
      [221, 103.42857, 103.57143, 0.99913395],
      [161, 94.71429, 98, 0.65106299],
      [204, 98.57143, 99.42857, 0.98850148],
    ] as const)
      // The source gives the histories but rounds its parameters, hence the fourth digit.
      expectNear(probabilityAlive(model, { x, tx, T }), alive, 5e-5)
  })
})

describe('BG/NBD likelihood of one customer: PyMC-Marketing test_beta_geo.py', () => {
  const point = Float64Array.from([0.25, 4, 0.8, 2.5], Math.log)
  const logLikelihood = (x: number, tx: number) =>
    dropoutNbdObjective(
      {
        x: Float64Array.of(x),
        tx: Float64Array.of(tx),
        T: Float64Array.of(40),
        w: Float64Array.of(1),
      },
      'after-repeat',
    ).evaluate(point, new Float64Array(4))

  it('at x = 0 and at x = 200', () => {
    expectNear(logLikelihood(0, 0), -0.59947382, 1e-7)
    expectNear(logLikelihood(200, 38), 100.7957, 1e-6)
  })
})

describe.skipIf(!hasSharedData)('fits on published data', () => {
  it('Pareto/NBD on CDNOW in exact days: at least the BTYD and CLVTools maximum', () => {
    const groups = summarise(readCdnow(), '1997-09-30', 7)
    const fit = fitted(fitParetoNbd(groups))
    // BTYD stops early on a flat ridge: at its parameters the likelihood is lower and still rises.
    const at = (parameters: readonly number[]) => {
      const slope = new Float64Array(4)
      const value = paretoNbdObjective(groups).evaluate(
        Float64Array.from(parameters, Math.log),
        slope,
      )
      const steepest = Math.max(...slope.map(Math.abs))
      return { logLikelihood: value * fit.customers, steepest: steepest * fit.customers }
    }
    const theirs = at([0.5533971, 10.5802, 0.6060625, 11.65622])
    const { r, alpha, s, beta } = fit.parameters
    expect(theirs.logLikelihood).toBeCloseTo(-9594.976, 3)
    expect(fit.logLikelihood).toBeGreaterThan(theirs.logLikelihood)
    expect(theirs.steepest).toBeGreaterThan(0.1)
    expect(at([r, alpha, s, beta]).steepest).toBeLessThan(1e-8)
    expect(fit.logLikelihood).toBeCloseTo(-9594.976, 3)
    expectNear(fit.parameters.r, 0.5533971, 5e-4)
    expectNear(fit.parameters.alpha, 10.5802, 5e-4)
    expectNear(fit.parameters.s, 0.6060625, 5e-4)
    expectNear(fit.parameters.beta, 11.65622, 2e-3)
    expectNear(fit.standardErrors.r, 0.0476264, 5e-4)
    expectNear(fit.standardErrors.alpha, 0.8427222, 5e-4)
    expectNear(fit.standardErrors.s, 0.1872594, 5e-4)
    expectNear(fit.standardErrors.beta, 6.2105448, 5e-4)
  })

  it('BG/NBD and MBG/NBD on the two-decimal CDNOW summary: lifetimes', () => {
    const [, x, tx, T] = readColumns('cdnow/cdnow_customers_summary.csv')
    const groups = { x: x!, tx: tx!, T: T!, w: new Float64Array(x!.length).fill(1) }
    const bg = fitted(fitBgNbd(groups))
    expectNear(bg.parameters.r, 0.242593, 1e-6)
    expectNear(bg.parameters.alpha, 4.413532, 1e-6)
    expectNear(bg.parameters.a, 0.792886, 1e-6)
    expectNear(bg.parameters.b, 2.425752, 1e-6)
    expectNear(bg.standardErrors.r, 0.012557, 1e-4)
    expectNear(bg.standardErrors.alpha, 0.378221, 1e-5)
    expectNear(bg.standardErrors.a, 0.185719, 1e-5)
    expectNear(bg.standardErrors.b, 0.705345, 1e-5)
    expect(bg.logLikelihood).toBeCloseTo(-9582.4256, 4)
    const mbg = fitted(fitMbgNbd(groups))
    expectNear(mbg.parameters.r, 0.524838, 1e-6)
    expectNear(mbg.parameters.alpha, 6.182988, 1e-6)
    expectNear(mbg.parameters.a, 0.891356, 1e-6)
    expectNear(mbg.parameters.b, 1.614, 1e-6)
    expect(mbg.logLikelihood).toBeCloseTo(-9582.1327, 4)
  })

  it('BG/BB on the donations: Fader, Hardie and Shang (2010), BTYD, PyMC-Marketing', () => {
    const [x, tx, n, w] = readColumns('donations/donations.csv')
    const fit = fitted(fitBgBb({ x: x!, tx: tx!, n: n!, w: w! }))
    expect(fit.customers).toBe(11_104)
    expect(fit.parameters.alpha).toBeCloseTo(1.2035, 4)
    expect(fit.parameters.beta).toBeCloseTo(0.7497, 4)
    expect(fit.parameters.gamma).toBeCloseTo(0.6567, 4)
    expectNear(fit.parameters.delta, 2.7834, 5e-5)
    expect(fit.logLikelihood).toBeCloseTo(-33225.58, 2)
    const expected = [
      0.4985, 0.9233, 1.2969, 1.6323, 1.9381, 2.2202, 2.4826, 2.7285, 2.9603, 3.1798, 3.3887,
    ]
    expected.forEach((count, i) =>
      expect(bgBbExpectedPurchases(fit.parameters, i + 1)).toBeCloseTo(count, 4),
    )
    const alive = (donations: number, last: number) =>
      bgBbProbabilityAlive(fit.parameters, { x: donations, tx: last, n: 6 })
    expect(alive(0, 0)).toBeCloseTo(0.11, 2)
    expect(alive(2, 4)).toBeCloseTo(0.59, 2)
    expect(alive(6, 6)).toBeCloseTo(0.93, 2)
    const next = Array.from(x!, (count, i) => {
      const history = { x: count, tx: tx![i]!, n: n![i]! }
      return w![i]! * bgBbConditionalExpectedPurchases(fit.parameters, history, 5)
    })
    expect(next.reduce((sum, value) => sum + value, 0)).toBeCloseTo(12_884.2, 1)
  })

  it('forecasts 39 weeks of CDNOW within its interval or says how far it missed', () => {
    const calibration = summarise(readCdnow(), '1997-09-30', 7)
    const complete = summarise(readCdnow(), '1998-06-30', 7)
    const fit = fitted(fitBgNbd(calibration))
    const forecast = forecastPurchases(fit, calibration, 39)
    const actual = complete.x.map((x, i) => x - calibration.x[i]!)
    const predicted = calibration.x.map((x, i) =>
      conditionalExpectedPurchases(fit, { x, tx: calibration.tx[i]!, T: calibration.T[i]! }, 39),
    )
    const error = holdoutError({ predicted, actual, w: calibration.w })
    expect(error.actualTotal).toBe(1882)
    expect(error.predictedTotal).toBeCloseTo(forecast.value, 8)
    // The known under-forecast of CDNOW's year end, −12 %.
    expect(error.relativeTotalError).toBeCloseTo(-0.1215, 3)
    const one = predictPurchases(fit, { x: 2, tx: 30.43, T: 38.86 }, 39)
    expect(one.low).toBeLessThanOrEqual(one.expected)
    expect(one.high).toBeGreaterThanOrEqual(one.expected)
  })

  it('a covariate that is noise is told as noise, and the larger model never fits worse', () => {
    const all = summarise(readCdnow(), '1997-09-30', 7)
    const strata = [0, 1].map((parity) => {
      const rows = [...all.x.keys()].filter((row) => row % 2 === parity)
      const pick = (column: Float64Array) => Float64Array.from(rows, (row) => column[row]!)
      const groups = { x: pick(all.x), tx: pick(all.tx), T: pick(all.T), w: pick(all.w) }
      return { covariates: [parity], groups }
    })
    const without = fitted(fitBgNbd(all))
    const withParity = fitted(fitWithCovariates('bg-nbd', ['odd'], strata))
    const test = likelihoodRatioTest(without, withParity)
    expect(test.degreesOfFreedom).toBe(2)
    expect(test.statistic).toBeGreaterThanOrEqual(0)
    expect(test.p).toBeGreaterThan(0.05)
    for (const effect of withParity.effects) expect(effect.p).toBeGreaterThan(0.05)
  })
})
