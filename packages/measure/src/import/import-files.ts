import { createHash } from 'node:crypto'
import { mkdir, open, rename, rm } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { FealtyError, type FactKindName } from '@fealty/core'
import {
  alreadyImported,
  inTransaction,
  listImports,
  readWorkspace,
  recordImport,
  type ImportRecord,
  type NewImport,
  type Store,
} from '@fealty/store'
import type { MeasureServices } from '../services.ts'
import { withImportChild, type Ask, type ChildCall } from './import-process.ts'
import type {
  CleaningRule,
  FileIdentity,
  ImportJob,
  ImportOutcome,
  ImportPreview,
  RowAccount,
} from './job.ts'
import { outputNames } from './load/output-names.ts'
import type { SourceFile } from './read/byte-source.ts'
import { importPaths, makeStagingFolder, sweepStaging } from './staging.ts'

type Services = Pick<MeasureServices, 'store' | 'dataFolder'>

export interface ImportFiles extends Omit<ChildCall, 'fileNames'> {
  workspaceId: string
  kind: FactKindName
  files: readonly SourceFile[]
  /** Expression by field; what is not named is guessed, an empty expression unmaps a guess. */
  mapping: Readonly<Record<string, string>>
  cleaning: readonly CleaningRule[]
  /** Do everything but keep it. */
  dryRun?: boolean
  sheet?: string
  /** When it happens, ISO 8601 in UTC: below the server there is no clock. */
  importedAt: string
  memory?: string
  threads?: number
}

export interface ImportReport extends RowAccount {
  /** Null when nothing was kept: a dry run, or every row dropped. */
  importId: string | null
  /** Absolute path of the rejected rows, with line and reason; null when there are none. */
  rejectsFile: string | null
  mapping: Record<string, string>
  firstDay: string | null
  lastDay: string | null
  reasons: ImportOutcome['reasons']
  warnings: string[]
}

/** Imports of a workspace run one after the other, so that each knows its number and what was before. */
const queues = new Map<string, Promise<unknown>>()

/**
 * Reads files as facts of a kind, all of them or nothing: rows in = rows kept + rows rejected + rows
 * dropped by a named rule. Killed at any moment, the ledger and the facts are as before.
 * @throws FealtyError `file.same` when a live import has the same bytes, kind and mapping; `file.*`
 */
export function importFiles(services: Services, request: ImportFiles): Promise<ImportReport> {
  const key = `${services.dataFolder}\n${request.workspaceId}`
  const turn = (queues.get(key) ?? Promise.resolve()).then(() => runTurn(services, request))
  const settled = turn.then(
    () => undefined,
    () => undefined,
  )
  queues.set(key, settled)
  void settled.then(() => {
    if (queues.get(key) === settled) queues.delete(key)
  })
  return turn
}

async function runTurn(services: Services, request: ImportFiles): Promise<ImportReport> {
  await sweepStaging(services.dataFolder)
  return withImportChild(callOf(request), (ask) => importWith(ask, services, request))
}

async function importWith(
  ask: Ask,
  services: Services,
  request: ImportFiles,
): Promise<ImportReport> {
  const { store, dataFolder } = services
  const workspace = await readWorkspace(store, request.workspaceId)
  const identities = await identifyFiles(ask, request)
  const live = await listImports(store, request.workspaceId)
  const warnings = refuseSame(request, identities, live)
  const all = await listImports(store, request.workspaceId, 'all')
  const seq = 1 + Math.max(0, ...all.map((entry) => entry.seq))
  const contentKey = contentKeyOf(request, identities)
  const id = createHash('sha256').update(`${contentKey} ${seq}`).digest('hex').slice(0, 16)
  const folder = await makeStagingFolder(dataFolder, id)
  try {
    const at = { folder, seq, live, timeZone: workspace.timeZone }
    const job = { ...jobOf(services, request, at), kind: request.kind }
    const answer = await ask({ type: 'import', job })
    if (answer.type !== 'imported') throw new Error('the import child gave another answer')
    const { outcome } = answer
    refuseNothing(outcome)
    const kept = { request, identities, contentKey, id, seq, folder, outcome }
    const report = await keep(services, kept)
    return { ...report, warnings: [...warnings, ...report.warnings] }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** What a preview is asked; without a kind it is guessed. */
export type PreviewFiles = Omit<ImportFiles, 'kind' | 'importedAt'> & { kind?: FactKindName }

/** Looks at the beginning of files: kind, mapping, encoding, questions. Nothing is kept. */
export async function previewFiles(
  services: Services,
  request: PreviewFiles,
): Promise<ImportPreview> {
  const workspace = await readWorkspace(services.store, request.workspaceId)
  const name = createHash('sha256').update(request.files.map(({ path }) => path).join('\n'))
  const folder = await makeStagingFolder(
    services.dataFolder,
    `preview-${name.digest('hex').slice(0, 16)}`,
  )
  try {
    const at = { folder, seq: 0, live: [], timeZone: workspace.timeZone }
    const job = jobOf(services, request, at)
    const answer = await withImportChild(callOf(request), (ask) => ask({ type: 'preview', job }))
    if (answer.type !== 'previewed') throw new Error('the import child gave another answer')
    return answer.preview
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function callOf(request: Pick<ImportFiles, 'files'> & Omit<ChildCall, 'fileNames'>): ChildCall {
  const { onProgress, signal, onStart } = request
  return {
    fileNames: namesOf(request.files),
    ...(onProgress ? { onProgress } : {}),
    ...(signal ? { signal } : {}),
    ...(onStart ? { onStart } : {}),
  }
}

function namesOf(files: readonly SourceFile[]): string {
  return files.map(({ name }) => name).join(', ')
}

function jobOf(
  { dataFolder }: Services,
  request: PreviewFiles,
  at: { folder: string; seq: number; live: readonly ImportRecord[]; timeZone: string },
): ImportJob {
  const hashed = at.live.filter(
    ({ kind, cleaning }) => kind === request.kind && cleaning.includes('exact-duplicates'),
  )
  return {
    folder: at.folder,
    files: request.files.map(({ path, name }) => ({ path, name })),
    ...(request.kind === undefined ? {} : { kind: request.kind }),
    mapping: { ...request.mapping },
    cleaning: [...request.cleaning],
    timeZone: at.timeZone,
    importSeq: at.seq,
    hashedSegments: hashed.map(({ segmentPath }) => join(dataFolder, segmentPath)),
    memory: request.memory ?? '1GB',
    threads: request.threads ?? 2,
    ...(request.sheet === undefined ? {} : { sheet: request.sheet }),
  }
}

async function identifyFiles(ask: Ask, request: ImportFiles): Promise<FileIdentity[]> {
  const files = request.files.map(({ path, name }) => ({ path, name }))
  const answer = await ask({ type: 'hash', files })
  if (answer.type !== 'hashed') throw new Error('the import child gave another answer')
  return answer.files
}

/** Bytes of the files, kind, sheet and mapping as they were asked for. */
function contentKeyOf(request: ImportFiles, files: readonly FileIdentity[]): string {
  const hashes = files.map(({ sha256 }) => sha256).sort()
  const mapping = Object.entries(request.mapping).sort(([left], [right]) => (left < right ? -1 : 1))
  const parts = [request.kind, request.sheet ?? '', hashes, mapping]
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex')
}

/** @throws FealtyError `file.same`. Answers warnings for files that are in with another mapping. */
function refuseSame(
  request: ImportFiles,
  files: readonly FileIdentity[],
  live: readonly ImportRecord[],
): string[] {
  const contentKey = contentKeyOf(request, files)
  const same = live.find((entry) => entry.contentKey === contentKey)
  if (same) throw alreadyImported(same)
  const warnings: string[] = []
  for (const file of files) {
    const earlier = live.find(
      (entry) =>
        entry.kind === request.kind && entry.files.some(({ sha256 }) => sha256 === file.sha256),
    )
    if (earlier === undefined) continue
    const single = contentKeyOf(request, [file])
    if (earlier.contentKey === single) throw alreadyImported(earlier)
    warnings.push(
      `${file.name} was imported already, on ${earlier.importedAt.slice(0, 10)}; if it was mapped wrongly then, undo that import (${earlier.id}), or its rows count twice`,
    )
  }
  return warnings
}

/** @throws FealtyError `file.mapping` when every row is rejected: then the mapping is wrong. */
function refuseNothing({ kept, rejected, reasons }: ImportOutcome): void {
  if (kept > 0 || rejected === 0) return
  const most = reasons[0]
  const shown = most ? `${most.column ? `${most.column}: ` : ''}${most.reason}` : 'unknown'
  throw new FealtyError('file.mapping', {
    problem: `none of ${rejected} rows fits; most often because ${shown}`,
  })
}

interface Kept {
  request: ImportFiles
  identities: readonly FileIdentity[]
  contentKey: string
  id: string
  seq: number
  folder: string
  outcome: ImportOutcome
}

async function keep({ store, dataFolder }: Services, kept: Kept): Promise<ImportReport> {
  const { request, id, folder, outcome } = kept
  const isKept = request.dryRun !== true && outcome.kept > 0
  const staged = join(folder, outputNames.rejects)
  const rejectsPath = existsSync(staged)
    ? importPaths.rejects(isKept ? id : `${id}-not-kept`)
    : null
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

/** The segment becomes facts in the transaction that records it: both happen, or none. */
async function commit(
  store: Store,
  dataFolder: string,
  kept: Kept,
  rejectsPath: string | null,
): Promise<void> {
  const { request, id, seq, folder } = kept
  const segmentPath = importPaths.segment(request.workspaceId, request.kind, id)
  await inTransaction(store, async (transaction) => {
    const record = await recordImport(transaction, toRecord(kept, segmentPath, rejectsPath))
    if (record.seq !== seq) {
      // Another process imported meanwhile; the number is inside the segment, so it must be true.
      throw new FealtyError('file.interrupted', { file: namesOf(request.files) })
    }
    await moveInto(join(folder, outputNames.segment), join(dataFolder, segmentPath))
  })
}

function toRecord(kept: Kept, segmentPath: string, rejectsPath: string | null): NewImport {
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
async function moveInto(from: string, to: string): Promise<void> {
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
