import { addDays } from '@fealty/core'
import { emptySql, sql, type Row } from '@fealty/engine'
import { customerScope, customerScopeBy } from '../value/customer-scope.ts'
import { chooseBasis } from '../value/read-whale.ts'
import { withCustomerTotals } from '../customers/customer-totals.ts'
import { dimensionSql } from '../metric/dimension.ts'
import type { MeasureContext } from '../query/measure-context.ts'

/** A customer of today, as far as being written to goes. */
export interface Reachable {
  customerId: string
  accountId: string | null
  unit: string | null
  /** Personal: it goes into a mail and nowhere else. */
  email: string | null
  language: string | null
  /** The value of the cut; empty where there is none. */
  group: string
}

const orNull = (row: Row, name: string): string | null =>
  row[name] === null ? null : String(row[name])

export interface PopulationChoice {
  /** The dimension whose value each of them gets. */
  cut?: string | undefined
  /** Only these. */
  customerIds?: readonly string[]
  /** Also those who are customers no longer. */
  alsoGone?: boolean
}

/**
 * The customers who are active on the context's day and meet its conditions, by id.
 */
export async function readPopulation(
  context: MeasureContext,
  { cut, customerIds, alsoGone = false }: PopulationChoice = {},
): Promise<Reachable[]> {
  const snapshot = await withCustomerTotals(context, await chooseBasis(context, context.asOf))
  const byCut = cut === undefined ? undefined : customerScopeBy(context, cut)
  const scope = byCut ?? customerScope(context)
  const group = byCut ? dimensionSql(byCut.metricScope.groups[0]!) : sql`cast('' as varchar)`
  const named =
    customerIds === undefined
      ? emptySql
      : sql` and p.customer_id in (select l.line from ${context.services.engine.dialect.lines(sql`${customerIds.join('\n')}`)} l)`
  const rows = await context.services.engine.query(
    snapshot,
    sql`select p.customer_id, n.account_id, n.unit, n.email, n.language, ${group} as cut_value
from customer_totals p left join customers n on n.customer_id = p.customer_id${scope.joins}
where ${alsoGone ? sql`true` : sql`p.is_active`}${named}${scope.conditions} order by p.customer_id`,
    { signal: context.signal },
  )
  return rows.map((row) => ({
    customerId: String(row.customer_id),
    accountId: orNull(row, 'account_id'),
    unit: orNull(row, 'unit'),
    email: orNull(row, 'email'),
    language: orNull(row, 'language'),
    group: String(row.cut_value),
  }))
}

/** How a class of customers buys and how it is heard, over twelve months. */
export interface HeardClass {
  group: string
  customers: number
  /** Revenue of those customers in twelve months, as decimal text. */
  revenue: string
  /** Invitations that are facts, and those of them that were answered. */
  invited: number
  answered: number
}

/**
 * Of each class of the cut: who buys, and who was asked and answered, in the twelve months before the
 * context's day. A class that buys and was never asked is not heard.
 */
export async function readHeardClasses(
  context: MeasureContext,
  cut: string,
): Promise<HeardClass[]> {
  const { dialect } = context.services.engine
  const from = dialect.day(addDays(context.asOf, -365))
  const until = dialect.day(context.asOf)
  const snapshot = await withCustomerTotals(context, await chooseBasis(context, context.asOf))
  const { joins, conditions, metricScope } = customerScopeBy(context, cut)
  const money = dialect.typeName('money')
  const rows = await context.services.engine.query(
    snapshot,
    sql`with asked as (
  select customer_id, count(*) as invited,
    count(*) filter (where coalesce(nps, csat, ces) is not null or comment is not null) as answered
  from responses
  where coalesce(cast(invited_at as date), day) > ${from} and coalesce(cast(invited_at as date), day) <= ${until}
  group by customer_id
),
bought as (
  select customer_id, sum(amount) as revenue from orders
  where day > ${from} and day <= ${until} group by customer_id
)
select ${dimensionSql(metricScope.groups[0]!)} as cut_value, count(*) as customers,
  cast(coalesce(sum(b.revenue), 0) as ${money}) as revenue,
  cast(coalesce(sum(k.invited), 0) as bigint) as invited,
  cast(coalesce(sum(k.answered), 0) as bigint) as answered
from customer_totals p
left join asked k on k.customer_id = p.customer_id
left join bought b on b.customer_id = p.customer_id${joins}
where (p.is_active or b.customer_id is not null)${conditions} group by 1 order by 3 desc, 1`,
    { signal: context.signal },
  )
  return rows.map((row) => ({
    group: String(row.cut_value),
    customers: Number(row.customers),
    revenue: String(row.revenue),
    invited: Number(row.invited),
    answered: Number(row.answered),
  }))
}
