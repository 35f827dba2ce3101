import { copyFile, mkdir } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { literal, sql, type Sql } from '@fealty/engine'
import { buildSnapshot } from '../../facts/snapshot.ts'
import type { Workbench } from './workbench.ts'

const shared =
  process.env.FEALTY_SHARED ?? fileURLToPath(new URL('../../../../../../shared', import.meta.url))

/** Path of a real data set beside the project, or undefined with a line that says so. */
export function sharedData(name: string): string | undefined {
  const path = resolve(shared, 'data', name)
  if (existsSync(path)) return path
  console.warn(`skipped: the data set ${name} is not there (set FEALTY_SHARED)`)
  return undefined
}

async function loadOrders(
  bench: Workbench,
  id: string,
  files: readonly string[],
  select: (paths: readonly string[]) => Sql,
): Promise<void> {
  const { dataFolder, engine } = bench.services
  const folder = join(dataFolder, 'facts', 'w', 'orders')
  await mkdir(folder, { recursive: true })
  const copies = files.map((file, index) =>
    join(folder, `${id}-${index}.csv${file.endsWith('.gz') ? '.gz' : ''}`),
  )
  await Promise.all(files.map((file, index) => copyFile(file, copies[index]!)))
  const path = join(folder, `${id}.parquet`)
  await engine.local.writeParquet(
    { id: 'none', workspaceId: 'w', tables: {} },
    select(copies),
    path,
  )
  const segment = { id, kind: 'orders' as const, segmentPath: path, columns: [] }
  await bench.adopt(buildSnapshot(dataFolder, 'w', [segment]))
}

/**
 * UCI Online Retail II, both years, without exact duplicates (numbers compared as numbers: the
 * first file writes 4 where the second writes 4.0) and without rows that have no customer.
 */
export async function loadOnlineRetail(bench: Workbench, folder: string): Promise<void> {
  const files = ['online_retail_2009_2010.csv.gz', 'online_retail_2010_2011.csv.gz']
  const paths = files.map((file) => join(folder, file))
  await loadOrders(
    bench,
    'retail',
    paths,
    ([first, second]) => sql`
      select invoice as order_id, customer as customer_id, moment as "at", cast(moment as date) as day,
        cast(quantity * price as decimal(18, 4)) as amount, cast(1 as bigint) as import_seq
      from (
        select distinct "Invoice" as invoice, "StockCode", "Description",
          cast("Quantity" as decimal(9, 0)) as quantity, cast("InvoiceDate" as timestamp) as moment,
          cast("Price" as decimal(9, 4)) as price, "Customer ID" as customer, "Country"
        from read_csv([${literal(first!)}, ${literal(second!)}], all_varchar = true, header = true)
      ) as lines
      where customer is not null and customer <> ''`,
  )
}

/** The one-tenth sample of CDNOW. */
export async function loadCdnow(bench: Workbench, folder: string): Promise<void> {
  await loadOrders(
    bench,
    'cdnow',
    [join(folder, 'cdnowElog.csv')],
    ([path]) => sql`
      select cast(null as varchar) as order_id, sampleid as customer_id,
        cast(strptime("date", '%Y%m%d') as timestamp) as "at",
        cast(strptime("date", '%Y%m%d') as date) as day,
        cast(sales as decimal(18, 4)) as amount, cast(1 as bigint) as import_seq
      from read_csv(${literal(path!)}, all_varchar = true, header = true)`,
  )
}
