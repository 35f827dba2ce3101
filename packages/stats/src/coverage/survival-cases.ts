import { simulateNetPresentValue } from '../money/simulate-net-present-value.ts'
import { drawExponential, drawGamma, drawNormal } from '../random/draw.ts'
import type { RandomSource } from '../random/random-source.ts'
import { estimateBaseline, predictSurvival } from '../survival/cox/estimate-baseline.ts'
import { fitCox } from '../survival/cox/fit-cox.ts'
import { testProportionalHazards } from '../survival/cox/test-proportional-hazards.ts'
import { estimateSurvival } from '../survival/estimate-survival.ts'
import { logRankTest } from '../survival/log-rank-test.ts'
import {
  cumulativeHazardAt,
  medianSurvival,
  restrictedMean,
  survivalAt,
} from '../survival/read-curve.ts'
import type { CoverageCase } from './coverage-case.ts'

type Bounds = { kind: string; low?: number; high?: number }

function holds(bounds: Bounds, truth: number): boolean {
  return 'low' in bounds && bounds.low <= truth && truth <= bounds.high!
}

/** Exponential lifetimes of rate .1, watched for 5 to 25 units; some from an age on alone. */
function drawWatched(random: RandomSource, n: number, isLate: boolean) {
  const time = new Float64Array(n)
  const event = new Uint8Array(n)
  const entry = new Float64Array(n)
  for (let i = 0; i < n;) {
    const life = drawExponential(random, 0.1)
    const from = isLate && i % 2 === 1 ? 4 * random.uniform() : 0
    if (life <= from) continue
    const end = 5 + 20 * random.uniform()
    time[i] = Math.min(life, end)
    event[i] = life <= end ? 1 : 0
    entry[i] = from
    i += 1
  }
  return isLate ? { time, event, entry } : { time, event }
}

function curveCase(name: string, n: number, isLate: boolean): CoverageCase {
  const parts = ['share left at 6', 'hazard at 6', 'median', 'restricted mean to 12']
  return {
    name,
    nominal: 0.95,
    parts,
    draw: (random) => {
      const curve = estimateSurvival(drawWatched(random, n, isLate))
      if (curve.kind === 'insufficient') return parts.map(() => false)
      return [
        holds(survivalAt(curve, 6), Math.exp(-0.6)),
        holds(cumulativeHazardAt(curve, 6), 0.6),
        holds(medianSurvival(curve), 10 * Math.LN2),
        holds(restrictedMean(curve, 12), 10 * (1 - Math.exp(-1.2))),
      ]
    },
  }
}

const coxTruth = [0.5, -0.7] as const

function drawCox(random: RandomSource, n: number) {
  const x = Float64Array.from({ length: n }, () => drawNormal(random))
  const y = Float64Array.from({ length: n }, () => (random.uniform() < 0.4 ? 1 : 0))
  const event = new Uint8Array(n)
  const time = x.map((value, i) => {
    const life = drawExponential(random, 0.1 * Math.exp(coxTruth[0] * value + coxTruth[1] * y[i]!))
    const end = 5 + 20 * random.uniform()
    event[i] = life <= end ? 1 : 0
    // Whole days, as customers are watched: ties.
    return Math.ceil(30 * Math.min(life, end)) / 30
  })
  return {
    time,
    event,
    covariates: [
      { name: 'x', values: x },
      { name: 'y', values: y },
    ],
  }
}

const coxCase: CoverageCase = {
  name: 'Cox, Efron, 200 customers',
  nominal: 0.95,
  parts: ['effect of x', 'effect of y', 'share left at 6 of one profile', 'no alarm on hazards'],
  draw: (random) => {
    const rows = drawCox(random, 200)
    const fit = fitCox(rows)
    if (fit.kind === 'insufficient') return [false, false, false, false]
    const at = predictSurvival(estimateBaseline(rows, fit), { profile: [1, 0], time: 6 })
    const test = testProportionalHazards(rows, fit)
    return [
      holds(fit.effects[0]!, coxTruth[0]),
      holds(fit.effects[1]!, coxTruth[1]),
      holds(at, Math.exp(-0.6 * Math.exp(coxTruth[0]))),
      test.kind === 'proportional-hazards' && test.global.p >= 0.05,
    ]
  },
}

const logRankCase: CoverageCase = {
  name: 'no alarm of the log-rank test, 3 samples of 50',
  nominal: 0.95,
  parts: [''],
  draw: (random) => {
    const test = logRankTest([0, 1, 2].map(() => drawWatched(random, 50, false)))
    return [test.kind === 'log-rank' && test.p >= 0.05]
  },
}

const percentileCase: CoverageCase = {
  name: 'P90 of a present value, 400 simulated futures',
  nominal: 0.95,
  parts: [''],
  draw: (random) => {
    const line = (name: string) => ({
      name,
      amount: { shape: 'normal' as const, mean: 10 * drawGamma(random, 2, 2), sd: 3 },
      profile: [0, 1, 1],
    })
    const value = simulateNetPresentValue(
      { lines: [line('a'), line('b')], ratePerPeriod: 0.1 },
      { random, draws: 400 },
    )
    return [holds({ kind: '', ...value.p90 }, value.mean + 1.2815515655446004 * value.sd)]
  },
}

/** Intervals of survival and of money, each with a known truth. */
export const survivalCoverageCases: readonly CoverageCase[] = [
  curveCase('Kaplan-Meier, log-log, 60 customers', 60, false),
  curveCase('Kaplan-Meier, log-log, late entry, 120 customers', 120, true),
  coxCase,
  logRankCase,
  percentileCase,
]
