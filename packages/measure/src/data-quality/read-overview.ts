import { factKind, factKindNames } from '@fealty/core'
import { listImports, type ImportRecord } from '@fealty/store'
import type { z } from 'zod'
import { loadSnapshot } from '../facts/snapshot.ts'
import { isLanding } from '../landing/landing-key.ts'
import type { MeasureServices } from '../services.ts'
import { sourceOf } from '../sources/source-key.ts'
import type { overviewOutput } from './contract.ts'

type Overview = z.input<typeof overviewOutput>

/** What is loaded, from the ledger alone: no fact is read. */
export async function readOverview(
  services: Pick<MeasureServices, 'store' | 'dataFolder'>,
  workspaceId: string,
): Promise<Overview> {
  const snapshot = await loadSnapshot(services, workspaceId)
  const records = await listImports(services.store, workspaceId, 'all')
  const live = records.filter(({ state }) => state === 'live')
  const kinds = factKindNames.flatMap((kind) => {
    const imports = live.filter((record) => record.kind === kind)
    if (imports.length === 0) return []
    const columns = snapshot.tables[kind]?.columns ?? []
    const filled = new Set(imports.flatMap((record) => record.columns.map(({ name }) => name)))
    const { meaning } = factKind(kind)
    return [
      {
        kind,
        meaning,
        rows: sum(imports, ({ kept }) => kept),
        ...addAccounts(imports),
        firstDay: extreme(imports, 'firstDay'),
        lastDay: extreme(imports, 'lastDay'),
        columns: columns.filter(({ name }) => filled.has(name)).map((column) => ({ ...column })),
      },
    ]
  })
  // Each look at a table that has changed makes an entry; only the last one is news.
  const shown = records.filter(
    (record) => record.state === 'live' || sourceOf(record) === undefined,
  )
  return {
    snapshotId: snapshot.id,
    kinds,
    imports: shown.map(describeImport).reverse(),
    answersLandedAt: live.filter(isLanding).at(-1)?.importedAt ?? null,
  }
}

function addAccounts(imports: readonly ImportRecord[]) {
  const dropped: Record<string, number> = {}
  for (const record of imports) {
    for (const [rule, rows] of Object.entries(record.dropped)) {
      dropped[rule] = (dropped[rule] ?? 0) + rows
    }
  }
  return {
    rowsIn: sum(imports, ({ rowsIn }) => rowsIn),
    kept: sum(imports, ({ kept }) => kept),
    rejected: sum(imports, ({ rejected }) => rejected),
    dropped,
  }
}

function sum(imports: readonly ImportRecord[], count: (record: ImportRecord) => number): number {
  return imports.reduce((total, record) => total + count(record), 0)
}

function extreme(imports: readonly ImportRecord[], end: 'firstDay' | 'lastDay'): string | null {
  const days = imports.flatMap((record) => record[end] ?? []).sort()
  return (end === 'firstDay' ? days[0] : days.at(-1)) ?? null
}

function describeImport(record: ImportRecord): Overview['imports'][number] {
  const { files, rejectsPath, id, kind, mapping, cleaning, importedAt, state } = record
  const { rowsIn, kept, rejected, dropped, firstDay, lastDay } = record
  return {
    id,
    kind,
    files: files.map(({ name, bytes }) => ({ name, bytes })),
    mapping,
    cleaning,
    rowsIn,
    kept,
    rejected,
    dropped,
    firstDay,
    lastDay,
    importedAt,
    hasRejects: rejectsPath !== null,
    isMapped: sourceOf(record) !== undefined,
    state,
  }
}
