import { describe, expect, it } from 'vitest'
import { fitted } from '../../test/fitted.ts'
import { readGolden, relativeGap } from '../../test/golden-values.ts'
import { studentCritical } from '../../distribution/student-t.ts'
import { estimateSeriesEffect } from './interrupted-series.ts'

interface SeriesCase {
  trend: boolean
  prePeriods: number
  outcomes: number[]
  covariate: number[]
  predicted: number[]
  se: number[]
  variances: number[]
  coefficient: number
}

describe('structural series against statsmodels, exact diffuse', () => {
  const { series } = readGolden('causal') as { series: SeriesCase[] }
  it.each(series)('trend $trend: variances, coefficient, forecasts', (wanted) => {
    const result = fitted(
      estimateSeriesEffect(
        {
          outcomes: Float64Array.from(wanted.outcomes),
          covariates: [Float64Array.from(wanted.covariate)],
          prePeriods: wanted.prePeriods,
          trend: wanted.trend,
        },
        { varianceRatios: 'likeliest' },
      ),
    )
    // Both search the same likelihood; what is left is where each search stops.
    const { observation, level, slope } = result.deviations
    const variances = [observation ** 2, level ** 2, slope ** 2].slice(0, wanted.variances.length)
    const largest = Math.max(...wanted.variances)
    variances.forEach((variance, i) =>
      expect(Math.abs(variance - wanted.variances[i]!) / largest).toBeLessThan(1e-4),
    )
    expect(relativeGap(result.coefficients[0]!.value, wanted.coefficient)).toBeLessThan(1e-5)
    const critical = studentCritical(0.95, result.degreesOfFreedom)
    wanted.predicted.forEach((value, h) => {
      expect(relativeGap(result.predicted[h]!, value)).toBeLessThan(1e-5)
      const se = (result.predictedHigh[h]! - result.predicted[h]!) / critical
      expect(relativeGap(se, wanted.se[h]!)).toBeLessThan(1e-4)
    })
  })
})

describe('the vignette of CausalImpact', () => {
  it('effect 11 [9.8, 11]: the same to the printed digits, the true 10 inside', () => {
    const golden = readGolden('causal-impact') as {
      outcomes: number[]
      covariate: number[]
      prePeriods: number
    }
    const { average } = fitted(
      estimateSeriesEffect(
        {
          outcomes: Float64Array.from(golden.outcomes),
          covariates: [Float64Array.from(golden.covariate)],
          prePeriods: golden.prePeriods,
        },
        { varianceRatios: 'likeliest' },
      ),
    )
    expect(average.value.toPrecision(2)).toBe('11')
    expect(average.low.toPrecision(2)).toBe('9.8')
    expect(average.high.toPrecision(2)).toBe('11')
  })
})
