import { detectLevelChanges } from '../change/detect-changes.ts'
import { detectLevelShift, type LevelShift } from '../change/detect-level-shift.ts'
import type { ExtraVariance, SizedSeries } from '../change/estimate-series.ts'
import { monitorLevel } from '../change/monitor-level.ts'
import type { Insufficient } from '../estimate/interval-estimate.ts'
import { npsInterval } from '../nps/nps-interval.ts'
import { drawBinomial, drawGamma, drawNormal } from '../random/draw.ts'
import type { RandomSource } from '../random/random-source.ts'
import type { CoverageCase } from './coverage-case.ts'

/** One period: its estimate and standard error as the product would have them. */
type DrawPeriod = (
  random: RandomSource,
  period: number,
) => { value: number; se: number; n?: number }

function drawSeries(random: RandomSource, periods: number, draw: DrawPeriod): SizedSeries {
  const points = Array.from({ length: periods }, (_, period) => draw(random, period))
  return {
    values: points.map(({ value }) => value),
    standardErrors: points.map(({ se }) => se),
    sizes: points.map(({ n }) => n ?? 1),
  }
}

/** Half promoters, a fifth detractors. */
function nps(answers: number): DrawPeriod {
  return (random) => {
    const promoters = drawBinomial(random, answers, 0.5)
    const detractors = drawBinomial(random, answers - promoters, 0.4)
    const counts = { promoters, detractors, passives: answers - promoters - detractors }
    // Pooled over the periods, the plain standard error is the right one.
    const interval = npsInterval({ ...counts, method: 'wald' })
    return interval.kind === 'estimate' ? interval : { value: 0, se: 100, n: answers }
  }
}

/** A rate with the standard error of two successes and two failures more (Agresti and Coull). */
function rate(customers: (period: number) => number, probability: number): DrawPeriod {
  return (random, period) => {
    const n = customers(period)
    const successes = drawBinomial(random, n, probability)
    const centre = (successes + 2) / (n + 4)
    return { value: successes / n, se: Math.sqrt((centre * (1 - centre)) / (n + 4)), n }
  }
}

/** A mean of gamma amounts (shape 2), with its estimated standard error. */
function mean(orders: number): DrawPeriod {
  return (random) => {
    let sum = 0
    let squares = 0
    for (let i = 0; i < orders; i += 1) {
      const amount = drawGamma(random, 2, 0.1)
      sum += amount
      squares += amount * amount
    }
    const variance = (squares - (sum * sum) / orders) / (orders - 1)
    return { value: sum / orders, se: Math.sqrt(variance / orders), n: orders }
  }
}

/** Known sampling error 1, and a true level that varies about itself by `spread` besides. */
function wandering(spread: number): DrawPeriod {
  return (random) => ({ value: Math.hypot(1, spread) * drawNormal(random), se: 1 })
}

function withStep(draw: DrawPeriod, at: number, size: number): DrawPeriod {
  return (random, period) => {
    const point = draw(random, period)
    return { ...point, value: point.value + (period >= at ? size : 0) }
  }
}

const isQuiet = (shift: LevelShift | Insufficient) => shift.kind === 'level-shift' && !shift.isShift

/** No alarm where nothing has changed, in 95 % of series or more. */
function quiet(
  name: string,
  periods: number,
  draw: DrawPeriod,
  extras: readonly ExtraVariance[] = [0, 'estimated'],
): CoverageCase {
  return {
    name: `no shift seen in A/A ${name}, ${periods} periods (floor)`,
    nominal: 0.95,
    parts: extras.map((extra) =>
      extra === 0 ? 'sampling error alone' : 'extra variance estimated',
    ),
    draw: (random) => {
      const series = drawSeries(random, periods, draw)
      return extras.map((extraVariance) => isQuiet(detectLevelShift(series, { extraVariance })))
    },
  }
}

const estimated = ['estimated'] as const

const singleShift: CoverageCase[] = [
  quiet('NPS, 40 answers', 12, nps(40)),
  quiet('NPS, 100 answers', 24, nps(100)),
  quiet('NPS, 400 answers', 52, nps(400)),
  quiet(
    'rates, .05 of 200',
    12,
    rate(() => 200, 0.05),
  ),
  quiet(
    'rates, .3 of 50 growing to 1,200',
    24,
    rate((period) => 50 * (period + 1), 0.3),
  ),
  quiet('means of 60 skewed amounts', 12, mean(60)),
  quiet('means of 300 skewed amounts', 36, mean(300)),
  quiet('exactly normal estimates', 104, wandering(0)),
  quiet('levels that vary as much as sampling error', 12, wandering(1), estimated),
  quiet('levels that vary thrice as much', 36, wandering(3), estimated),
]

/** Time and size of a true shift, both ways of treating the variance. */
function located(name: string, periods: number, at: number, step: number): CoverageCase {
  const extras = [0, 'estimated'] as const
  return {
    name: `${name} (floor)`,
    nominal: 0.95,
    parts: extras.flatMap((extra) => {
      const by = extra === 0 ? 'known variances' : 'extra variance estimated'
      return [`time, ${by}`, `size, ${by}`]
    }),
    draw: (random) => {
      const series = drawSeries(random, periods, withStep(wandering(0), at, step))
      return extras.flatMap((extraVariance) => {
        const shift = detectLevelShift(series, { extraVariance })
        if (shift.kind === 'insufficient') return [false, false]
        const { candidates, sizeLow, sizeHigh } = shift
        return [candidates.includes(at), sizeLow <= step && step <= sizeHigh]
      })
    },
  }
}

const severalChanges: CoverageCase[] = [
  {
    name: 'no change seen in A/A series, any number sought (floor)',
    nominal: 0.95,
    parts: [
      'NPS, 24 periods',
      'rates of growing groups, 24 periods',
      'levels that vary, 36 periods',
    ],
    draw: (random) =>
      (
        [
          [nps(100), 24, 0],
          [rate((period) => 100 * (period + 1), 0.3), 24, 'estimated'],
          [wandering(1), 36, 'estimated'],
        ] as const
      ).map(([draw, periods, extraVariance]) => {
        const seed = Math.floor(random.uniform() * 1e9)
        const found = detectLevelChanges(drawSeries(random, periods, draw), {
          extraVariance,
          simulations: 99,
          seed,
        })
        return found.kind === 'level-changes' && found.changes.length === 0
      }),
  },
]

/** The chance of a false alarm within the average run length is near 1 − 1/e. */
const monitor: CoverageCase = {
  name: 'CUSUM, no alarm in 37 periods at one false alarm in 370',
  // The run length is nearly exponential: e^(−37/370), and longer at first, from 0.
  nominal: 0.92,
  parts: ['NPS, 200 answers'],
  draw: (random) => {
    const series = drawSeries(random, 37, nps(200))
    return [monitorLevel(series, { target: 30 }).alarms.length === 0]
  },
}

/** Detection of changes, each with a known truth. */
export const changeCoverageCases: readonly CoverageCase[] = [
  ...singleShift,
  located('shift by 2.5 standard errors in 30 periods', 30, 20, 2.5),
  located('shift by 1.2 standard errors in 60 periods', 60, 25, 1.2),
  ...severalChanges,
  monitor,
]
