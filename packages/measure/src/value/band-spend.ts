import { addDays, type Day } from '@fealty/core'
import { sql, type Dialect, type Sql } from '@fealty/engine'
import { keptRows } from '../query/keep-rows.ts'
import type { MeasureContext } from '../query/measure-context.ts'
import { bandWindowStart, bandsSql, valueBands } from './bands.ts'
import { moneyUnits } from './money.ts'
import { chooseBasis } from './read-whale.ts'
import type { WhaleBasis } from './whale.ts'

/** Customers whose first order or cost lies within the days have no band of before. */
const newBand = 'new'

/** The value bands in their order, and those who came after the bands were taken. */
export const spendBands = [...valueBands, newBand] as const
export type SpendBand = (typeof spendBands)[number]

/** The kind under which the cost of contacts stands beside the kinds of booked costs. */
const contactKind = 'contact'

export interface BandSpend {
  basis: WhaleBasis
  /** The twelve months that the bands stand on: they end the day before the first day. */
  bandsFrom: Day
  bandsTo: Day
  /** `value`: profit (or revenue) of those twelve months; 0 for the new. */
  bands: readonly { band: SpendBand; customers: number; value: number }[]
  /** What was spent on whom: booked costs by their kind in lower case, and the cost of contacts. */
  spend: readonly { band: SpendBand; kind: string; amount: number }[]
}

/**
 * What was spent on the customers of each value band between two days, both counted. Bands are those
 * of the day before, as a plan knew them: a cost makes its customer less valuable, so bands of the end
 * would call everybody a destroyer on whom much was spent. Full counts over the whole company, for
 * callers who may see all of it.
 */
export async function readBandSpend(
  context: MeasureContext,
  days: { from: Day; until: Day },
): Promise<BandSpend> {
  const { dialect } = context.services.engine
  const bandsTo = addDays(days.from, -1)
  const basis = await chooseBasis(context, bandsTo)
  const bands = await keptRows(context, bandBaseSql(dialect, { ...days, bandsTo, basis }))
  const spend = await keptRows(context, bandSpendSql(dialect, { ...days, bandsTo, basis }))
  return {
    basis,
    bandsFrom: bandWindowStart(bandsTo),
    bandsTo,
    bands: bands.map((row) => ({
      band: row.band as SpendBand,
      customers: Number(row.customers),
      value: toMoney(row.amount!),
    })),
    spend: spend.map((row) => ({
      band: row.band as SpendBand,
      kind: String(row.kind),
      amount: toMoney(row.amount!),
    })),
  }
}

/** Exact in the engine; as a number it is good to a ten-thousandth below 10^11. */
const toMoney = (text: string | number | boolean): number => Number(moneyUnits(text)) / 10_000

interface SpendDays {
  from: Day
  until: Day
  bandsTo: Day
  basis: WhaleBasis
}

function bandBaseSql(dialect: Dialect, { until, bandsTo, basis }: SpendDays): Sql {
  return sql`with bands as (${bandsSql(dialect, bandsTo, basis)}),
known as (${bandsSql(dialect, until, basis)})
select coalesce(b.band, ${newBand}) as band, count(*) as customers, coalesce(sum(b.amount), 0) as amount
from known k left join bands b on b.customer_id = k.customer_id
group by 1 order by 1`
}

function bandSpendSql(dialect: Dialect, { from, until, bandsTo, basis }: SpendDays): Sql {
  const within = sql`day between ${dialect.day(from)} and ${dialect.day(until)}`
  return sql`with bands as (${bandsSql(dialect, bandsTo, basis)}),
booked as (
  select customer_id, coalesce(lower(kind), 'other') as kind, amount from costs
  where customer_id is not null and ${within}
  union all
  select customer_id, ${contactKind} as kind, cost as amount from interactions
  where customer_id is not null and cost is not null and ${within}
)
select coalesce(b.band, ${newBand}) as band, p.kind, sum(p.amount) as amount
from booked p left join bands b on b.customer_id = p.customer_id
group by 1, 2 order by 1, 2`
}
