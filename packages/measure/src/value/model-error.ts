import {
  conditionalMeanSpend,
  deltaInterval,
  discountedExpectedPurchases,
  type BgNbdFit,
  type CustomerGroups,
  type GammaGammaFit,
  type MbgNbdFit,
  type SbgFit,
  type SpendGroups,
} from '@fealty/stats'
import type { Outlook } from './future-purchases.ts'
import { scoreAges } from './score-ages.ts'

/** So many groups stand for all when the error of the parameters is judged. */
const sampleSize = 200

/**
 * Standard error that the uncertainty of the parameters gives to the mean number of discounted
 * purchases, as a share of it (delta method on the full covariance). Groups are sampled at equal
 * steps of their weight, so it is the same at every run.
 */
export function purchaseError(
  fit: BgNbdFit | MbgNbdFit,
  groups: CustomerGroups,
  outlook: Outlook,
): number {
  const rows = sampleRows(groups.w)
  const interval = deltaInterval(fit, (parameters) => {
    let sum = 0
    for (const row of rows) {
      const history = { x: groups.x[row]!, tx: groups.tx[row]!, T: groups.T[row]! }
      sum += discountedExpectedPurchases(
        { model: fit.model, parameters },
        history,
        outlook.horizon,
        outlook,
      )
    }
    return sum / rows.length
  })
  return relative(interval)
}

/** The same of the mean spend per purchase. */
export function spendError(fit: GammaGammaFit, groups: SpendGroups): number {
  const rows = sampleRows(groups.w)
  const interval = deltaInterval(fit, (parameters) => {
    let sum = 0
    for (const row of rows) {
      const mean = conditionalMeanSpend(parameters, { x: groups.x[row]!, m: groups.m[row]! })
      sum += typeof mean === 'number' ? mean : 0
    }
    return sum / rows.length
  })
  return relative(interval)
}

/** The same of the mean number of discounted payments of the contracts that run, by their age. */
export function retentionError(
  fit: SbgFit,
  contractsByAge: readonly number[],
  months: number,
  monthlyRate: number,
): number {
  const oldest = contractsByAge.length - 1
  if (oldest < 0) return 0
  const interval = deltaInterval(fit, (parameters) => {
    const { discounted } = scoreAges(parameters, oldest, months, monthlyRate)
    return contractsByAge.reduce((sum, count, age) => sum + count * discounted[age]!, 0)
  })
  return relative(interval)
}

function relative({ se, value }: { se?: number | undefined; value: number }): number {
  return value > 0 && se !== undefined && Number.isFinite(se) ? se / value : 0
}

function sampleRows(weights: Float64Array): number[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const step = total / sampleSize
  const rows: number[] = []
  let reached = 0
  let next = step / 2
  weights.forEach((weight, row) => {
    reached += weight
    while (next < reached && rows.length < sampleSize) {
      rows.push(row)
      next += step
    }
  })
  return rows
}
