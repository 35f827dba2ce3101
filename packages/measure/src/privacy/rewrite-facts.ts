import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { factKind, type FactKindName } from '@fealty/core'
import {
  emptySql,
  identifier,
  isMappedFile,
  joinSql,
  literal,
  sql,
  type Snapshot,
  type Sql,
} from '@fealty/engine'
import {
  holdWorkspace,
  inTransaction,
  listImports,
  replaceSegments,
  type ImportRecord,
} from '@fealty/store'
import { attributePrefix } from '../facts/columns.ts'
import type { MeasureServices } from '../services.ts'

type Services = Pick<MeasureServices, 'engine' | 'store' | 'dataFolder'>

/** Which rows of which facts are to lose their person. */
export interface FactErasure {
  workspaceId: string
  /** Only facts of these kinds; all that name customers when left out. */
  kinds?: readonly FactKindName[]
  /** The condition over the columns of a segment; undefined where the segment cannot hold such a row. */
  rows: (columns: ReadonlySet<string>) => Sql | undefined
  /** In place of the customer's id, as SQL over the row. */
  surrogate: Sql
  signal: AbortSignal
}

/** An attribute that fewer customers share points at the person, and is emptied. */
const leastSharing = 5
const rewriteSeconds = 600
const nobody: Snapshot = { id: 'none', workspaceId: 'none', tables: {} }

/**
 * Writes the segments that hold such rows anew: the customer's id becomes the surrogate; names, comments
 * and other texts are emptied; ids of single things (order, answer, contact) become hashes with a salt
 * that is kept nowhere; attributes that hardly anybody shares are emptied. Days, amounts and scores stay,
 * so every measure stays. The old files are removed, and the derived ones with them.
 * Returns how many rows were changed. Safe to be broken off at any time, and to be done again.
 */
export async function rewriteFacts(services: Services, erasure: FactErasure): Promise<number> {
  const { store, dataFolder } = services
  const { workspaceId } = erasure
  const salt = randomBytes(16).toString('hex')
  const paths = new Map<string, string>()
  let changed = 0
  for (const entry of await listImports(store, workspaceId, 'all')) {
    const known = factKind(entry.kind).fields.customer_id !== undefined
    if (!known || (erasure.kinds && !erasure.kinds.includes(entry.kind))) continue
    const rows = await rewriteSegment(services, erasure, entry, salt, paths)
    changed += rows
  }
  if (paths.size > 0) await replaceSegments(store, workspaceId, paths)
  // Also after an erasure that was broken off before it came to this.
  await sweepFacts(services, workspaceId)
  if (changed > 0)
    await rm(join(dataFolder, 'rollups', workspaceId), { recursive: true, force: true })
  return changed
}

async function rewriteSegment(
  { engine: { local }, dataFolder }: Services,
  erasure: FactErasure,
  entry: ImportRecord,
  salt: string,
  paths: Map<string, string>,
): Promise<number> {
  const path = resolve(dataFolder, entry.segmentPath)
  // Rows in a table of the company's own are not ours to change.
  if (isMappedFile(path) || !existsSync(path)) return 0
  const file = sql`read_parquet(${literal(path)})`
  const options = { signal: erasure.signal, seconds: rewriteSeconds }
  const described = await local.query(
    nobody,
    sql`select column_name from (describe select * from ${file})`,
    options,
  )
  const columns = new Set(described.map((row) => String(row.column_name)))
  const rows = erasure.rows(columns)
  if (!columns.has('customer_id') || rows === undefined) return 0
  const [found] = await local.query(
    nobody,
    sql`select count(*) as n from ${file} where ${rows}`,
    options,
  )
  const n = Number(found?.n ?? 0)
  if (n === 0) return 0
  const replaced = join(
    'facts',
    erasure.workspaceId,
    entry.kind,
    `${entry.id}.${randomBytes(4).toString('hex')}.parquet`,
  )
  await local.writeParquet(
    nobody,
    sql`select * replace (${joinSql(replacements(entry.kind, columns, file, rows, erasure.surrogate, salt), ', ')}) from ${file}`,
    join(dataFolder, replaced),
    options,
  )
  paths.set(entry.id, replaced)
  return n
}

function replacements(
  kind: FactKindName,
  columns: ReadonlySet<string>,
  file: Sql,
  rows: Sql,
  surrogate: Sql,
  salt: string,
): Sql[] {
  const when = (name: string, value: Sql) =>
    sql`case when ${rows} then ${value} else ${identifier(name)} end as ${identifier(name)}`
  const { fields } = factKind(kind)
  return [...columns].flatMap((name) => {
    const column = identifier(name)
    if (name === 'customer_id') return [when(name, surrogate)]
    if (name.startsWith(attributePrefix)) {
      const shared = sql`${column} in (select ${column} from ${file} group by 1 having count(distinct customer_id) >= ${leastSharing})`
      return [when(name, sql`case when ${shared} then ${column} end`)]
    }
    const field = fields[name]
    if (field?.type === 'text') return [when(name, sql`null`)]
    const isId = field?.type === 'key' && name.endsWith('_id') && name !== 'account_id'
    return isId ? [when(name, sql`md5(concat(${column}, ${salt}))`)] : []
  })
}

/** Removes segments that the ledger does not name. Imports wait meanwhile. */
async function sweepFacts({ store, dataFolder }: Services, workspaceId: string): Promise<void> {
  const folder = join(dataFolder, 'facts', workspaceId)
  if (!existsSync(folder)) return
  await inTransaction(store, async (transaction) => {
    await holdWorkspace(transaction, workspaceId)
    const imports = await listImports(transaction, workspaceId, 'all')
    const named = new Set(imports.map(({ segmentPath }) => resolve(dataFolder, segmentPath)))
    for (const name of await readdir(folder, { recursive: true })) {
      const path = join(folder, name)
      if (name.endsWith('.parquet') && !named.has(path)) await rm(path, { force: true })
    }
  })
}

/** Takes the lines that hold the customer's id out of the files of rejected rows. */
export async function eraseFromRejects(
  { store, dataFolder }: Pick<Services, 'store' | 'dataFolder'>,
  workspaceId: string,
  customerId: string,
): Promise<void> {
  for (const { rejectsPath } of await listImports(store, workspaceId, 'all')) {
    if (rejectsPath === null) continue
    const path = resolve(dataFolder, rejectsPath)
    if (!existsSync(path)) continue
    const text = await readFile(path, 'utf8')
    if (!text.includes(customerId)) continue
    const kept = text.split('\n').filter((line) => !line.includes(customerId))
    await writeFile(`${path}.part`, kept.join('\n'), { mode: 0o600 })
    await rename(`${path}.part`, path)
  }
}

/** Everything that the facts hold of a customer, by kind, as it was loaded. */
export async function readPersonFacts(
  { engine }: Pick<Services, 'engine'>,
  snapshot: Snapshot,
  customerId: string,
  signal: AbortSignal,
): Promise<Record<string, Record<string, unknown>[]>> {
  const found: Record<string, Record<string, unknown>[]> = {}
  for (const [kind, { columns, files }] of Object.entries(snapshot.tables)) {
    if (files.length === 0 || !columns.some(({ name }) => name === 'customer_id')) continue
    const order = columns.some(({ name }) => name === 'day') ? sql` order by day` : emptySql
    const rows = await engine.query(
      snapshot,
      sql`select * from ${identifier(kind)} where customer_id = ${customerId}${order}`,
      { signal },
    )
    if (rows.length > 0)
      found[kind] = rows.map((row) =>
        Object.fromEntries(Object.entries(row).filter(([, cell]) => cell !== null)),
      )
  }
  return found
}
