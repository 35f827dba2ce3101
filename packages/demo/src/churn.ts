import { CHURN_REASONS, type ChurnReason } from './churn-reason.ts'
import type { Contract } from './contract.ts'
import type { Customer } from './customer.ts'
import { computeExpectedScore } from './satisfaction.ts'
import { BREAKDOWN_DAY, HAZARD, PORTAL_DAY } from './story.ts'

const MONTH_DAYS = 30.4

interface LogHazard {
  /** Monthly hazard. */
  readonly hazard: number
  /** Log contributions of each reason but 'other'. */
  readonly parts: Record<Exclude<ChurnReason, 'other'>, number>
}

/**
 * Monthly hazard of leaving on a day: base of the segment times exp of the sum of the terms of
 * `HAZARD`. A proportional-hazards model, so a fitted one can be compared term by term.
 */
function computeHazard(customer: Customer, contract: Contract, day: number): LogHazard {
  const sinceBreakdown = day - BREAKDOWN_DAY
  const isExposed =
    customer.breakdownExposed &&
    customer.sinceDay < BREAKDOWN_DAY &&
    sinceBreakdown >= 0 &&
    sinceBreakdown < HAZARD.breakdownMonths * MONTH_DAYS
  const hasPriceRise = day - contract.lastPriceRise < HAZARD.priceRiseMonths * MONTH_DAYS
  const tenureYears = Math.max(0, day - customer.sinceDay) / 365.25
  const parts = {
    dissatisfaction: HAZARD.perScorePoint * (computeExpectedScore(customer, day) - 8.5),
    breakdown: isExposed ? HAZARD.breakdownExposed : 0,
    'price-rise': hasPriceRise ? HAZARD.priceRise : 0,
    'new-customer': HAZARD.perLogTenure * Math.log((1 + tenureYears) / 4),
  }
  let log = parts.dissatisfaction + parts.breakdown + parts['price-rise'] + parts['new-customer']
  if (contract.isBundled) log += HAZARD.bundled
  if (customer.arm === 'opened' && day >= PORTAL_DAY) log += HAZARD.portal
  return { hazard: HAZARD.monthlyBase[customer.segment.id] * Math.exp(log), parts }
}

/**
 * The reason of a churn. Of the hazard h, the share 1 - exp(-c) is owed to the raising terms, c being
 * their sum; it is shared among them in proportion. The rest is 'other' (moved, no more need).
 */
function drawReason(customer: Customer, parts: LogHazard['parts']): ChurnReason {
  const rng = customer.streams.churn
  const raising = CHURN_REASONS.flatMap((reason) => {
    const weight = reason === 'other' ? 0 : Math.max(0, parts[reason])
    return weight > 0 ? [{ reason, weight }] : []
  })
  const total = raising.reduce((sum, { weight }) => sum + weight, 0)
  if (rng.uniform() < Math.exp(-total)) return 'other'
  return rng.pickWeighted(raising).reason
}

/** Whether, when and why the customer leaves in [from, until); null for staying. */
export function drawChurn(
  customer: Customer,
  contract: Contract,
  from: number,
  until: number,
): { day: number; reason: ChurnReason } | null {
  const rng = customer.streams.churn
  const days = until - from
  if (days < 2) return null
  const middle = from + Math.floor(days / 2)
  const { hazard, parts } = computeHazard(customer, contract, middle)
  if (rng.uniform() >= 1 - Math.exp((-hazard * days) / MONTH_DAYS)) return null
  return { day: from + 1 + rng.int(days - 1), reason: drawReason(customer, parts) }
}
