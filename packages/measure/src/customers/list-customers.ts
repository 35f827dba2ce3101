import type { Call } from '@fealty/core'
import { emptySql, sql, wholeNumber, type Sql } from '@fealty/engine'
import type { z } from 'zod'
import { openContext, type MeasureContext } from '../query/measure-context.ts'
import type { MeasureServices } from '../services.ts'
import { bandsSql } from '../value/bands.ts'
import { customerScope } from '../value/customer-scope.ts'
import { profitSql } from '../value/profit-sql.ts'
import { chooseBasis } from '../value/read-whale.ts'
import type { WhaleBasis } from '../value/whale.ts'
import type { customerListInput, customerListOutput } from './contract.ts'
import { membersSql, readCustomerRows } from './customer-rows.ts'

type Input = z.output<typeof customerListInput>

/**
 * One page of the customers, sorted and searched by the engine. The page is chosen first, by the one
 * thing it is sorted by; the rest is looked up for its customers alone.
 */
export async function listCustomers(
  call: Call<MeasureServices>,
  input: Input,
): Promise<z.input<typeof customerListOutput>> {
  const context = await openContext(call, { ...input, level: 0.95 })
  const { engine } = context.services
  const basis = await chooseBasis(context, context.asOf)
  const matching = matchingSql(context, input, basis)
  const options = { signal: call.signal }
  const [[count], page] = await Promise.all([
    engine.query(context.snapshot, sql`select count(*) as total from (${matching}) m`, options),
    engine.query(context.snapshot, pageSql(matching, input), options),
  ])
  const ids = page.map((row) => String(row.customer_id))
  return {
    total: Number(count?.total ?? 0),
    page: input.page,
    pageSize: input.pageSize,
    currency: context.workspace.currency,
    rows: await readCustomerRows(context, ids, basis),
  }
}

/** `customer_id, sort_key` of the customers that the search, the conditions and the role leave. */
function matchingSql(context: MeasureContext, input: Input, basis: WhaleBasis): Sql {
  const { joins, conditions } = customerScope(context)
  const { dialect } = context.services.engine
  const search = input.search.trim().toLowerCase()
  const pattern = `%${search.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`
  const found =
    search === ''
      ? emptySql
      : sql` and (lower(p.customer_id) like ${pattern} escape '\\' or lower(n.name) like ${pattern} escape '\\')`
  const inBand =
    input.band === undefined
      ? emptySql
      : sql` and p.customer_id in (select customer_id from (${bandsSql(dialect, context.asOf, basis)}) b where b.band = ${input.band})`
  return sql`select p.customer_id, k.sort_key
from (${membersSql(context)}) p
left join customers n on n.customer_id = p.customer_id
left join (${sortKeySql(context, input.sort, basis)}) k on k.customer_id = p.customer_id${joins}
where true${found}${inBand}${conditions}`
}

function sortKeySql(context: MeasureContext, sort: Input['sort'], basis: WhaleBasis): Sql {
  const { dialect } = context.services.engine
  switch (sort) {
    case 'value':
      return sql`select customer_id, value as sort_key from customer_value`
    case 'profit':
      return sql`select customer_id, ${basis === 'profit' ? sql`profit` : sql`revenue`} as sort_key from (${profitSql(dialect, context.asOf)}) booked`
    case 'last':
      return sql`select customer_id, max(day) as sort_key from purchases where day <= ${dialect.day(context.asOf)} group by customer_id`
    case 'name':
      return sql`select customer_id, lower(name) as sort_key from customers`
  }
}

function pageSql(matching: Sql, { direction, page, pageSize }: Input): Sql {
  const order = direction === 'down' ? sql`desc` : sql`asc`
  return sql`select customer_id from (${matching}) m
order by sort_key ${order} nulls last, customer_id
limit ${wholeNumber(pageSize)} offset ${wholeNumber((page - 1) * pageSize)}`
}
