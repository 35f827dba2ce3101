/**
 * The peer of the bench: the same steps by the bare engine, with no check of a row, no ledger, no
 * interval and no verdict. What Fealty takes beyond it is the price of those.
 *
 *   node scripts/bench/run-peer.mjs import FOLDER     CSV to Parquet, types sniffed by the engine
 *   node scripts/bench/run-peer.mjs aggregate FOLDER  revenue and buyers by segment and month
 *   node scripts/bench/run-peer.mjs groups FOLDER     frequency, recency and T per customer, grouped
 */
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'

const [step, folder] = process.argv.slice(2)
const file = (name) => `'${join(folder, name).replaceAll("'", "''")}'`

const steps = {
  import: ['customers', 'orders', 'responses', 'interactions'].map(
    (kind) =>
      `copy (select * from read_csv(${file(`${kind}.csv`)})) to ${file(`${kind}.parquet`)} (format parquet, compression zstd)`,
  ),
  aggregate: [
    `select date_trunc('month', o.ordered_at) as month, c.segment, sum(o.amount), count(distinct o.customer_id)
     from ${file('orders.parquet')} o left join ${file('customers.parquet')} c using (customer_id)
     group by all order by all`,
  ],
  groups: [
    `select x, recency, t, count(*) from (
       select customer_id, count(*) - 1 as x, max(day) - min(day) as recency, date '2026-01-01' - min(day) as t
       from (select distinct customer_id, cast(ordered_at as date) as day from ${file('orders.parquet')} where amount > 0)
       group by customer_id
     ) group by all`,
  ],
}

const instance = await DuckDBInstance.create(':memory:', { memory_limit: '2GB', threads: '2' })
const connection = await instance.connect()
for (const text of steps[step]) await connection.runAndReadAll(text)
connection.closeSync()
