import { mkdir, open, rename } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { FealtyError } from '@fealty/core'
import { recordImport, type NewImport, type Store } from '@fealty/store'
import type { MeasureServices } from '../services.ts'
import type { ImportFiles, ImportReport } from './import-request.ts'
import type { FileIdentity, ImportOutcome } from './job.ts'
import { outputNames } from './load/output-names.ts'
import { importPaths } from './staging.ts'

/** What an import has found and made, before it is kept. */
export interface FinishedImport {
  request: ImportFiles
  identities: readonly FileIdentity[]
  contentKey: string
  id: string
  seq: number
  folder: string
  outcome: ImportOutcome
}

/**
 * Puts the rejects and, unless it was a trial, the segment in their places and writes the ledger.
 * @throws FealtyError `file.interrupted` when another process imported meanwhile
 */
export async function keepImport(
  { store, dataFolder }: Pick<MeasureServices, 'store' | 'dataFolder'>,
  kept: FinishedImport,
): Promise<ImportReport> {
  const { request, id, folder, outcome } = kept
  const isKept = request.dryRun !== true && outcome.kept > 0
  const staged = join(folder, outputNames.rejects)
  const rejectsPath = rejectsOf(staged, id, isKept)
  if (rejectsPath !== null) await moveInto(staged, join(dataFolder, rejectsPath))
  if (isKept) await commit(store, dataFolder, kept, rejectsPath)
  const { rowsIn, kept: rows, rejected, dropped, firstDay, lastDay } = outcome
  return {
    rowsIn,
    kept: rows,
    rejected,
    dropped,
    importId: isKept ? id : null,
    rejectsFile: rejectsPath === null ? null : join(dataFolder, rejectsPath),
    mapping: outcome.mapping,
    firstDay,
    lastDay,
    reasons: outcome.reasons,
    warnings: outcome.warnings,
  }
}

function rejectsOf(staged: string, id: string, isKept: boolean): string | null {
  if (!existsSync(staged)) return null
  return isKept ? importPaths.rejects(id) : importPaths.trialRejects(id)
}

/** The segment becomes facts in the transaction that records it: both happen, or none. */
async function commit(
  store: Store,
  dataFolder: string,
  kept: FinishedImport,
  rejectsPath: string | null,
): Promise<void> {
  const { request, id, seq, folder } = kept
  const segmentPath = importPaths.segment(request.workspaceId, request.kind, id)
  await recordImport(store, toRecord(kept, segmentPath, rejectsPath), async (record) => {
    if (record.seq !== seq) {
      // Another process imported meanwhile; the number is inside the segment, so it must be true.
      const file = request.files.map(({ name }) => name).join(', ')
      throw new FealtyError('file.interrupted', { file })
    }
    await moveInto(join(folder, outputNames.segment), join(dataFolder, segmentPath))
  })
}

function toRecord(
  kept: FinishedImport,
  segmentPath: string,
  rejectsPath: string | null,
): NewImport {
  const { request, identities, contentKey, id, outcome } = kept
  return {
    id,
    workspaceId: request.workspaceId,
    kind: request.kind,
    files: [...identities],
    mapping: outcome.mapping,
    cleaning: [...request.cleaning],
    rowsIn: outcome.rowsIn,
    kept: outcome.kept,
    rejected: outcome.rejected,
    dropped: outcome.dropped,
    firstDay: outcome.firstDay,
    lastDay: outcome.lastDay,
    columns: outcome.columns,
    segmentPath,
    rejectsPath,
    contentKey,
    importedAt: request.importedAt,
  }
}

/** Moves a file so that after a power cut it is there whole, or not at all. */
export async function moveInto(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true })
  await syncPath(from)
  await rename(from, to)
  await syncPath(dirname(to))
}

async function syncPath(path: string): Promise<void> {
  const handle = await open(path, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
