import { describe, expect, it } from 'vitest'
import { fitted } from '../test/fitted.ts'
import { readGolden, relativeGap } from '../test/golden-values.ts'
import { concordance } from './concordance.ts'
import { estimateBaseline, predictSurvival } from './cox/estimate-baseline.ts'
import { fitCox } from './cox/fit-cox.ts'
import { testProportionalHazards } from './cox/test-proportional-hazards.ts'
import type { SurvivalIntervalMethod } from './curve-bounds.ts'
import { estimateSurvival } from './estimate-survival.ts'
import { logRankTest } from './log-rank-test.ts'
import { cumulativeHazardAt, restrictedMean, survivalQuantile } from './read-curve.ts'
import type { CoxRows } from './cox/cox-data.ts'

type Columns = Record<
  'time' | 'event' | 'entry' | 'x' | 'y' | 'z' | 'stratum' | 'n' | 'weight',
  number[]
>
interface Bounds {
  low: (number | null)[]
  high: (number | null)[]
}
type ByMethod<Value> = Record<SurvivalIntervalMethod, Value>
interface CurveGolden {
  data: Columns
  late: boolean
  time: number[]
  atRisk: number[]
  events: number[]
  survival: number[]
  se: number[]
  hazard: number[]
  hazardError: number[]
  bounds: ByMethod<Bounds>
  quantiles: ByMethod<Bounds & { value: (number | null)[] }>
  horizon: number
  mean: number
  meanError: number
}
interface LogRankGolden {
  data: Columns
  statistic: number
  observed: number[]
  expected: number[]
  p: number
  stratified: { statistic: number; p: number }
}
interface CoxGolden {
  data: Columns
  late: boolean
  weighted: boolean
  stratified: boolean
  ties: 'efron' | 'breslow'
  coefficients: number[]
  covariance: number[][]
  loglik: [number, number]
  wald: number
  score: number
  zph: { statistic: number[]; p: number[] }
  predicted: { time: number[]; value: number[]; se: number[]; low: number[]; high: number[] }
  concordance: number
  concordanceError: number
}
const golden = readGolden('survival') as {
  curves: CurveGolden[]
  logrank: LogRankGolden[]
  cox: CoxGolden[]
}
const methods = ['plain', 'log', 'log-log'] as const

function groupsOf(data: Columns, late: boolean) {
  return {
    time: Float64Array.from(data.time),
    event: Uint8Array.from(data.event),
    n: Float64Array.from(data.n),
    ...(late && { entry: Float64Array.from(data.entry) }),
  }
}

function expectClose(actual: number, expected: number, label: string, gap = 1e-8): void {
  expect(relativeGap(actual, expected), `${label}: ${actual}, ${expected}`).toBeLessThan(gap)
}

describe('survival curves: R survival', () => {
  golden.curves.forEach((expected, which) => {
    const groups = groupsOf(expected.data, expected.late)
    it(`curve ${which + 1}: survival, Greenwood, Nelson-Aalen and all three intervals`, () => {
      for (const method of methods) {
        const curve = fitted(estimateSurvival(groups, { method }))
        expected.time.forEach((time, i) => {
          // R merges no times here, and prints those of censoring too, as the curve holds them.
          expectClose(curve.time[i]!, time, 'time')
          expectClose(curve.atRisk[i]!, expected.atRisk[i]!, 'at risk')
          expectClose(curve.events[i]!, expected.events[i]!, 'events')
          expectClose(curve.survival[i]!, expected.survival[i]!, 'S')
          expectClose(curve.standardError[i]!, expected.se[i]!, 'se')
          expectClose(curve.cumulativeHazard[i]!, expected.hazard[i]!, 'H')
          expectClose(curve.cumulativeHazardError[i]!, expected.hazardError[i]!, 'se H')
          // R gives no log-log bound where S is 1.
          if (curve.survival[i] === 1) return
          expectClose(curve.low[i]!, expected.bounds[method].low[i]!, `${method} low`)
          expectClose(curve.high[i]!, expected.bounds[method].high[i]!, `${method} high`)
        })
      }
    })

    it(`curve ${which + 1}: quantiles with their intervals, restricted mean`, () => {
      for (const method of methods) {
        const curve = fitted(estimateSurvival(groups, { method }))
        const { value, low, high } = expected.quantiles[method]
        for (const [i, share] of [0.25, 0.5, 0.6].entries()) {
          const quantile = fitted(survivalQuantile(curve, share))
          expectClose(quantile.value, value[i]!, `${method} ${share}`)
          expectClose(quantile.low, low[i]!, `${method} ${share} low`)
          expect(quantile.high).toBe(high[i] ?? Infinity)
        }
      }
      const curve = fitted(estimateSurvival(groups))
      const mean = fitted(restrictedMean(curve, expected.horizon))
      expectClose(mean.value, expected.mean, 'mean')
      expectClose(mean.se, expected.meanError, 'se of the mean')
      const hazard = fitted(cumulativeHazardAt(curve, expected.time.at(-1)!))
      expectClose(hazard.value, expected.hazard.at(-1)!, 'hazard')
      expect(hazard.low < hazard.value && hazard.value < hazard.high).toBe(true)
    })
  })
})

describe('log-rank test of four samples: R survival', () => {
  golden.logrank.forEach(({ data, ...expected }, which) => {
    const pick = (group: number, column: keyof Columns) =>
      data[column].filter((_, i) => data.z[i] === group)
    const samples = [0, 1, 2, 3].map((group) => ({
      time: Float64Array.from(pick(group, 'time')),
      event: Uint8Array.from(pick(group, 'event')),
      n: Float64Array.from(pick(group, 'n')),
      stratum: Uint32Array.from(pick(group, 'stratum')),
    }))
    it(`sample ${which + 1}, plain and within strata`, () => {
      const plain = fitted(logRankTest(samples.map(({ time, event, n }) => ({ time, event, n }))))
      expectClose(plain.statistic, expected.statistic, 'χ²')
      expectClose(plain.p, expected.p, 'p')
      expect(plain.degreesOfFreedom).toBe(3)
      expect(plain.observed).toEqual(expected.observed)
      plain.expected.forEach((value, k) => expectClose(value, expected.expected[k]!, 'expected'))
      const within = fitted(logRankTest(samples))
      expectClose(within.statistic, expected.stratified.statistic, 'χ² within strata')
      expectClose(within.p, expected.stratified.p, 'p within strata')
    })
  })
})

function coxRows({ data, late, weighted, stratified }: CoxGolden): CoxRows {
  return {
    ...groupsOf(data, late),
    ...(weighted && { weight: Float64Array.from(data.weight) }),
    ...(stratified && { stratum: Uint32Array.from(data.stratum) }),
    covariates: (['x', 'y', 'z'] as const).map((name) => ({
      name,
      values: Float64Array.from(data[name]),
    })),
  }
}

describe('Cox regression: R survival', () => {
  golden.cox.forEach((expected, which) => {
    const rows = coxRows(expected)
    const fit = fitted(fitCox(rows, { ties: expected.ties }))
    it(`fit ${which + 1}: coefficients, covariance, likelihood and its tests`, () => {
      expected.coefficients.forEach((value, j) => {
        expectClose(fit.coefficients[j]!, value, 'coefficient')
        expected.covariance[j]!.forEach((cell, k) => {
          expectClose(fit.covariance[j]![k]!, cell, 'covariance', 1e-7)
        })
      })
      expectClose(fit.nullLogLikelihood, expected.loglik[0], 'null')
      expectClose(fit.logLikelihood, expected.loglik[1], 'log-likelihood')
      expectClose(fit.wald.statistic, expected.wald, 'Wald')
      expectClose(fit.score.statistic, expected.score, 'score')
      const ratio = 2 * (expected.loglik[1] - expected.loglik[0])
      expectClose(fit.likelihoodRatio.statistic, ratio, 'likelihood ratio')
    })

    it(`fit ${which + 1}: proportional hazards, predicted curve, concordance`, () => {
      const test = fitted(testProportionalHazards(rows, fit))
      ;[...test.covariates, test.global].forEach(({ statistic, p }, j) => {
        expectClose(statistic, expected.zph.statistic[j]!, 'zph χ²', 1e-6)
        expectClose(p, expected.zph.p[j]!, 'zph p', 1e-6)
      })
      const baseline = estimateBaseline(rows, fit)
      const { predicted } = expected
      predicted.time.forEach((time, i) => {
        const at = fitted(
          predictSurvival(baseline, {
            profile: [0.5, 1, 2],
            time,
            method: 'log',
            ...(expected.stratified && { stratum: 1 }),
          }),
        )
        expectClose(at.value, predicted.value[i]!, 'S(t|x)', 1e-7)
        expectClose(at.se, predicted.se[i]!, 'se S(t|x)', 1e-6)
        expectClose(at.low, predicted.low[i]!, 'low', 1e-6)
        expectClose(at.high, predicted.high[i]!, 'high', 1e-6)
      })
      if (expected.weighted) return
      const score = rows.time.map((_, i) =>
        rows.covariates.reduce((sum, { values }, j) => sum + values[i]! * fit.coefficients[j]!, 0),
      )
      const c = fitted(concordance(rows, score))
      expectClose(c.value, expected.concordance, 'concordance', 1e-7)
      expectClose(c.se, expected.concordanceError, 'se of concordance', 1e-6)
    })
  })
})
