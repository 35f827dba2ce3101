import type { Call } from '@fealty/core'
import { emptySql, sql, wholeNumber, type Sql } from '@fealty/engine'
import type { z } from 'zod'
import { keepAnswer } from '../query/keep-answer.ts'
import { openContext, type MeasureContext } from '../query/measure-context.ts'
import type { MeasureServices } from '../services.ts'
import { customerScope } from '../value/customer-scope.ts'
import { currencyPlaces } from '../value/money.ts'
import { chooseBasis } from '../value/read-whale.ts'
import type { WhaleBasis } from '../value/whale.ts'
import type { customerListInput, customerListOutput } from './contract.ts'
import { customerColumns, customerTables, toCustomerRow } from './customer-rows.ts'
import { withCustomerTotals } from './customer-totals.ts'

type Input = z.output<typeof customerListInput>

/** One page of the customers, searched, sorted and cut by the engine. */
export async function listCustomers(
  call: Call<MeasureServices>,
  input: Input,
): Promise<z.input<typeof customerListOutput>> {
  const context = await openContext(call, { ...input, level: 0.95 })
  // What the page opens with is kept, and so is there while the engine is away; what is looked for is not.
  const isFirst = input.page === 1 && input.search.trim() === ''
  const read = () => readPage(context, input)
  return isFirst ? keepAnswer(context, 'customers.list', input, read) : read()
}

async function readPage(
  context: MeasureContext,
  input: Input,
): Promise<z.input<typeof customerListOutput>> {
  const { engine } = context.services
  const basis = await chooseBasis(context, context.asOf)
  const snapshot = await withCustomerTotals(context, basis)
  const matching = matchingSql(context, input)
  const options = { signal: context.signal }
  const [[count], page] = await Promise.all([
    engine.query(snapshot, sql`select count(*) as total ${matching}`, options),
    engine.query(snapshot, pageSql(matching, input, basis), options),
  ])
  const { currency } = context.workspace
  const places = currencyPlaces(currency)
  return {
    total: Number(count?.total ?? 0),
    page: input.page,
    pageSize: input.pageSize,
    currency,
    rows: page.map((row) => toCustomerRow(row, basis, places)),
  }
}

/** `from … where …` of the customers that the search, the conditions and the role leave. */
function matchingSql(context: MeasureContext, input: Input): Sql {
  const { joins, conditions } = customerScope(context)
  const search = input.search.trim().toLowerCase()
  const pattern = `%${search.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`
  const found =
    search === ''
      ? emptySql
      : sql` and (lower(p.customer_id) like ${pattern} escape '\\' or lower(n.name) like ${pattern} escape '\\')`
  const inBand = input.band === undefined ? emptySql : sql` and p.band = ${input.band}`
  return sql`from ${customerTables}${joins} where true${found}${inBand}${conditions}`
}

function pageSql(matching: Sql, input: Input, basis: WhaleBasis): Sql {
  const keys = {
    value: sql`s.value`,
    profit: basis === 'profit' ? sql`p.profit` : sql`p.revenue`,
    last: sql`p.last_day`,
    name: sql`lower(n.name)`,
  }
  const order = input.direction === 'down' ? sql`desc` : sql`asc`
  return sql`select ${customerColumns} ${matching}
order by ${keys[input.sort]} ${order} nulls last, p.customer_id
offset ${wholeNumber((input.page - 1) * input.pageSize)} limit ${wholeNumber(input.pageSize)}`
}
