import { join } from 'node:path'
import { factKind, FealtyError } from '@fealty/core'
import { Scratch } from '@fealty/engine/scratch'
import type { ImportJob, ImportOutcome, ImportRequest } from '../job.ts'
import { resolveMapping, type ResolvedMapping } from '../mapping/resolve.ts'
import { presetMapping } from '../mapping/presets.ts'
import { planFields, type FieldPlans } from './field-plan.ts'
import {
  fileRows,
  loadFiles,
  sampleColumns,
  type LoadedFiles,
  type OnProgress,
} from './load-files.ts'
import { outputNames } from './output-names.ts'
import { judgeRows } from './verdicts.ts'
import { collectRejects, countReasons, writeRejects } from './write-rejects.ts'
import { writeSegment } from './write-segment.ts'

/** Opens the scratch engine of a job. */
export function openScratch(job: ImportJob): Promise<Scratch> {
  return Scratch.open({
    folder: job.folder,
    readable: [...job.files.map(({ path }) => path), ...job.hashedSegments],
    memory: job.memory,
    threads: job.threads,
    timeZone: job.timeZone,
  })
}

/**
 * Reads the files, maps and cleans their rows, and writes the kept ones as a segment and the others as
 * rejects into the job's folder. Nothing outside the folder is touched.
 * @throws FealtyError `file.*`
 */
export async function runImport(
  job: ImportRequest,
  onProgress: OnProgress,
): Promise<ImportOutcome> {
  const scratch = await openScratch(job)
  try {
    const loaded = await loadFiles(scratch, job, {
      hashRows: job.cleaning.includes('exact-duplicates'),
      onProgress,
    })
    onProgress('Reading columns', 0.6)
    const samples = await sampleColumns(scratch, loaded.columns)
    const resolved = resolveMapping(job.kind, givenMapping(job, loaded.columns), samples, job.day)
    refuseMissing(job, resolved, loaded)
    const { kind, timeZone } = job
    const plan = await planFields(
      fileRows(scratch, loaded.columns),
      kind,
      resolved.assignments,
      timeZone,
    )
    return await writeOutputs(scratch, job, loaded, resolved, plan, onProgress)
  } finally {
    scratch.close()
  }
}

/** What the person said, and for the rest what is known of the tool's export. */
export function givenMapping(
  { preset, mapping }: Pick<ImportJob, 'preset' | 'mapping'>,
  columns: readonly string[],
): Readonly<Record<string, string>> {
  return preset === undefined ? mapping : { ...presetMapping(preset, columns), ...mapping }
}

async function writeOutputs(
  scratch: Scratch,
  job: ImportRequest,
  loaded: LoadedFiles,
  resolved: ResolvedMapping,
  plan: FieldPlans,
  onProgress: OnProgress,
): Promise<ImportOutcome> {
  onProgress('Checking rows', 0.65)
  const verdicts = await judgeRows(scratch, job, plan)
  await collectRejects(scratch, loaded.columns, verdicts)
  const rejected = verdicts.rejected + loaded.raggedCount
  if (rejected > 0) {
    const names = job.files.map(({ name }) => name)
    await writeRejects(scratch, names, join(job.folder, outputNames.rejects))
  }
  onProgress('Writing facts', 0.8)
  const files = { columns: loaded.columns, attributes: resolved.attributes }
  const path = join(job.folder, outputNames.segment)
  const { columns, ...segment } = await writeSegment(scratch, job, files, plan, path)
  const outcome: ImportOutcome = {
    rowsIn: loaded.rowCount + loaded.raggedCount,
    rejected,
    dropped: verdicts.dropped,
    ...segment,
    columns,
    readings: loaded.readings,
    mapping: Object.fromEntries(resolved.assignments.map(({ field, text }) => [field, text])),
    reasons: await countReasons(scratch),
    warnings: [...readingWarnings(loaded), ...resolved.doubts, ...plan.warnings],
  }
  checkAccount(outcome)
  return outcome
}

/** Rows in are rows kept, rejected or dropped by a named rule: anything else is a fault of ours. */
function checkAccount({ rowsIn, kept, rejected, dropped }: ImportOutcome): void {
  const droppedRows = Object.values(dropped).reduce((sum, count) => sum + count, 0)
  if (rowsIn === kept + rejected + droppedRows) return
  throw new Error(`rows do not add up: ${rowsIn} in, ${kept} kept, ${rejected}, ${droppedRows}`)
}

function refuseMissing(job: ImportRequest, resolved: ResolvedMapping, loaded: LoadedFiles): void {
  if (loaded.rowCount + loaded.raggedCount === 0) {
    const file = job.files.map(({ name }) => name).join(', ')
    throw new FealtyError('file.unreadable', { file, problem: 'it holds no rows below its header' })
  }
  const missing = missingFields(job.kind, resolved)
  if (missing.length === 0) return
  throw new FealtyError('file.mapping', {
    problem: `${job.kind} need ${missing.join(' and ')}; say where it is, for example --map ${missing[0]!}=COLUMN. The columns are: ${loaded.columns.slice(0, 40).join(', ')}`,
  })
}

/** Required fields that nothing fills. */
export function missingFields(
  kind: ImportRequest['kind'],
  { assignments }: ResolvedMapping,
): string[] {
  const mapped = new Set(assignments.map(({ field }) => field))
  return Object.entries(factKind(kind).fields)
    .filter(([name, { required }]) => required && !mapped.has(name))
    .map(([name]) => name)
}

/** What a person should know of how the files were read. */
export function readingWarnings({ readings, raggedCount }: LoadedFiles): string[] {
  const warnings: string[] = []
  for (const { name, encoding, hasHeader, sheets, sheet } of readings) {
    if (encoding === 'windows-1252')
      warnings.push(`${name} is no UTF-8 and was read as Windows-1252`)
    if (encoding === 'utf-8-damaged') {
      warnings.push(`${name} holds damaged characters; the rows with them are rejected`)
    }
    if (hasHeader === false)
      warnings.push(`${name} has no header; its columns are called column1, column2 …`)
    if (sheets && sheets.length > 1)
      warnings.push(`${name}: of ${sheets.length} sheets “${sheet ?? ''}” was read`)
  }
  if (raggedCount > 0) warnings.push(`${raggedCount} rows do not have the shape of the table`)
  return warnings
}
