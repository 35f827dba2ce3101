import { addDays, answerScales } from '@fealty/core'
import { sql, wholeNumber, type Row, type Sql } from '@fealty/engine'
import { withCustomerTotals } from '../customers/customer-totals.ts'
import { numberOf } from '../metric/statistic-families.ts'
import type { MeasureContext } from '../query/measure-context.ts'
import { customerScope } from '../value/customer-scope.ts'
import { chooseBasis } from '../value/read-whale.ts'

export type AccountBand = 'detractor' | 'passive' | 'promoter' | 'silent'

/** Accounts of a band with what they brought. */
export interface AccountGroup {
  band: AccountBand
  accounts: number
  /** Customers of these accounts with an answer that counts. */
  heard: number
  /** Revenue of twelve months, as decimal text. */
  revenue: string
  /** Sums for weights by revenue: an account that brought nothing, or less, weighs nothing. */
  weight: number
  squaredWeight: number
}

/** An account that buys and was not heard. */
export interface SilentAccount {
  accountId: string
  name: string | null
  customers: number
  revenue: string
}

export interface AccountRollup {
  groups: AccountGroup[]
  /** The silent ones with the most revenue. */
  silent: SilentAccount[]
  /** Active customers who belong to no account. */
  without: number
}

const { passive, promoter } = answerScales.nps.bands

/** How many silent accounts are listed. */
const listed = 10

/**
 * Accounts by the mean of their customers' latest NPS answers within the 365 days up to the context's
 * day, rounded half up to a whole score; an account without such an answer is silent. Accounts with an
 * active customer, or with an order in those days, count.
 */
export async function readAccountRollup(context: MeasureContext): Promise<AccountRollup> {
  const { engine } = context.services
  const snapshot = await withCustomerTotals(context, await chooseBasis(context, context.asOf))
  const options = { signal: context.signal }
  const base = accountsSql(context)
  const cents = sql`cast(greatest(revenue, 0) as decimal(18, 2))`
  const [groups, silent, without] = await Promise.all([
    engine.query(
      snapshot,
      sql`with ${base} select band, count(*) as accounts, sum(heard) as heard, sum(revenue) as revenue,
  sum(${cents}) as weight, sum(${cents} * ${cents}) as squares
from rolled where account_id is not null group by band order by band`,
      options,
    ),
    engine.query(
      snapshot,
      sql`with ${base} select r.account_id, a.name, r.customers, r.revenue
from rolled r left join accounts a on a.account_id = r.account_id
where r.account_id is not null and r.band = 'silent'
order by r.revenue desc, r.account_id limit ${wholeNumber(listed)}`,
      options,
    ),
    engine.query(
      snapshot,
      sql`with ${base} select coalesce(sum(customers), 0) as customers from rolled where account_id is null`,
      options,
    ),
  ])
  return {
    groups: groups.map(toGroup),
    silent: silent.map((row) => ({
      accountId: String(row.account_id),
      name: row.name === null ? null : String(row.name),
      customers: numberOf(row, 'customers'),
      revenue: String(row.revenue),
    })),
    without: numberOf(without[0]!, 'customers'),
  }
}

/** `rolled`: one row an account; one with a null id for the customers of none. */
function accountsSql(context: MeasureContext): Sql {
  const { dialect } = context.services.engine
  const from = dialect.day(addDays(context.asOf, -365))
  const until = dialect.day(context.asOf)
  const { joins, conditions } = customerScope(context)
  // Twice the sums against odd limits: a mean of exactly 8.5 is a promoter, without any rounding error.
  const promoterFrom = wholeNumber(2 * promoter[0] - 1)
  const passiveFrom = wholeNumber(2 * passive[0] - 1)
  return sql`latest as (
  select customer_id, nps, row_number() over (partition by customer_id order by day desc, "at" desc, response_id desc) as place
  from responses where nps is not null and customer_id is not null and day > ${from} and day <= ${until}
),
bought as (
  select customer_id, sum(amount) as revenue from orders
  where day > ${from} and day <= ${until} group by customer_id
),
members as (
  select n.account_id, l.nps, cast(coalesce(b.revenue, 0) as ${dialect.typeName('money')}) as revenue
  from customer_totals p
  left join customers n on n.customer_id = p.customer_id
  left join latest l on l.customer_id = p.customer_id and l.place = 1
  left join bought b on b.customer_id = p.customer_id${joins}
  where (p.is_active or b.customer_id is not null)${conditions}
),
rolled as (
  select account_id, count(*) as customers, count(nps) as heard, sum(revenue) as revenue,
    case when count(nps) = 0 then 'silent'
      when 2 * sum(nps) >= ${promoterFrom} * count(nps) then 'promoter'
      when 2 * sum(nps) >= ${passiveFrom} * count(nps) then 'passive'
      else 'detractor' end as band
  from members group by account_id
)`
}

const toGroup = (row: Row): AccountGroup => ({
  band: row.band as AccountBand,
  accounts: numberOf(row, 'accounts'),
  heard: numberOf(row, 'heard'),
  revenue: String(row.revenue),
  weight: numberOf(row, 'weight'),
  squaredWeight: numberOf(row, 'squares'),
})
