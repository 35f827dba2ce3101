import { compareMeans } from '../compare/compare-means.ts'
import { compareNps } from '../compare/compare-nps.ts'
import { compareProportions } from '../compare/compare-proportions.ts'
import { compareRatios } from '../compare/compare-ratios.ts'
import { meanInterval, type MeanStatistics } from '../mean/mean-interval.ts'
import { npsInterval } from '../nps/nps-interval.ts'
import { wilsonInterval } from '../proportion/wilson-interval.ts'
import { drawBinomial, drawGamma, drawNormal, drawPoisson } from '../random/draw.ts'
import type { RandomSource } from '../random/random-source.ts'
import { ratioInterval, type RatioStatistics } from '../ratio/ratio-interval.ts'
import { sequentialInterval } from '../sequential/sequential-interval.ts'
import { totalInterval } from '../total/total-interval.ts'
import type { CoverageCase } from './coverage-case.ts'

type Bounds = { kind: string; low?: number; high?: number }

function holds(bounds: Bounds, truth: number): boolean {
  return 'low' in bounds && bounds.low <= truth && truth <= bounds.high!
}

function drawMean(random: RandomSource, n: number, draw: () => number): MeanStatistics {
  let mean = 0
  let m2 = 0
  for (let k = 1; k <= n; k += 1) {
    const value = draw()
    const gap = value - mean
    mean += gap / k
    m2 += gap * (value - mean)
  }
  return { n, mean, m2 }
}

/** Customers with 1 + Poisson orders, whose values share the customer's own mean. */
function drawRatio(random: RandomSource, n: number, value: number): RatioStatistics {
  const sums = { n, sumY: 0, sumX: 0, sumYY: 0, sumXX: 0, sumXY: 0 }
  for (let i = 0; i < n; i += 1) {
    const x = 1 + drawPoisson(random, 2)
    const own = value * drawGamma(random, 4, 4)
    const y = drawGamma(random, 3 * x, 3) * own
    sums.sumY += y
    sums.sumX += x
    sums.sumYY += y * y
    sums.sumXX += x * x
    sums.sumXY += x * y
  }
  return sums
}

function drawNps(random: RandomSource, n: number, promoter: number, detractor: number) {
  const promoters = drawBinomial(random, n, promoter)
  const detractors = drawBinomial(random, n - promoters, detractor / (1 - promoter))
  return { promoters, detractors, passives: n - promoters - detractors }
}

function single(name: string, draw: (random: RandomSource) => boolean): CoverageCase {
  return { name, nominal: 0.95, parts: [''], draw: (random) => [draw(random)] }
}

const intervals: CoverageCase[] = [
  single('Wilson, share .1 of 40', (random) =>
    holds(wilsonInterval({ successes: drawBinomial(random, 40, 0.1), n: 40 }), 0.1),
  ),
  single('Wilson, share .5 of 400', (random) =>
    holds(wilsonInterval({ successes: drawBinomial(random, 400, 0.5), n: 400 }), 0.5),
  ),
  single('Student t, normal, n 8', (random) =>
    holds(meanInterval(drawMean(random, 8, () => 5 + 3 * drawNormal(random))), 5),
  ),
  single('Student t, gamma spend (shape 2), n 100', (random) =>
    holds(meanInterval(drawMean(random, 100, () => drawGamma(random, 2, 0.1))), 20),
  ),
  single('ratio clustered by customer, 200 customers', (random) =>
    holds(ratioInterval(drawRatio(random, 200, 12)), 12),
  ),
  single('compound total, 300 customers on average', (random) => {
    const n = drawPoisson(random, 300)
    let total = 0
    let sumSquares = 0
    for (let i = 0; i < n; i += 1) {
      const y = drawGamma(random, 2, 0.1)
      total += y
      sumSquares += y * y
    }
    return holds(totalInterval({ n, total, sumSquares }), 300 * 20)
  }),
  single('NPS adjusted Wald, 30 answers, 90/8/2', (random) =>
    holds(npsInterval(drawNps(random, 30, 0.9, 0.02)), 88),
  ),
  single('NPS score, 8 answers, 50/30/20', (random) =>
    holds(npsInterval({ ...drawNps(random, 8, 0.5, 0.2), method: 'score' }), 30),
  ),
]

const comparisons: CoverageCase[] = [
  single('NPS difference, 60 against 100', (random) =>
    holds(compareNps(drawNps(random, 60, 0.5, 0.2), drawNps(random, 100, 0.4, 0.3)), 20),
  ),
  single('share difference, .2 of 60 against .1 of 40', (random) => {
    const current = { successes: drawBinomial(random, 60, 0.2), n: 60 }
    return holds(
      compareProportions(current, { successes: drawBinomial(random, 40, 0.1), n: 40 }),
      0.1,
    )
  }),
  single('Welch, unequal spread, 12 against 40', (random) => {
    const current = drawMean(random, 12, () => 4 * drawNormal(random))
    return holds(
      compareMeans(
        current,
        drawMean(random, 40, () => drawNormal(random)),
      ),
      0,
    )
  }),
  single('ratio difference, 150 against 200 customers', (random) =>
    holds(compareRatios(drawRatio(random, 150, 12), drawRatio(random, 200, 10)), 2),
  ),
  single('no alarm on A/A NPS data, 100 answers a month', (random) => {
    const months = [drawNps(random, 100, 0.5, 0.2), drawNps(random, 100, 0.5, 0.2)]
    const change = compareNps(months[0]!, months[1]!)
    return change.kind === 'comparison' && change.p >= 0.05
  }),
  // Nominal is a floor here: an always-valid interval holds the truth at every look together.
  single('always valid, looked at 50 times', (random) => {
    let sum = 0
    for (let n = 1; n <= 2000; n += 1) {
      sum += drawNormal(random)
      if (n % 40 !== 0) continue
      if (
        !holds(
          {
            kind: '',
            ...sequentialInterval({ value: sum / n, se: 1 / Math.sqrt(n), n, tuning: 1000 }),
          },
          0,
        )
      )
        return false
    }
    return true
  }),
]

/** Intervals and comparisons of scores, each with a known truth. */
export const scoreCoverageCases: readonly CoverageCase[] = [...intervals, ...comparisons]
