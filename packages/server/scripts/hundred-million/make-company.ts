import { mkdir, rename, stat } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { FactKindName } from '@fealty/core'
import {
  identifier,
  joinSql,
  sql,
  wholeNumber,
  type Column,
  type Engine,
  type Sql,
} from '@fealty/engine'
import { recordImport } from '@fealty/store'
import { ensureWorkspace } from '../../src/access/setup.ts'
import { openServices } from '../../src/services.ts'

export interface CompanySize {
  orders: number
  customers: number
  seed: number
}

/** The made-up company of the benchmark, as SQL; a script of the repository. */
interface CompanySql {
  companyFiles: (size: CompanySize & { firstOrder?: number }) => Record<FactKindName, string>
}

/** So many orders are one import, as a company brings them year by year or shop by shop. */
const ordersPerImport = 10_000_000

const orderColumns: readonly Column[] = [
  { name: 'order_id', type: 'text' },
  { name: 'customer_id', type: 'text' },
  { name: 'at', type: 'moment' },
  { name: 'amount', type: 'money' },
  { name: 'cost', type: 'money' },
  { name: 'channel', type: 'text' },
  { name: 'day', type: 'day' },
  { name: 'import_seq', type: 'whole' },
]
const customerColumns: readonly Column[] = [
  { name: 'customer_id', type: 'text' },
  { name: 'since', type: 'day' },
  { name: 'unit', type: 'text' },
  { name: 'segment', type: 'text' },
  { name: 'import_seq', type: 'whole' },
]

interface Part {
  kind: FactKindName
  columns: readonly Column[]
  rows: Sql
}

/** A text of the repository that holds no value from outside. */
const asSql = (text: string): Sql => sql(Object.assign([text], { raw: [text] }))

async function planParts({ orders, customers, seed }: CompanySize): Promise<Part[]> {
  const path = pathToFileURL(resolve('scripts/bench/company.sql.mjs')).href
  const { companyFiles } = (await import(path)) as CompanySql
  const people = asSql(companyFiles({ orders, customers, seed }).customers)
  const parts: Part[] = [
    {
      kind: 'customers',
      columns: customerColumns,
      rows: sql`select customer_id, since, region as unit, segment, 1 as import_seq from (${people}) people`,
    },
  ]
  for (let firstOrder = 0; firstOrder < orders; firstOrder += ordersPerImport) {
    const end = Math.min(orders, firstOrder + ordersPerImport)
    const text = companyFiles({ orders: end, customers, seed, firstOrder }).orders
    const seq = wholeNumber(parts.length + 1)
    parts.push({
      kind: 'orders',
      columns: orderColumns,
      rows: sql`select order_id, customer_id, ordered_at as "at", amount, cost, channel,
        cast(ordered_at as date) as day, ${seq} as import_seq from (${asSql(text)}) placed order by ordered_at`,
    })
  }
  return parts
}

/** Writes a part as a segment by the writer of imports; gives what the ledger says of it. */
async function writePart(engine: Engine, { columns, rows }: Part, path: string) {
  const { dialect } = engine.local
  const cells = columns.map(
    ({ name, type }) =>
      sql`cast(${identifier(name)} as ${dialect.typeName(type)}) as ${identifier(name)}`,
  )
  const typed = sql`select ${joinSql(cells, ', ')} from (${rows}) rows`
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  const none = { id: 'none', workspaceId: 'none', tables: {} }
  const staged = `${path}.unfinished`
  const kept = await engine.local.writeParquet(none, typed, staged, { seconds: 3_600 })
  await rename(staged, path)
  if (!columns.some(({ name }) => name === 'day')) return { kept, firstDay: null, lastDay: null }
  const written = { id: `part_${kept}_${path.length}`, workspaceId: 'none' }
  const [days] = await engine.local.query(
    { ...written, tables: { part: { files: [path], columns } } },
    sql`select min(day) as first_day, max(day) as last_day from part`,
  )
  return { kept, firstDay: String(days?.first_day), lastDay: String(days?.last_day) }
}

/**
 * A data folder with the facts of the company: the same for the same size and seed. The segments are
 * written by the embedded engine and stand in the ledger as after an import. What an import does before
 * that, reading and checking CSV, is left out: at 0.17 million rows a second it would take ten minutes.
 */
export async function makeCompany(
  dataFolder: string,
  size: CompanySize,
  tell: (line: string) => void,
): Promise<{ orderBytes: number }> {
  const services = await openServices({ dataFolder })
  let orderBytes = 0
  try {
    const { store, engine } = services
    const { id: workspaceId } = await ensureWorkspace(store, services.now())
    for (const [place, part] of (await planParts(size)).entries()) {
      const id = `part-${place + 1}`
      const segmentPath = join('facts', workspaceId, part.kind, `${id}.parquet`)
      const path = join(dataFolder, segmentPath)
      const { kept, firstDay, lastDay } = await writePart(engine, part, path)
      const names = part.columns.map(({ name }) => name)
      await recordImport(store, {
        ...{ id, workspaceId, kind: part.kind, segmentPath, firstDay, lastDay, kept },
        ...{ rowsIn: kept, rejected: 0, dropped: {}, cleaning: [], rejectsPath: null },
        files: [{ name: `${id}.csv`, sha256: id, bytes: 0 }],
        mapping: Object.fromEntries(names.map((name) => [name, name])),
        columns: [...part.columns],
        contentKey: id,
        importedAt: services.now().toISOString(),
      })
      const { size: bytes } = await stat(path)
      if (part.kind === 'orders') orderBytes += bytes
      tell(`${kept.toLocaleString('en')} ${part.kind} written, ${(bytes / 1e6).toFixed(0)} MB`)
    }
  } finally {
    await services.close()
  }
  return { orderBytes }
}
