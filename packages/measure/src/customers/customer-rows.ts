import type { Day } from '@fealty/core'
import { joinSql, sql, type Row, type Sql } from '@fealty/engine'
import type { z } from 'zod'
import type { MeasureContext } from '../query/measure-context.ts'
import { bandsSql } from '../value/bands.ts'
import { currencyPlaces, moneyText, moneyUnits } from '../value/money.ts'
import { profitSql } from '../value/profit-sql.ts'
import type { WhaleBasis } from '../value/whale.ts'
import type { customerListOutput } from './contract.ts'

export type CustomerRow = z.input<typeof customerListOutput>['rows'][number]

/** Everybody who is known on a day: on the list of customers, or by an order or a contract. */
export function membersSql(context: MeasureContext): Sql {
  const day = context.services.engine.dialect.day(context.asOf)
  return sql`
    select customer_id from customers
    union
    select customer_id from purchases where day <= ${day}
    union
    select customer_id from spells where basis = 'subscription' and start_day <= ${day}`
}

/** What a list says of each of the named customers, in the order in which they were named. */
export async function readCustomerRows(
  context: MeasureContext,
  ids: readonly string[],
  basis: WhaleBasis,
): Promise<CustomerRow[]> {
  if (ids.length === 0) return []
  const { engine } = context.services
  const rows = await engine.query(context.snapshot, rowsSql(context, ids, basis), {
    signal: context.signal,
  })
  const places = currencyPlaces(context.workspace.currency)
  const byId = new Map(rows.map((row) => [String(row.customer_id), toRow(row, basis, places)]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}

function rowsSql(context: MeasureContext, ids: readonly string[], basis: WhaleBasis): Sql {
  const { dialect } = context.services.engine
  const day = dialect.day(context.asOf)
  const wanted = joinSql(
    ids.map((id) => sql`(${id})`),
    ', ',
  )
  return sql`with wanted(customer_id) as (values ${wanted}),
bought as (
  select customer_id, min(day) as first_day, max(day) as last_day,
    sum(case when spend > 0 then 1 else 0 end) as purchases
  from purchases where day <= ${day} and customer_id in (select customer_id from wanted)
  group by customer_id
),
contracted as (
  select customer_id, min(start_day) as first_day from spells
  where basis = 'subscription' and start_day <= ${day}
    and customer_id in (select customer_id from wanted)
  group by customer_id
),
running as (
  select distinct customer_id from spells
  where basis = ${context.basis} and start_day <= ${day} and end_day > ${day}
    and customer_id in (select customer_id from wanted)
)
select w.customer_id, c.name, c.segment, c.unit, coalesce(b.first_day, s.first_day) as first_day,
  b.last_day, coalesce(b.purchases, 0) as purchases, k.revenue, k.profit,
  v.value, v.value_low, v.value_high, v.p_alive, g.band,
  r.customer_id is not null as is_active
from wanted w
left join customers c on c.customer_id = w.customer_id
left join bought b on b.customer_id = w.customer_id
left join contracted s on s.customer_id = w.customer_id
left join (${profitSql(dialect, context.asOf)}) k on k.customer_id = w.customer_id
left join customer_value v on v.customer_id = w.customer_id
left join (${bandsSql(dialect, context.asOf, basis)}) g on g.customer_id = w.customer_id
left join running r on r.customer_id = w.customer_id`
}

function toRow(row: Row, basis: WhaleBasis, places: number): CustomerRow {
  const text = (name: string): string | null => (row[name] === null ? null : String(row[name]))
  const number = (name: string): number | null => (row[name] === null ? null : Number(row[name]))
  return {
    customerId: String(row.customer_id),
    name: text('name'),
    segment: text('segment'),
    unit: text('unit'),
    firstDay: text('first_day') satisfies Day | null,
    lastDay: text('last_day'),
    purchases: Number(row.purchases),
    revenue: moneyText(moneyUnits(row.revenue ?? '0'), places),
    profit:
      basis === 'profit' && row.profit !== null ? moneyText(moneyUnits(row.profit!), places) : null,
    value: number('value'),
    valueLow: number('value_low'),
    valueHigh: number('value_high'),
    pAlive: number('p_alive'),
    band: text('band'),
    active: row.is_active === true,
  }
}
