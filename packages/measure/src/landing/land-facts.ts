import { randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { factKind, type FactKindName } from '@fealty/core'
import { identifier, joinSql, sql, type Column, type Sql } from '@fealty/engine'
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
import { importPaths, stagingPath } from '../import/staging.ts'
import { inImportTurn } from '../import/turns.ts'
import type { MeasureServices } from '../services.ts'
import { landingKey } from './landing-key.ts'
import { importSeq, stageRows, type LandingRows } from './write-rows.ts'

/** Facts that the program itself has collected. */
export interface Landing {
  workspaceId: string
  kind: FactKindName
  /** What a person reads in the list of imports. */
  name: string
  /** Each has a `day` where the kind is dated. */
  rows: LandingRows
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
    const staged = await stageRows(services, rows)
    try {
      const columns = columnsOf(kind, staged.names)
      const facts = { columns, kept: staged.count, first: staged.firstDay, last: staged.lastDay }
      return await keepSegment(services, landing, facts, (seq, path) =>
        staged.writeParquet({ columns, seq, path }),
      )
    } finally {
      await staged.end()
    }
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
    const files = parts.map(({ segmentPath }) => join(services.dataFolder, segmentPath))
    const source = {
      id: randomUUID(),
      workspaceId: landing.workspaceId,
      tables: { parts: { files, columns } },
    }
    return keepSegment(services, { ...landing, rows: [], replaces }, facts, (seq, path) =>
      services.engine.local.writeParquet(source, mergedSql(columns, seq), path),
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
function columnsOf(kind: FactKindName, names: readonly string[]): Column[] {
  const standard = factColumns(kind).filter(
    ({ name }) => names.includes(name) || name === 'import_seq',
  )
  const known = new Set(factColumns(kind).map(({ name }) => name))
  const free = names
    .filter((name) => !known.has(name))
    .sort()
    .map((name): Column => ({ name, type: name.startsWith(ratingPrefix) ? 'number' : 'text' }))
  return [...standard, ...free]
}

function mergedSql(columns: readonly Column[], seq: number): Sql {
  const cells = columns.map(({ name }) =>
    name === 'import_seq' ? importSeq(seq) : identifier(name),
  )
  return sql`select ${joinSql(cells, ', ')} from parts`
}

/** Writes the segment, then keeps it and takes out what it replaces, in one transaction. */
async function keepSegment(
  services: MeasureServices,
  landing: Landing,
  facts: SegmentFacts,
  write: (seq: number, path: string) => Promise<number>,
): Promise<string | null> {
  const { store, dataFolder } = services
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
  const staged = await stagingPath(dataFolder, 'landing', `${id}.parquet`)
  try {
    await write(seq, staged)
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
