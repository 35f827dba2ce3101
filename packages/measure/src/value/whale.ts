import type { Day } from '@fealty/core'
import { sql, type Dialect, type Row, type Sql } from '@fealty/engine'
import { moneyUnits } from './money.ts'
import { profitSql } from './profit-sql.ts'

export type WhaleBasis = 'profit' | 'revenue'

/** Which customers' sums are ranked, over which days. */
export interface WhaleScope {
  until: Day
  from?: Day | undefined
  basis: WhaleBasis
  /** Condition on `p.customer_id` with its joins, for a part of the customers. */
  joins: Sql
  conditions: Sql
}

/**
 * Customers ranked by their sum, the highest first (ties by id), in a hundred steps: the first step
 * holds the customers whose rank lies within the first 1 % of all, and so on. Sums are exact.
 */
export function whaleStepsSql(dialect: Dialect, scope: WhaleScope): Sql {
  const amount = scope.basis === 'profit' ? sql`p.profit` : sql`p.revenue`
  return sql`with profits as (
  select p.customer_id, ${amount} as amount
  from (${profitSql(dialect, scope.until, scope.from)}) p${scope.joins}
  where true${scope.conditions}
),
ranked as (
  select amount, row_number() over (order by amount desc, customer_id) as place,
    count(*) over () as customers
  from profits
)
select cast(ceil(${dialect.divide(sql`place * 100`, sql`customers`)}) as integer) as step,
  count(*) as customers,
  sum(amount) as amount,
  sum(case when amount > 0 then amount else 0 end) as positive,
  sum(case when amount < 0 then 1 else 0 end) as negative
from ranked group by 1 order by 1`
}

/** The whale curve: how much of the total the best customers hold. Money in ten-thousandths. */
export interface WhaleCurve {
  customers: number
  total: bigint
  /** Customers whose sum is below zero. */
  negative: number
  /** Highest share that any number of best customers holds; null when the total is not above 0. */
  peak: number | null
  /** At top 0, 0.01 … 1; empty when the total is not above 0, since shares would mean nothing. */
  share: { top: number; value: number }[]
}

/** Adds the steps up, exactly, and divides once at the end. */
export function whaleCurve(steps: readonly Row[]): WhaleCurve {
  const bySteps = new Map(steps.map((row) => [Number(row.step), row]))
  const sum = (column: string): bigint =>
    steps.reduce((total, row) => total + moneyUnits(row[column]!), 0n)
  const total = sum('amount')
  const curve: WhaleCurve = {
    customers: steps.reduce((count, row) => count + Number(row.customers), 0),
    negative: steps.reduce((count, row) => count + Number(row.negative), 0),
    total,
    peak: null,
    share: [],
  }
  if (total <= 0n) return curve
  let held = 0n
  curve.share.push({ top: 0, value: 0 })
  for (let step = 1; step <= 100; step += 1) {
    held += moneyUnits(bySteps.get(step)?.amount ?? '0')
    curve.share.push({ top: step / 100, value: Number(held) / Number(total) })
  }
  return { ...curve, peak: Number(sum('positive')) / Number(total) }
}

/** Share of the total held by the top share of customers (a whole number of percent). */
export function shareOfTop(curve: WhaleCurve, percent: number): number | null {
  return curve.share[percent]?.value ?? null
}
