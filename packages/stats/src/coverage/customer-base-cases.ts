import { fitSbg } from '../customer-base/contractual/fit-retention.ts'
import { retentionSurvival } from '../customer-base/contractual/predict-retention.ts'
import { deltaInterval, parameterIntervals } from '../customer-base/delta-interval.ts'
import { fitBgNbd, fitMbgNbd } from '../customer-base/dropout-nbd/fit-dropout-nbd.ts'
import { forecastPurchases } from '../customer-base/forecast-purchases.ts'
import { fitGammaGamma } from '../customer-base/gamma-gamma/fit-gamma-gamma.ts'
import { populationMeanSpend } from '../customer-base/gamma-gamma/mean-spend.ts'
import { expectedPurchases, predictPurchases } from '../customer-base/predict.ts'
import { profileIntervals } from '../customer-base/profile-intervals.ts'
import { simulatePeople } from '../customer-base/simulate-customers.ts'
import { drawBeta, drawGamma } from '../random/draw.ts'
import type { CoverageCase } from './coverage-case.ts'

const purchaseTruth = { r: 0.6, alpha: 8, a: 0.8, b: 2.5 }
const spendTruth = { p: 6, q: 4, v: 15 }
const contractTruth = { alpha: 0.7, beta: 1.2 }

function isWithin(bounds: { low: number; high: number }, truth: number): boolean {
  return bounds.low <= truth && truth <= bounds.high
}

/** 1,000 customers watched for 39 units, forecast over the next 26 and then watched again. */
function purchaseCase(model: 'bg-nbd' | 'mbg-nbd'): CoverageCase {
  const names = ['r', 'alpha', 'a', 'b'] as const
  const parts = [...names, 'E[X(52)]', 'forecast of the total', 'one customer’s purchases (floor)']
  return {
    name: `${model === 'bg-nbd' ? 'BG/NBD' : 'MBG/NBD'}, 1,000 customers`,
    nominal: 0.95,
    // A bent ridge: intervals from the curvature at the maximum are too short for 1,000 customers.
    ...(model === 'mbg-nbd' && { shortfall: { r: 0.07, alpha: 0.04, a: 0.04, b: 0.07 } }),
    parts,
    draw: (random) => {
      const { groups, later } = simulatePeople({
        model,
        parameters: purchaseTruth,
        customers: 1000,
        joiningWindow: 13,
        horizon: 39,
        ahead: 26,
        random,
      })
      const fit = (model === 'bg-nbd' ? fitBgNbd : fitMbgNbd)(groups)
      if (fit.kind === 'insufficient') return parts.map(() => false)
      const intervals = parameterIntervals(fit)
      const at52 = (parameters: typeof purchaseTruth) =>
        expectedPurchases({ model, parameters }, 52)
      const total = later.reduce((sum, count) => sum + count, 0)
      const row = Math.floor(random.uniform() * later.length)
      const one = { x: groups.x[row]!, tx: groups.tx[row]!, T: groups.T[row]! }
      return [
        ...names.map((name) => isWithin(intervals[name], purchaseTruth[name])),
        isWithin(deltaInterval(fit, at52), at52(purchaseTruth)),
        isWithin(forecastPurchases(fit, groups, 26), total),
        isWithin(predictPurchases(fit, one, 26), later[row]!),
      ]
    },
  }
}

/** As the MBG/NBD of `purchaseCase`, by profile likelihood. */
const profileCase: CoverageCase = {
  name: 'MBG/NBD, 1,000 customers, by profile likelihood',
  nominal: 0.95,
  parts: ['r', 'alpha', 'a', 'b'],
  draw: (random) => {
    const { groups } = simulatePeople({
      model: 'mbg-nbd',
      parameters: purchaseTruth,
      customers: 1000,
      joiningWindow: 13,
      horizon: 39,
      ahead: 0,
      random,
    })
    const fit = fitMbgNbd(groups)
    if (fit.kind === 'insufficient') return [false, false, false, false]
    const intervals = profileIntervals(fit, groups)
    return fit.order.map((name) => isWithin(intervals[name]!, purchaseTruth[name]))
  },
}

const spendCase: CoverageCase = {
  name: 'Gamma-Gamma, 800 customers',
  nominal: 0.95,
  parts: ['p', 'q', 'v', 'mean spend'],
  draw: (random) => {
    const x = new Float64Array(800)
    const m = x.map((_, i) => {
      x[i] = 1 + Math.floor(-Math.log(random.uniform()) * 2)
      const scale = drawGamma(random, spendTruth.q, spendTruth.v)
      return drawGamma(random, spendTruth.p * x[i], scale * x[i])
    })
    const fit = fitGammaGamma({ x, m, w: x.map(() => 1) })
    if (fit.kind === 'insufficient') return [false, false, false, false]
    const intervals = parameterIntervals(fit)
    const mean = deltaInterval(fit, (parameters) => populationMeanSpend(parameters) as number)
    return [
      ...(['p', 'q', 'v'] as const).map((name) => isWithin(intervals[name], spendTruth[name])),
      isWithin(mean, (spendTruth.p * spendTruth.v) / (spendTruth.q - 1)),
    ]
  },
}

const contractCase: CoverageCase = {
  name: 'sBG, 1,000 customers seen for 7 renewals',
  nominal: 0.95,
  parts: ['alpha', 'beta', 'share left after 12 renewals'],
  draw: (random) => {
    const lost = new Array<number>(7).fill(0)
    let survivors = 0
    for (let i = 0; i < 1000; i += 1) {
      const leave = drawBeta(random, contractTruth.alpha, contractTruth.beta)
      const renewal = Math.floor(Math.log(random.uniform()) / Math.log1p(-leave))
      if (renewal < 7) lost[renewal]! += 1
      else survivors += 1
    }
    const ages = lost.map((count, i) => ({
      renewal: i + 1,
      lost: count,
      censored: i === 6 ? survivors : 0,
    }))
    const fit = fitSbg(ages)
    if (fit.kind === 'insufficient') return [false, false, false]
    const intervals = parameterIntervals(fit)
    const share = deltaInterval(fit, (at) => retentionSurvival(at, 12), { scale: 'logit' })
    return [
      isWithin(intervals.alpha, contractTruth.alpha),
      isWithin(intervals.beta, contractTruth.beta),
      isWithin(share, retentionSurvival(contractTruth, 12)),
    ]
  },
}

/** Intervals of the customer-base models, each with a known truth. */
export const customerBaseCoverageCases: readonly CoverageCase[] = [
  purchaseCase('bg-nbd'),
  purchaseCase('mbg-nbd'),
  profileCase,
  spendCase,
  contractCase,
]
