import {
  estimateAdjustedMeanEffect,
  type CovariateSums,
} from '../causal/experiment/adjusted-effects.ts'
import { estimateMeanEffect } from '../causal/experiment/arm-effects.ts'
import { estimatePostStratifiedEffect } from '../causal/experiment/post-stratification.ts'
import { testSampleRatio } from '../causal/experiment/sample-ratio-mismatch.ts'
import { estimatePanelEffect } from '../causal/panel/event-study.ts'
import { summarisePanel } from '../causal/panel/panel-cohorts.ts'
import { estimateSeriesEffect } from '../causal/series/interrupted-series.ts'
import { estimateSyntheticEffect } from '../causal/synthetic/synthetic-did.ts'
import { meanStatisticsFromSums } from '../mean/mean-statistics.ts'
import { drawBinomial, drawGamma, drawNormal } from '../random/draw.ts'
import type { RandomSource } from '../random/random-source.ts'
import type { CoverageCase } from './coverage-case.ts'

interface Bounds {
  kind: string
  low?: number
  high?: number
}

function holds(bounds: Bounds, truth: number): boolean {
  return 'low' in bounds && bounds.low <= truth && truth <= bounds.high!
}

/** Customers with a skewed spend before, x, and a spend during, y, that follows it. */
function drawArm(random: RandomSource, n: number, effect: number): CovariateSums {
  const sums = { n, sumY: 0, sumYY: 0, sumX: 0, sumXX: 0, sumXY: 0 }
  for (let i = 0; i < n; i += 1) {
    const x = drawGamma(random, 2, 0.2)
    const y = effect + 0.7 * x + drawGamma(random, 2, 0.4)
    sums.sumY += y
    sums.sumYY += y * y
    sums.sumX += x
    sums.sumXX += x * x
    sums.sumXY += x * y
  }
  return sums
}

// E[y] = .7 × 10 + 5, and the treated have 2 more.
const [effect, control] = [2, 12]

const experimentCase: CoverageCase = {
  name: 'experiment, 150 against 200 customers',
  nominal: 0.95,
  parts: ['CUPED', 'CUPED, relative', 'relative without CUPED', 'no alarm on the split (p ≥ .05)'],
  draw: (random) => {
    const [a, b] = [drawArm(random, 150, effect), drawArm(random, 200, 0)]
    const [plainA, plainB] = [a, b].map(({ n, sumY, sumYY }) =>
      meanStatisticsFromSums(n, sumY, sumYY),
    )
    const units = drawBinomial(random, 1000, 0.25)
    const split = testSampleRatio([units, 1000 - units], [1, 3])
    return [
      holds(estimateAdjustedMeanEffect(a, b), effect),
      holds(estimateAdjustedMeanEffect(a, b, { relative: true }), effect / control),
      holds(estimateMeanEffect(plainA!, plainB!, { relative: true }), effect / control),
      split.kind === 'sample-ratio' && split.p >= 0.05,
    ]
  },
}

const stratifiedCase: CoverageCase = {
  name: 'post-stratified, 3 strata',
  nominal: 0.95,
  parts: [''],
  draw: (random) => {
    const strata = [0, 10, 30].map((level) => {
      const n = 20 + drawBinomial(random, 40, 0.5)
      const [treated, untreated] = [n, 80 - n].map((size, arm) => {
        let [sum, squares] = [0, 0]
        for (let i = 0; i < size; i += 1) {
          const y = level + (arm === 0 ? effect : 0) + 4 * drawNormal(random)
          sum += y
          squares += y * y
        }
        return meanStatisticsFromSums(size, sum, squares)
      })
      return { treated: treated!, control: untreated! }
    })
    return [holds(estimatePostStratifiedEffect(strata), effect)]
  },
}

/** Units with their own level and errors that wander, so that periods of a unit are alike. */
const panelCase: CoverageCase = {
  name: 'panel, 12 treated and 30 untreated units, 8 periods, errors that wander',
  nominal: 0.95,
  parts: ['effect', 'first period after', 'no alarm of the pre-trend test (p ≥ .05)'],
  draw: (random) => {
    const [units, periods, adoption] = [42, 8, 5]
    const outcomes = new Float64Array(units * periods)
    for (let unit = 0; unit < units; unit += 1) {
      let level = 5 * drawNormal(random)
      for (let t = 0; t < periods; t += 1) {
        level += (unit < 12 ? 2 : 1) * drawNormal(random)
        outcomes[unit * periods + t] = level + t + (unit < 12 && t >= adoption ? effect : 0)
      }
    }
    const starts = Float64Array.from({ length: units }, (_, unit) =>
      unit < 12 ? adoption : Infinity,
    )
    const result = estimatePanelEffect(summarisePanel(outcomes, starts, periods))
    if (result.kind === 'insufficient') return [false, false, false]
    const first = result.events.find(({ event }) => event === 0)!
    const { preTrend } = result
    return [
      holds(result.effect, effect),
      holds(first, effect),
      preTrend.kind === 'joint-test' && preTrend.p >= 0.05,
    ]
  },
}

const syntheticCase: CoverageCase = {
  name: 'synthetic difference in differences, 1 of 25 units, 20 periods, one common factor',
  nominal: 0.95,
  parts: [''],
  draw: (random) => {
    const periods = 20
    const factor = new Float64Array(periods)
    for (let t = 1; t < periods; t += 1) factor[t] = factor[t - 1]! + drawNormal(random)
    const rows = Array.from({ length: 25 }, () => {
      const [level, loading] = [5 * drawNormal(random), drawNormal(random)]
      return factor.map((value) => level + loading * value + drawNormal(random))
    })
    const treated = rows[0]!.map((value, t) => value + (t >= 14 ? effect : 0))
    const block = { donors: rows.slice(1), treated: [treated], prePeriods: 14 }
    const result = estimateSyntheticEffect(block, { solver: 'exact' })
    return [result.kind === 'synthetic-effect' && holds(result.judged, effect)]
  },
}

function seriesCase(levelSd: number, slopeSd: number): CoverageCase {
  const trend = slopeSd > 0
  return {
    name: `series of 90 periods, 60 before, level steps ${levelSd}, slope steps ${slopeSd}`,
    nominal: 0.95,
    // A level that never moves is not known to: the interval of its mean allows that it might.
    parts: [
      `mean effect${levelSd === 0 || trend ? ' (floor)' : ''}`,
      'tenth period after',
      'coefficient',
    ],
    draw: (random) => {
      let [level, slope, x] = [50, 0, 0]
      const covariate = new Float64Array(90)
      const outcomes = covariate.map((_, t) => {
        x = 0.8 * x + drawNormal(random)
        covariate[t] = x
        level += slope + levelSd * drawNormal(random)
        slope += slopeSd * drawNormal(random)
        return level + 1.5 * x + drawNormal(random) + (t >= 60 ? effect : 0)
      })
      const result = estimateSeriesEffect({
        outcomes,
        covariates: [covariate],
        prePeriods: 60,
        trend,
      })
      if (result.kind === 'insufficient') return [false, false, false]
      const { value, se } = result.coefficients[0]!
      const tenth = { low: result.predictedLow[9]!, high: result.predictedHigh[9]! }
      return [
        holds({ kind: '', ...result.average }, effect),
        holds({ kind: '', ...tenth }, outcomes[69]! - effect),
        Math.abs(value - 1.5) <= 2 * se,
      ]
    },
  }
}

/** Intervals and tests of the causal kernels, each with a known truth. */
export const causalCoverageCases: readonly CoverageCase[] = [
  experimentCase,
  stratifiedCase,
  panelCase,
  syntheticCase,
  seriesCase(0, 0),
  seriesCase(0.3, 0),
  seriesCase(0.3, 0.05),
]
