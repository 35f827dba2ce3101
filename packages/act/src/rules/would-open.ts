import { moneyText, moneyUnits } from '@fealty/measure'
import type { Finding } from './judge-answers.ts'

/**
 * How many cases findings make. A customer's further answers before the due time of the first belong
 * to the same case; one after it opens another.
 *
 * @param dueOf  when a case opened at a moment is due
 */
export function countWouldOpen(
  findings: readonly Finding[],
  dueOf: (at: string) => string,
): {
  cases: number
  customers: number
  yearlyRevenue: string
  byUnit: { unit: string; cases: number }[]
} {
  const runsUntil = new Map<string, string>()
  const byUnit = new Map<string, number>()
  let cases = 0
  let revenue = 0n
  const ordered = [...findings].sort((one, other) => one.answer.at.localeCompare(other.answer.at))
  for (const { answer, card, unit } of ordered) {
    const until = runsUntil.get(answer.customerId)
    if (until === undefined) revenue += moneyUnits(card?.yearlyRevenue ?? '0')
    if (until !== undefined && answer.at < until) continue
    runsUntil.set(answer.customerId, dueOf(answer.at))
    cases += 1
    const name = unit?.name ?? 'No unit'
    byUnit.set(name, (byUnit.get(name) ?? 0) + 1)
  }
  return {
    cases,
    customers: runsUntil.size,
    yearlyRevenue: moneyText(revenue),
    byUnit: [...byUnit]
      .map(([unit, count]) => ({ unit, cases: count }))
      .sort((one, other) => other.cases - one.cases || one.unit.localeCompare(other.unit)),
  }
}
