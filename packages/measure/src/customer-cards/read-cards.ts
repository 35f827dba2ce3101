import { addMonths, type Call, inChunks } from '@fealty/core'
import { emptySql, identifier, joinSql, sql, type Row, type Sql } from '@fealty/engine'
import { dimensionJoins, dimensionSql, isCustomerDimension } from '../metric/dimension.ts'
import { openContext, type MeasureContext } from '../query/measure-context.ts'
import type { MeasureServices } from '../services.ts'
import { currencyPlaces, moneyText, moneyUnits } from '../value/money.ts'

/** What a room that acts on single customers needs to know of each. */
export interface CustomerCard {
  customerId: string
  name: string | null
  segment: string | null
  /** The facts' own column `unit`, by which managers are bound. */
  factUnit: string | null
  /** Value of each asked dimension, e.g. `product_line`; null where there is none. */
  values: Record<string, string | null>
  /**
   * What the customer brings in a year, exact decimal text: twelve times the recurring revenue that
   * runs now, or the purchases of the last twelve months where there are no subscriptions.
   */
  yearlyRevenue: string
  /** Expected discounted value; null before customers were scored. */
  expectedValue: number | null
  /** Probability that the customer is still one; null before customers were scored. */
  pAlive: number | null
  band: string | null
}

/** One list of ids in a statement holds no more than this. */
const idsPerQuery = 1_000

/**
 * The customers with these ids who are in the facts, by id. Whoever asks sees all of them: what a
 * person may see is decided by the thing (the case) that names the customer.
 * @param dimensions  names of customer dimensions to give along; unknown ones are left out
 */
export async function readCustomerCards(
  call: Call<MeasureServices>,
  customerIds: readonly string[],
  dimensions: readonly string[] = [],
): Promise<Map<string, CustomerCard>> {
  const cards = new Map<string, CustomerCard>()
  const ids = [...new Set(customerIds)].sort()
  if (ids.length === 0) return cards
  const context = await openContext(call, { where: [], level: 0.95 })
  for (const chunk of inChunks(ids, idsPerQuery)) {
    for (const card of await readSome(context, chunk, dimensions)) {
      cards.set(card.customerId, card)
    }
  }
  return cards
}

async function readSome(
  context: MeasureContext,
  ids: readonly string[],
  names: readonly string[],
): Promise<CustomerCard[]> {
  const { engine } = context.services
  const dimensions = context.dimensions.filter(
    (one) => names.includes(one.name) && isCustomerDimension(one),
  )
  const values = dimensions.reduce(
    (columns, one, index) => sql`${columns}, ${dimensionSql(one)} as ${identifier(`g${index}`)}`,
    emptySql,
  )
  const list = joinSql(
    ids.map((id) => sql`${id}`),
    ', ',
  )
  const rows = await engine.query(
    context.snapshot,
    sql`select p.customer_id, n.name, n.segment, n.unit, s.value, s.p_alive, s.band,
  coalesce(r.revenue, 0) as revenue${values}
from (select customer_id from customers where customer_id in (${list})
  union select customer_id from responses where customer_id in (${list})) p
left join customers n on n.customer_id = p.customer_id
left join customer_value s on s.customer_id = p.customer_id
left join (${yearlyRevenue(context, list)}) r on r.customer_id = p.customer_id
${dimensionJoins(dimensions, sql`p.customer_id`)}`,
    { signal: context.signal },
  )
  const places = currencyPlaces(context.workspace.currency)
  return rows.map((row) => toCard(row, dimensions, places))
}

function yearlyRevenue(context: MeasureContext, list: Sql): Sql {
  const { dialect } = context.services.engine
  const day = dialect.day(context.asOf)
  const money = dialect.typeName('money')
  return context.basis === 'subscription'
    ? sql`select customer_id, cast(12 * sum(mrr) as ${money}) as revenue from subscriptions
  where customer_id in (${list}) and day <= ${day} and ("end" is null or "end" > ${day}) group by customer_id`
    : sql`select customer_id, cast(sum(amount) as ${money}) as revenue from orders
  where customer_id in (${list}) and day <= ${day} and day > ${dialect.day(addMonths(context.asOf, -12))} group by customer_id`
}

function toCard(row: Row, dimensions: readonly { name: string }[], places: number): CustomerCard {
  const text = (name: string): string | null => (row[name] === null ? null : String(row[name]))
  const number = (name: string): number | null => (row[name] === null ? null : Number(row[name]))
  const values = dimensions.map(({ name }, index): [string, string | null] => {
    const value = text(`g${index}`)
    return [name, value === '(none)' ? null : value]
  })
  return {
    customerId: String(row.customer_id),
    name: text('name'),
    segment: text('segment'),
    factUnit: text('unit'),
    values: Object.fromEntries(values),
    yearlyRevenue: moneyText(moneyUnits(row.revenue ?? '0'), places),
    expectedValue: number('value'),
    pAlive: number('p_alive'),
    band: text('band'),
  }
}
