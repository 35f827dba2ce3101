import type { Initiative } from '../../api/contracts.ts'

type Plan = Initiative['plans'][number]

/** One month of several plans, in their order. */
export interface MonthRow {
  month: string
  amounts: { benefit: number; cost: number }[]
}

/** Every month that any of the plans names, with what each plan says is most likely in it; else 0. */
export function monthsSideBySide(plans: readonly Pick<Plan, 'plan'>[]): MonthRow[] {
  const months = new Set(
    plans.flatMap(({ plan }) => [...plan.benefits, ...plan.costs].map(({ month }) => month)),
  )
  return [...months].sort().map((month) => ({
    month,
    amounts: plans.map(({ plan }) => ({
      benefit: sumOf(plan.benefits, month),
      cost: sumOf(plan.costs, month),
    })),
  }))
}

function sumOf(stream: Plan['plan']['benefits'], month: string): number {
  return stream
    .filter((amount) => amount.month === month)
    .reduce((sum, { likely }) => sum + likely, 0)
}
