import { randomUUID } from 'node:crypto'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { factKind, inChunks, type FactKindName } from '@fealty/core'
import { identifier, joinSql, sql, wholeNumber, type Column, type Sql } from '@fealty/engine'
import {
  inTransaction,
  listImports,
  recordImport,
  undoImport,
  type ImportRecord,
  type Store,
} from '@fealty/store'
import { factColumns, ratingPrefix } from '../facts/columns.ts'
import { moveInto } from '../import/keep-import.ts'
import { importPaths } from '../import/staging.ts'
import { inImportTurn } from '../import/turns.ts'
import type { MeasureServices } from '../services.ts'
import { landingKey } from './landing-key.ts'

/** A fact as text by column: fields of its kind, `day`, `attr:NAME` and `rating:NAME`. */
export type LandingRow = Readonly<Record<string, string | number | null>>

/** Facts that the program itself has collected. */
export interface Landing {
  workspaceId: string
  kind: FactKindName
  /** What a person reads in the list of imports. */
  name: string
  /** Each has a `day` where the kind is dated. */
  rows: readonly LandingRow[]
  /** Earlier landings whose rows are among these: undone in the same transaction. */
  replaces?: readonly string[]
  at: Date
  /** Notes what has landed, in the same transaction: both happen, or none. */
  note?: (store: Store, importId: string | null) => Promise<void>
}

/**
 * Writes facts as one Parquet segment with its row in the ledger, as an import does, without a file.
 * Killed at any moment, either all of it has happened or nothing. Gives the id of the import, or null
 * when there was no row.
 */
export function landFacts(services: MeasureServices, landing: Landing): Promise<string | null> {
  const { workspaceId, kind, rows } = landing
  return inImportTurn(services, workspaceId, async () => {
    const columns = columnsOf(kind, rows)
    const facts = { columns, kept: rows.length, ...daysOf(rows) }
    const text = await writeRows(columns, rows)
    return keepSegment(services, landing, facts, (seq) => rowsSql(services, columns, text, seq))
  })
}

/** Makes one segment of several earlier landings of a kind, so that their number stays small. */
export function mergeLandings(
  services: MeasureServices,
  landing: Omit<Landing, 'rows' | 'replaces'>,
  parts: readonly ImportRecord[],
): Promise<string | null> {
  return inImportTurn(services, landing.workspaceId, async () => {
    const live = new Set(
      (await listImports(services.store, landing.workspaceId)).map(({ id }) => id),
    )
    // One of them may have been undone by a person since the list was read.
    if (!parts.every(({ id }) => live.has(id))) return null
    const columns = [
      ...new Map(parts.flatMap((part) => part.columns as Column[]).map((one) => [one.name, one])),
    ].map(([, column]) => column)
    const days = (pick: 'firstDay' | 'lastDay') => parts.flatMap((part) => part[pick] ?? []).sort()
    const facts = {
      columns,
      kept: parts.reduce((sum, { kept }) => sum + kept, 0),
      first: days('firstDay')[0] ?? null,
      last: days('lastDay').at(-1) ?? null,
    }
    const replaces = parts.map(({ id }) => id)
    return keepSegment(
      services,
      { ...landing, rows: [], replaces },
      facts,
      (seq) => mergedSql(columns, seq),
      {
        files: parts.map(({ segmentPath }) => join(services.dataFolder, segmentPath)),
        columns,
      },
    )
  })
}

interface SegmentFacts {
  columns: readonly Column[]
  kept: number
  first: string | null
  last: string | null
}

/** Standard columns that any row has, then the free ones. */
function columnsOf(kind: FactKindName, rows: readonly LandingRow[]): Column[] {
  const names = new Set<string>()
  for (const row of rows) for (const name of Object.keys(row)) names.add(name)
  const standard = factColumns(kind).filter(({ name }) => names.has(name) || name === 'import_seq')
  const known = new Set(factColumns(kind).map(({ name }) => name))
  const free = [...names]
    .filter((name) => !known.has(name))
    .sort()
    .map((name): Column => ({ name, type: name.startsWith(ratingPrefix) ? 'number' : 'text' }))
  return [...standard, ...free]
}

function daysOf(rows: readonly LandingRow[]): { first: string | null; last: string | null } {
  let first: string | null = null
  let last: string | null = null
  for (const { day } of rows) {
    if (typeof day !== 'string') continue
    if (first === null || day < first) first = day
    if (last === null || day > last) last = day
  }
  return { first, last }
}

/** So many rows are written between two breaths, so that other work comes between. */
const rowsPerBreath = 250

/** The rows as one text, which travels bound and is taken apart by the engine. */
export async function writeRows(
  columns: readonly Column[],
  rows: readonly LandingRow[],
): Promise<string> {
  const parts: string[] = []
  for (const chunk of inChunks(rows, rowsPerBreath)) {
    const cells = chunk.map((row) => columns.map(({ name }) => toText(row[name] ?? null)))
    parts.push(JSON.stringify(cells).slice(1, -1))
    await setImmediate()
  }
  return `[${parts.join(',')}]`
}

export function rowsSql(
  { engine }: MeasureServices,
  columns: readonly Column[],
  text: string,
  seq: number,
): Sql {
  const cells = columns.map(({ name, type }, index) =>
    name === 'import_seq'
      ? sql`cast(${wholeNumber(seq)} as integer) as import_seq`
      : sql`cast(cells[${wholeNumber(index + 1)}] as ${engine.local.dialect.typeName(type)}) as ${identifier(name)}`,
  )
  return sql`select ${joinSql(cells, ', ')} from (select unnest(from_json(${text}, '[["VARCHAR"]]')) as cells)`
}

const toText = (value: string | number | null): string | null =>
  value === null ? null : String(value)

function mergedSql(columns: readonly Column[], seq: number): Sql {
  const cells = columns.map(({ name }) =>
    name === 'import_seq'
      ? sql`cast(${wholeNumber(seq)} as integer) as import_seq`
      : identifier(name),
  )
  return sql`select ${joinSql(cells, ', ')} from parts`
}

/** Writes the segment, then keeps it and takes out what it replaces, in one transaction. */
async function keepSegment(
  services: MeasureServices,
  landing: Landing,
  facts: SegmentFacts,
  statement: (seq: number) => Sql,
  parts?: { files: readonly string[]; columns: readonly Column[] },
): Promise<string | null> {
  const { store, dataFolder, engine } = services
  const { workspaceId, replaces = [], at, note } = landing
  const id = randomUUID()
  if (facts.kept === 0) {
    await inTransaction(store, async (transaction) => {
      for (const old of replaces) await undoImport(transaction, workspaceId, old, at.toISOString())
      await note?.(transaction, null)
    })
    return null
  }
  const all = await listImports(store, workspaceId, 'all')
  const seq = 1 + Math.max(0, ...all.map((entry) => entry.seq))
  const staged = join(dataFolder, importPaths.staging(`landing-${id}.parquet`))
  await mkdir(join(dataFolder, 'staging'), { recursive: true, mode: 0o700 })
  const tables: Record<string, { files: readonly string[]; columns: readonly Column[] }> =
    parts === undefined ? {} : { parts }
  const source = { id: parts === undefined ? 'landing' : id, workspaceId, tables }
  try {
    await engine.local.writeParquet(source, statement(seq), staged)
    await inTransaction(store, async (transaction) => {
      for (const old of replaces) await undoImport(transaction, workspaceId, old, at.toISOString())
      await note?.(transaction, id)
      const record = toRecord(landing, facts, id)
      await recordImport(transaction, record, () =>
        moveInto(staged, join(dataFolder, record.segmentPath)),
      )
    })
    return id
  } finally {
    await rm(staged, { force: true })
  }
}

function toRecord(landing: Landing, facts: SegmentFacts, id: string) {
  const { workspaceId, kind, name, at } = landing
  const standard = Object.keys(factKind(kind).fields)
  const filled = facts.columns.map((column) => column.name).filter((one) => standard.includes(one))
  return {
    id,
    workspaceId,
    kind,
    files: [{ name, sha256: '', bytes: 0 }],
    mapping: Object.fromEntries(filled.map((one) => [one, one])),
    cleaning: [],
    rowsIn: facts.kept,
    kept: facts.kept,
    rejected: 0,
    dropped: {},
    firstDay: facts.first,
    lastDay: facts.last,
    columns: [...facts.columns],
    segmentPath: importPaths.segment(workspaceId, kind, id),
    rejectsPath: null,
    contentKey: landingKey(id),
    importedAt: at.toISOString(),
  }
}
