import { describe, expect, it } from 'vitest'
import { fitted } from '../test/fitted.ts'
import { readGolden, relativeGap } from '../test/golden-values.ts'
import { checkProportionalOdds } from './check-proportional-odds.ts'
import type { Coefficient } from './regress-linear.ts'
import { regressLinear } from './regress-linear.ts'
import { regressLogistic } from './regress-logistic.ts'
import { regressOrdinal } from './regress-ordinal.ts'

interface GoldenGlm {
  names: string[]
  columns: number[][]
  successes: number[]
  n: number[]
  coefficients: number[][]
  covariance: number[][]
  logLik: number
  nullLogLik: number
  aic: number
}

interface GoldenPolr {
  names: string[]
  columns: number[][]
  counts: number[][]
  coefficients: number[]
  thresholds: number[]
  se: number[]
  logLik: number
  nullLogLik: number
  brant: { overall: number[]; each: number[][] }
}

const golden = readGolden('regression') as {
  linear: {
    names: string[]
    n: number
    covariance: number[][]
    means: number[]
    coefficients: number[][]
    ci: number[][]
    r2: number
    adjusted: number
    sigma: number
    f: number[]
    fP: number
    standardised: number[]
    vif: number[]
  }
  titanic: GoldenGlm
  birthwt: GoldenGlm
  housing: GoldenPolr
  five: GoldenPolr
}

function expectRow(coefficient: Coefficient, row: readonly number[], gap: number): void {
  const { value, se, statistic, p } = coefficient
  for (const [i, actual] of [value, se, statistic, p].entries())
    expect(relativeGap(actual, row[i]!), coefficient.name).toBeLessThan(gap)
}

const columnsOf = (columns: number[][]) => columns.map((column) => Float64Array.from(column))

describe('linear regression against R lm, swiss', () => {
  const { names, covariance, means, n, ...expected } = golden.linear
  const statistics = { names, covariance: covariance.flat(), means, n }
  const result = fitted(regressLinear(statistics, { outcome: 'Fertility' }))

  it('coefficients, standard errors, t, p and intervals', () => {
    ;[result.intercept!, ...result.coefficients].forEach((coefficient, i) => {
      expectRow(coefficient, expected.coefficients[i]!, 1e-9)
      expect(relativeGap(coefficient.low, expected.ci[i]![0]!)).toBeLessThan(1e-9)
      expect(relativeGap(coefficient.high, expected.ci[i]![1]!)).toBeLessThan(1e-9)
    })
  })

  it('R², adjusted R², residual spread, F, standardised coefficients, variance inflation', () => {
    const { rSquared, adjustedRSquared, residualSpread, f } = result
    for (const [actual, value] of [
      [rSquared, expected.r2],
      [adjustedRSquared, expected.adjusted],
      [residualSpread, expected.sigma],
      [f.statistic, expected.f[0]!],
      [f.above, expected.f[1]!],
      [f.below, expected.f[2]!],
      [f.p, expected.fP],
    ] as const)
      expect(relativeGap(actual, value)).toBeLessThan(1e-9)
    result.coefficients.forEach(({ standardised, varianceInflation }, i) => {
      expect(relativeGap(standardised, expected.standardised[i]!)).toBeLessThan(1e-9)
      expect(relativeGap(varianceInflation, expected.vif[i]!)).toBeLessThan(1e-9)
    })
  })
})

describe('logistic regression against R glm', () => {
  for (const set of ['titanic', 'birthwt'] as const)
    it(set, () => {
      const { names, columns, successes, n, ...expected } = golden[set]
      const result = fitted(
        regressLogistic({
          names,
          columns: columnsOf(columns),
          successes: Float64Array.from(successes),
          n: Float64Array.from(n),
        }),
      )
      if (result.kind !== 'logistic-regression') throw new Error(result.words)
      ;[result.intercept, ...result.coefficients].forEach((coefficient, i) => {
        expectRow(coefficient, expected.coefficients[i]!, 1e-7)
      })
      expected.covariance
        .flat()
        .forEach((value, at) =>
          expect(Math.abs(result.covariance[at]! - value)).toBeLessThan(
            1e-7 * result.covariance[0]!,
          ),
        )
      expect(relativeGap(result.logLikelihood, expected.logLik)).toBeLessThan(1e-10)
      expect(relativeGap(result.nullLogLikelihood, expected.nullLogLik)).toBeLessThan(1e-10)
      expect(relativeGap(result.aic, expected.aic)).toBeLessThan(1e-10)
      expect(result.mcFadden).toBeCloseTo(1 - expected.logLik / expected.nullLogLik, 10)
      expect(result.likelihoodRatio.statistic).toBeCloseTo(
        2 * (expected.logLik - expected.nullLogLik),
        7,
      )
    })
})

describe('ordinal regression against MASS::polr', () => {
  for (const set of ['housing', 'five'] as const) {
    const { names, columns, counts, ...expected } = golden[set]
    const groups = { names, columns: columnsOf(columns), counts: columnsOf(counts) }

    it(set, () => {
      const result = fitted(regressOrdinal(groups))
      if (result.kind !== 'ordinal-regression') throw new Error(result.words)
      const order = [...result.coefficients, ...result.thresholds]
      // polr stops where the likelihood no longer rises and differences its gradient.
      ;[...expected.coefficients, ...expected.thresholds].forEach((value, i) => {
        expect(Math.abs(order[i]!.value - value)).toBeLessThan(1e-5 * order[i]!.se)
        expect(relativeGap(order[i]!.se, expected.se[i]!)).toBeLessThan(1e-6)
      })
      expect(relativeGap(result.logLikelihood, expected.logLik)).toBeLessThan(1e-10)
      expect(relativeGap(result.nullLogLikelihood, expected.nullLogLik)).toBeLessThan(1e-9)
    })

    it(`${set}: Brant’s test by R matrix algebra on glm fits`, () => {
      const check = fitted(checkProportionalOdds(groups))
      const compare = (
        actual: { statistic: number; degreesOfFreedom: number; p: number },
        row: number[],
      ) => {
        expect(relativeGap(actual.statistic, row[0]!)).toBeLessThan(1e-6)
        expect(actual.degreesOfFreedom).toBe(row[1])
        expect(relativeGap(actual.p, row[2]!)).toBeLessThan(1e-6)
      }
      compare(check, expected.brant.overall)
      check.drivers.forEach((driver, i) => {
        compare(driver, expected.brant.each[i]!)
      })
    })
  }

  it('housing: the printed coefficients of Venables and Ripley (2002), section 7.3', () => {
    const { names, columns, counts } = golden.housing
    const result = fitted(
      regressOrdinal({ names, columns: columnsOf(columns), counts: columnsOf(counts) }),
    )
    if (result.kind !== 'ordinal-regression') throw new Error(result.words)
    const printed = [0.56639, 1.28882, -0.57235, -0.36619, -1.09101, 0.36028]
    printed.forEach((value, i) => {
      expect(result.coefficients[i]!.value).toBeCloseTo(value, 4)
    })
    expect(-2 * result.logLikelihood).toBeCloseTo(3479.149, 3)
  })
})
