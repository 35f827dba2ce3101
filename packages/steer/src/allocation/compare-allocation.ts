import type { Day } from '@fealty/core'
import { spendBands, type BandSpend, type SpendBand } from '@fealty/measure'
import type { Allocation, AllocationLine } from './contract.ts'

/** What an initiative has booked in the days of a plan. */
export interface InitiativeCost {
  id: string
  name: string
  amount: number
}

export interface AllocationFacts {
  plan: Allocation | null
  spend: BandSpend
  costs: readonly InitiativeCost[]
  /** Share of the plan's days that are over, 0 to 1. */
  due: number
}

type BandLine = AllocationLine & { band: SpendBand }

export interface ComparedAllocation {
  bands: BandLine[]
  highValue: AllocationLine
  broadBase: AllocationLine
  unallocated: {
    planned: number | null
    plannedShare: number | null
    actual: number
    actualShare: number | null
    initiatives: InitiativeCost[]
  }
  total: { planned: number | null; plannedToDate: number | null; actual: number }
  kinds: { kind: string; amount: number; counts: boolean }[]
}

/** The band whose customers bring most. */
export const highValueBand: SpendBand = 'creators'

const add = (numbers: readonly number[]): number => numbers.reduce((sum, one) => sum + one, 0)

/** A share of a total; null where the total is not above zero, since a share of it means nothing. */
const shareOf = (part: number, total: number): number | null => (total > 0 ? part / total : null)

/** Days are counted with both ends; 1 once the last is over. */
export function shareDue(from: Day, to: Day, until: Day | null): number {
  if (until === null || until < from) return 0
  const days = (first: Day, last: Day): number =>
    (Date.parse(last) - Date.parse(first)) / 86_400_000 + 1
  return until >= to ? 1 : days(from, until) / days(from, to)
}

/** Planned beside actual spend of each value band, and what no band was given (R010, R011). Pure. */
export function compareAllocation(facts: AllocationFacts): ComparedAllocation {
  const { plan, spend, costs, due } = facts
  const counts = (kind: string): boolean =>
    plan === null || plan.kinds.length === 0 || plan.kinds.includes(kind)
  const bandOf = new Map(plan?.initiatives.map(({ initiativeId, band }) => [initiativeId, band]))
  const spent = (band: SpendBand): number =>
    add(
      spend.spend.filter((one) => one.band === band && counts(one.kind)).map((one) => one.amount),
    ) + add(costs.filter((cost) => bandOf.get(cost.id) === band).map(({ amount }) => amount))
  const free = costs.filter(({ id, amount }) => !bandOf.has(id) && amount !== 0)
  const unallocated = add(free.map(({ amount }) => amount))
  const reserve = plan?.reserve ?? 0
  const actual = add(spendBands.map(spent)) + unallocated
  const planned = plan && add(plan.amounts.map(({ amount }) => amount)) + reserve
  const toLine = lineMaker({ spend, planned, actual, due })
  const parts = spendBands.map((band) => ({
    band,
    customers: spend.bands.find((one) => one.band === band)?.customers ?? 0,
    value: spend.bands.find((one) => one.band === band)?.value ?? 0,
    planned: plan && (plan.amounts.find((one) => one.band === band)?.amount ?? 0),
    actual: spent(band),
  }))
  const isHigh = ({ band }: { band: SpendBand }): boolean => band === highValueBand
  return {
    bands: parts
      .filter((part) => part.customers > 0 || part.actual !== 0 || (part.planned ?? 0) > 0)
      .map((part) => ({ band: part.band, ...toLine([part]) })),
    highValue: toLine(parts.filter(isHigh)),
    broadBase: toLine(parts.filter((part) => !isHigh(part))),
    unallocated: {
      planned: plan && reserve,
      plannedShare: planned === null ? null : shareOf(reserve, planned),
      actual: unallocated,
      actualShare: shareOf(unallocated, actual),
      initiatives: free,
    },
    total: { planned, plannedToDate: planned === null ? null : planned * due, actual },
    kinds: sumKinds(spend).map((one) => ({ ...one, counts: counts(one.kind) })),
  }
}

interface Part {
  customers: number
  value: number
  planned: number | null
  actual: number
}

/** Adds parts to one line, with its shares of the whole. */
function lineMaker(whole: {
  spend: BandSpend
  planned: number | null
  actual: number
  due: number
}): (parts: readonly Part[]) => AllocationLine {
  const customersInAll = add(whole.spend.bands.map(({ customers }) => customers))
  const valueInAll = add(whole.spend.bands.map(({ value }) => value))
  return (parts) => {
    const customers = add(parts.map((part) => part.customers))
    const value = add(parts.map((part) => part.value))
    const actual = add(parts.map((part) => part.actual))
    const planned = whole.planned === null ? null : add(parts.map((part) => part.planned ?? 0))
    return {
      customers,
      customersShare: shareOf(customers, customersInAll),
      value,
      valueShare: shareOf(value, valueInAll),
      planned,
      plannedShare: planned === null ? null : shareOf(planned, whole.planned ?? 0),
      plannedToDate: planned === null ? null : planned * whole.due,
      actual,
      actualShare: shareOf(actual, whole.actual),
      perCustomer: customers > 0 ? actual / customers : null,
    }
  }
}

function sumKinds({ spend }: BandSpend): { kind: string; amount: number }[] {
  const sums = new Map<string, number>()
  for (const { kind, amount } of spend) sums.set(kind, (sums.get(kind) ?? 0) + amount)
  return [...sums]
    .map(([kind, amount]) => ({ kind, amount }))
    .sort((a, b) => b.amount - a.amount || (a.kind < b.kind ? -1 : 1))
}
