import { existsSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { sql, type Column, type Snapshot, type Sql } from '@fealty/engine'
import type { MeasureContext } from '../query/measure-context.ts'
import { loadSnapshot } from '../facts/snapshot.ts'
import { rollupFolder, withTable } from '../rollup/ensure-rollups.ts'
import { bandsSql } from '../value/bands.ts'
import { profitSql } from '../value/profit-sql.ts'
import type { WhaleBasis } from '../value/whale.ts'

/** What a list says of each customer as of a day, beside name and score. */
const totalsColumns: readonly Column[] = [
  { name: 'customer_id', type: 'text' },
  { name: 'first_day', type: 'day' },
  { name: 'last_day', type: 'day' },
  { name: 'purchases', type: 'whole' },
  { name: 'revenue', type: 'money' },
  { name: 'profit', type: 'money' },
  { name: 'band', type: 'text' },
  { name: 'is_active', type: 'flag' },
]

/** Raised when the table changes its meaning. */
const totalsVersion = 1

/** A list is looked at as of few days; older ones are built again when they are asked for. */
const keptDays = 4

const buildSeconds = 600

/** Builds under way, so that questions that come together build once. */
const building = new Map<string, Promise<void>>()

/**
 * The snapshot with `customer_totals`: everybody who is known on the as-of day, one row each. It is
 * built on the first question as of a day and kept beside the other derived tables, so that paging
 * through a million customers does not add up their orders at every step.
 */
export async function withCustomerTotals(
  context: MeasureContext,
  basis: WhaleBasis,
): Promise<Snapshot> {
  const { services, snapshot, asOf } = context
  const facts = await loadSnapshot(services, context.workspace.id)
  const folder = rollupFolder(services.dataFolder, facts)
  const name = `customer_totals-${totalsVersion}-${context.basis}-${asOf}${services.engine.tableSuffix}`
  const path = join(folder, name)
  if (!existsSync(path)) {
    const work = building.get(path) ?? build(context, basis, folder, name)
    building.set(path, work)
    await work.finally(() => building.delete(path))
  }
  const table = { files: [path], columns: totalsColumns }
  return withTable(snapshot, `${context.basis}_${asOf}`, 'customer_totals', table)
}

async function build(
  context: MeasureContext,
  basis: WhaleBasis,
  folder: string,
  name: string,
): Promise<void> {
  const { engine } = context.services
  await engine.writeTable(context.snapshot, totalsSql(context, basis), join(folder, name), {
    seconds: buildSeconds,
  })
  const others = (await readdir(folder))
    .filter(
      (file) =>
        file.startsWith('customer_totals-') && file.endsWith(engine.tableSuffix) && file !== name,
    )
    .sort()
  const gone = others.slice(0, Math.max(0, others.length - keptDays + 1))
  await Promise.all(gone.map((file) => engine.dropTable(join(folder, file))))
}

/** Everybody who is known on a day: on the list of customers, or by an order, a cost or a contract. */
function totalsSql(context: MeasureContext, basis: WhaleBasis): Sql {
  const { dialect } = context.services.engine
  const day = dialect.day(context.asOf)
  return sql`with bought as (
  select customer_id, min(day) as first_day, max(day) as last_day,
    sum(case when is_purchase then 1 else 0 end) as purchases
  from purchases where day <= ${day} group by customer_id
),
contracted as (
  select customer_id, min(start_day) as first_day from spells
  where basis = 'subscription' and start_day <= ${day} group by customer_id
),
running as (
  select distinct customer_id from spells
  where basis = ${context.basis} and start_day <= ${day} and end_day > ${day}
),
bands as (${bandsSql(dialect, context.asOf, basis)}),
members as (
  select customer_id from customers
  union select customer_id from contracted
  union select customer_id from bands
)
select m.customer_id, coalesce(b.first_day, s.first_day) as first_day, b.last_day,
  coalesce(b.purchases, 0) as purchases, k.revenue, k.profit, g.band,
  r.customer_id is not null as is_active
from members m
left join bought b on b.customer_id = m.customer_id
left join contracted s on s.customer_id = m.customer_id
left join (${profitSql(dialect, context.asOf)}) k on k.customer_id = m.customer_id
left join bands g on g.customer_id = m.customer_id
left join running r on r.customer_id = m.customer_id
order by m.customer_id`
}
