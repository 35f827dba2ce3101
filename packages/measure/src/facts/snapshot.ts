import { createHash } from 'node:crypto'
import { resolve } from 'node:path'
import { factKind, factKindNames, type FactKindName } from '@fealty/core'
import type { Column, Snapshot, SnapshotTable } from '@fealty/engine'
import { listImports, type ImportRecord } from '@fealty/store'
import type { MeasureServices } from '../services.ts'
import { factColumns, isFreeColumn } from './columns.ts'

/** What a snapshot needs to know of a live import. */
export interface LiveImport {
  id: string
  kind: FactKindName
  /** Path of the Parquet segment, relative to the data folder or absolute. */
  segmentPath: string
  columns: readonly Column[]
}

/**
 * Raised when what is built from facts changes its meaning, so that rollups and cached answers of an
 * older program are never taken for those of this one.
 */
const definitionsVersion = 1

/** The snapshot of the facts that are live now. */
export async function loadSnapshot(
  services: Pick<MeasureServices, 'store' | 'dataFolder'>,
  workspaceId: string,
): Promise<Snapshot> {
  return (await loadFacts(services, workspaceId)).snapshot
}

/**
 * The imports that are live now, or were at a moment, with their snapshot. An import that was undone
 * since is seen as it was; only what was erased of a person is gone from every moment.
 */
export async function loadFacts(
  { store, dataFolder }: Pick<MeasureServices, 'store' | 'dataFolder'>,
  workspaceId: string,
  moment?: string,
): Promise<{ imports: ImportRecord[]; snapshot: Snapshot }> {
  const imports =
    moment === undefined
      ? await listImports(store, workspaceId)
      : liveAt(await listImports(store, workspaceId, 'all'), new Date(moment).toISOString())
  const live = imports.map((entry) => ({ ...entry, columns: entry.columns as Column[] }))
  return { imports, snapshot: buildSnapshot(dataFolder, workspaceId, live) }
}

function liveAt(imports: readonly ImportRecord[], at: string): ImportRecord[] {
  return imports.filter(
    ({ importedAt, undoneAt }) => importedAt <= at && (undoneAt === null || undoneAt > at),
  )
}

/**
 * Tables of a list of live imports, in the order of the list. The id names the list, so the same
 * imports always give the same snapshot, on any machine.
 */
export function buildSnapshot(
  dataFolder: string,
  workspaceId: string,
  imports: readonly LiveImport[],
): Snapshot {
  const steady = imports.filter(({ kind }) => kind !== 'responses')
  const tables: Record<string, SnapshotTable> = {}
  for (const kind of factKindNames) {
    const ofKind = imports.filter((entry) => entry.kind === kind)
    tables[kind] = buildTable(dataFolder, kind, ofKind)
  }
  return { id: hashOf(imports), baseId: hashOf(steady), workspaceId, tables }
}

function hashOf(imports: readonly LiveImport[]): string {
  const hash = createHash('sha256').update(`definitions ${definitionsVersion}`)
  for (const { id, segmentPath } of imports) {
    hash.update(`\n${id}`)
    // A segment that was written anew, because a person was erased, has another name.
    if (!segmentPath.endsWith(`${id}.parquet`)) hash.update(segmentPath)
  }
  return hash.digest('hex').slice(0, 16)
}

function buildTable(
  dataFolder: string,
  kind: FactKindName,
  imports: readonly LiveImport[],
): SnapshotTable {
  const columns = new Map(factColumns(kind).map((column) => [column.name, column]))
  for (const column of imports.flatMap((entry) => entry.columns)) {
    if (isFreeColumn(column.name) && !columns.has(column.name)) columns.set(column.name, column)
  }
  const latestBy = factKind(kind).replacesBy
  return {
    files: imports.map((entry) => resolve(dataFolder, entry.segmentPath)),
    columns: [...columns.values()],
    ...(latestBy === undefined ? {} : { latestBy }),
  }
}
