import { createHash } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { FealtyError } from '@fealty/core'
import { listImports, readWorkspace, type ImportRecord } from '@fealty/store'
import type { MeasureServices } from '../services.ts'
import { withImportChild, type Ask, type ChildCall } from './import-process.ts'
import type { ImportFiles, ImportReport, PreviewFiles } from './import-request.ts'
import type { ImportJob, ImportOutcome, ImportPreview } from './job.ts'
import { keepImport } from './keep-import.ts'
import type { SourceFile } from './read/byte-source.ts'
import { contentKeyOf, identifyFiles, refuseSame } from './recognise-files.ts'
import { makeStagingFolder, sweepStaging } from './staging.ts'
import { inImportTurn } from './turns.ts'

type Services = Pick<MeasureServices, 'store' | 'dataFolder'>

/**
 * Reads files as facts of a kind, all of them or nothing: rows in = rows kept + rows rejected + rows
 * dropped by a named rule. Killed at any moment, the ledger and the facts are as before.
 * @throws FealtyError `file.same` when a live import has the same bytes, kind and mapping; `file.*`
 */
export function importFiles(services: Services, request: ImportFiles): Promise<ImportReport> {
  return inImportTurn(services, request.workspaceId, () => runTurn(services, request))
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
    const report = await keepImport(services, kept)
    return { ...report, warnings: [...warnings, ...report.warnings] }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

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
    day: request.importedAt.slice(0, 10),
    importSeq: at.seq,
    hashedSegments: hashed.map(({ segmentPath }) => join(dataFolder, segmentPath)),
    memory: request.memory ?? '1GB',
    threads: request.threads ?? 2,
    ...(request.sheet === undefined ? {} : { sheet: request.sheet }),
    ...(request.preset === undefined ? {} : { preset: request.preset }),
  }
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
