import { addDays, addMonths, daysBetween, type Day } from '@fealty/core'
import {
  createRandomSource,
  netPresentValue,
  simulateNetPresentValue,
  type BenefitLine,
} from '@fealty/stats'
import type { ValuePlan } from './contract.ts'

type Stream = ValuePlan['benefits']

/** Every plan is simulated from the same seed, so the same plan gives the same percentiles. */
const seed = 20_261_128

/** Low, most likely and high of a sum. */
export interface Spread {
  low: number
  likely: number
  high: number
}

/** A stream up to the end of a day; a month that still runs counts by its days. */
export function sumUntil(stream: Stream, until: Day): Spread {
  return stream.reduce(
    (sum, { month, low, likely, high }) => {
      const share = shareUntil(`${month}-01`, until)
      return {
        low: sum.low + share * low,
        likely: sum.likely + share * likely,
        high: sum.high + share * high,
      }
    },
    { low: 0, likely: 0, high: 0 },
  )
}

export const wholeSum = (stream: Stream): Spread => sumUntil(stream, '9999-12-31')

function shareUntil(start: Day, until: Day): number {
  const end = addMonths(start, 1)
  if (until >= addDays(end, -1)) return 1
  return until < start ? 0 : daysBetween(start, addDays(until, 1)) / daysBetween(start, end)
}

/**
 * What the plan may be worth today's money: benefits less costs, discounted by month from the first
 * month of the plan. Months of a stream rise and fall together; costs and benefits do not.
 */
export function planNetPresentValue(plan: ValuePlan): {
  mean: number
  p10: number
  p50: number
  p90: number
} {
  const months = [...plan.costs, ...plan.benefits].map(({ month }) => month).sort()
  const first = months[0]
  if (first === undefined) return { mean: 0, p10: 0, p50: 0, p90: 0 }
  const ratePerPeriod = (1 + plan.discountRate) ** (1 / 12) - 1
  const lines = [
    ...toLines('costs', plan.costs, first, -1),
    ...toLines('benefits', plan.benefits, first, 1),
  ]
  const { mean, p10, p50, p90 } = simulateNetPresentValue(
    { lines, ratePerPeriod },
    { random: createRandomSource(seed), draws: 4_000 },
  )
  return { mean, p10: p10.value, p50: p50.value, p90: p90.value }
}

/** A stream as one cause of money: its sum drawn at once, spread over the months as most likely. */
function toLines(name: string, stream: Stream, first: string, sign: 1 | -1): BenefitLine[] {
  const { low, likely, high } = wholeSum(stream)
  if (low === 0 && high === 0) return []
  const profile: number[] = []
  for (const { month, likely: amount } of stream) {
    const at = monthsBetween(first, month)
    while (profile.length <= at) profile.push(0)
    // A stream whose most likely sum is nothing is spread evenly.
    profile[at]! += sign * (likely === 0 ? 1 / stream.length : amount / likely)
  }
  return [{ name, amount: { shape: 'triangular', low, likely, high }, profile }]
}

function monthsBetween(from: string, to: string): number {
  const number = (month: string): number =>
    12 * Number(month.slice(0, 4)) + Number(month.slice(5, 7))
  return number(to) - number(from)
}

/** The plan's most likely value without a simulation, for tests and tables. */
export function likelyNetPresentValue(plan: ValuePlan): number {
  const months = [...plan.costs, ...plan.benefits].map(({ month }) => month).sort()
  const flows: number[] = []
  const add = (stream: Stream, sign: 1 | -1): void => {
    for (const { month, likely } of stream) {
      const at = monthsBetween(months[0]!, month)
      while (flows.length <= at) flows.push(0)
      flows[at]! += sign * likely
    }
  }
  add(plan.costs, -1)
  add(plan.benefits, 1)
  return netPresentValue(flows, (1 + plan.discountRate) ** (1 / 12) - 1)
}
