import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { mappedFileName, writeMappedTable } from '@fealty/engine'
import {
  inTransaction,
  listImports,
  recordImport,
  undoImport,
  type ImportRecord,
} from '@fealty/store'
import { inImportTurn } from '../import/turns.ts'
import { sourceRows, type SourceCount } from './count-source.ts'
import type { SourcePlan } from './plan-source.ts'
import { sourceKey, sourceOf } from './source-key.ts'
import type { SourceRecord, SourceServices } from './source-records.ts'

/**
 * Puts a mapped table into the ledger as it was counted, in the place of what stood there for it: an
 * entry whose file says where the rows are. Nothing happens when the rows are those of before.
 * Gives whether the facts are others now.
 */
export function keepSource(
  services: SourceServices,
  workspaceId: string,
  record: SourceRecord,
  plan: SourcePlan,
  count: SourceCount,
): Promise<boolean> {
  return inImportTurn(services, workspaceId, async () => {
    const all = await listImports(services.store, workspaceId, 'all')
    const own = all.filter((entry) => sourceOf(entry) === record.id)
    const contentKey = keyOf(record, plan, count)
    const live = own.filter(({ state }) => state === 'live')
    if (live.some((entry) => entry.contentKey === contentKey)) return false
    const last = Math.max(0, ...all.map(({ seq }) => seq))
    // Its place among lists of master data is that of the day on which it was mapped.
    const place = own[0]?.seq ?? last + 1
    const id = createHash('sha256')
      .update(`${contentKey} ${last + 1}`)
      .digest('hex')
      .slice(0, 16)
    const segmentPath = join('facts', workspaceId, record.body.kind, mappedFileName(id))
    const columns = [...plan.cells.map(({ column }) => column), importSeq]
    await writeMappedTable(join(services.dataFolder, segmentPath), {
      select: sourceRows(record.body, plan, place),
      columns,
    })
    await inTransaction(services.store, async (transaction) => {
      const now = services.now().toISOString()
      for (const { id: old } of live) await undoImport(transaction, workspaceId, old, now)
      await recordImport(transaction, {
        id,
        workspaceId,
        kind: record.body.kind,
        files: [{ name: record.body.table, sha256: '', bytes: 0 }],
        mapping: plan.mapping,
        cleaning: record.body.cleaning,
        ...accountOf(count),
        columns,
        segmentPath,
        rejectsPath: null,
        contentKey,
        importedAt: now,
      })
    })
    return true
  })
}

/** Takes the facts of a source out of every answer. */
export async function dropSource(
  services: SourceServices,
  workspaceId: string,
  sourceId: string,
): Promise<void> {
  const now = services.now().toISOString()
  for (const entry of await listImports(services.store, workspaceId)) {
    if (sourceOf(entry) === sourceId) await undoImport(services.store, workspaceId, entry.id, now)
  }
}

const importSeq = { name: 'import_seq', type: 'whole' } as const

/** The rows of a table that has versions are told by its version, those of another one by their sum. */
export function keyOf(record: SourceRecord, plan: SourcePlan, count?: SourceCount): string {
  const { id, version, body } = record
  const rows = plan.version ?? count?.fingerprint ?? ''
  return sourceKey(id, [
    String(version),
    body.table,
    plan.shape,
    JSON.stringify(plan.mapping),
    rows,
  ])
}

/** What became of the rows, and their days. */
export function accountOf(
  count: SourceCount,
): Pick<ImportRecord, 'rowsIn' | 'kept' | 'rejected' | 'dropped' | 'firstDay' | 'lastDay'> {
  const { rowsIn, kept, rejected, dropped, firstDay, lastDay } = count
  return { rowsIn, kept, rejected, dropped, firstDay, lastDay }
}
