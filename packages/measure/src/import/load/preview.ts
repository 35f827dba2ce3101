import { sql } from '@fealty/engine'
import type { Scratch } from '@fealty/engine/scratch'
import { FealtyError } from '@fealty/core'
import {
  cleaningRules,
  type CleaningRule,
  type ImportJob,
  type ImportPreview,
  type ImportRequest,
} from '../job.ts'
import { guessKind, guessRatings, type ColumnSample } from '../mapping/guess.ts'
import { resolveMapping, type ResolvedMapping } from '../mapping/resolve.ts'
import { columnsOf } from '../expression/parse.ts'
import { planFields } from './field-plan.ts'
import {
  fileRows,
  loadFiles,
  sampleColumns,
  type LoadedFiles,
  type OnProgress,
} from './load-files.ts'
import { givenMapping, missingFields, openScratch, readingWarnings } from './run-import.ts'
import { judgeRows } from './verdicts.ts'

/** Rows of each file a preview looks at; the import itself looks at all. */
const previewRows = 100_000
const shownRows = 20
const shownSamples = 5

/** Looks at the beginning of files and says how they would be imported. @throws FealtyError `file.*` */
export async function previewImport(
  job: ImportJob,
  onProgress: OnProgress,
): Promise<ImportPreview> {
  const scratch = await openScratch(job)
  try {
    const loaded = await loadFiles(scratch, job, {
      hashRows: true,
      rowLimit: previewRows,
      onProgress,
    })
    const samples = await sampleColumns(scratch, loaded.columns)
    const kind =
      job.kind ??
      (job.preset === undefined ? undefined : ('responses' as const)) ??
      guessKind(
        samples,
        job.files.map(({ name }) => name),
      )
    const resolved = resolveMapping(kind, givenMapping(job, loaded.columns), samples, job.day)
    const { warnings, cleaning } = await tryRules(scratch, { ...job, kind }, loaded, resolved)
    return {
      kind,
      readings: loaded.readings,
      columns: describeColumns(samples, resolved),
      mapping: resolved.assignments.map(({ field, text, evidence }) => ({
        field,
        expression: text,
        evidence,
      })),
      ratings: kind === 'responses' ? offerRatings(samples, resolved) : [],
      missing: missingFields(kind, resolved),
      sample: await firstRows(scratch, loaded.columns),
      rowsRead: loaded.rowCount + loaded.raggedCount,
      isComplete: loaded.rowCount < previewRows,
      warnings: [...readingWarnings(loaded), ...resolved.doubts, ...warnings],
      cleaning,
    }
  } finally {
    scratch.close()
  }
}

/** Which rules would drop rows, and what a person should check; an open question becomes a warning. */
async function tryRules(
  scratch: Scratch,
  job: ImportRequest,
  loaded: LoadedFiles,
  resolved: ResolvedMapping,
): Promise<Pick<ImportPreview, 'warnings' | 'cleaning'>> {
  try {
    const { assignments } = resolved
    const plan = await planFields(
      fileRows(scratch, loaded.columns),
      job.kind,
      assignments,
      job.timeZone,
    )
    const rules = Object.keys(cleaningRules) as CleaningRule[]
    const all = { ...job, cleaning: rules }
    const { dropped, rejected } = await judgeRows(scratch, all, plan)
    const cleaning = rules.map((rule) => ({
      rule,
      meaning: cleaningRules[rule],
      rows: dropped[rule] ?? 0,
    }))
    const rejects = rejected > 0 ? [`${rejected} of these rows would be rejected`] : []
    return { warnings: [...plan.warnings, ...rejects], cleaning }
  } catch (error) {
    if (!(error instanceof FealtyError) || error.code !== 'file.mapping') throw error
    return { warnings: [String(error.details.problem)], cleaning: [] }
  }
}

function describeColumns(
  samples: readonly ColumnSample[],
  { assignments }: ResolvedMapping,
): ImportPreview['columns'] {
  return samples.map(({ name, values }) => {
    const fields = assignments.filter(({ expression }) => columnsOf(expression).includes(name))
    const given = values.filter((value) => value !== '')
    return {
      name,
      samples: [...new Set(given)].slice(0, shownSamples).map((value) => value.slice(0, 80)),
      use: fields.length > 0 ? fields.map(({ field }) => field).join(', ') : 'attribute',
    }
  })
}

function offerRatings(
  samples: readonly ColumnSample[],
  { assignments }: ResolvedMapping,
): ImportPreview['ratings'] {
  const taken = new Set(assignments.flatMap(({ expression }) => columnsOf(expression)))
  return guessRatings(samples, taken)
}

async function firstRows(
  scratch: Scratch,
  columns: readonly string[],
): Promise<ImportPreview['sample']> {
  const rows = await scratch.rows(
    sql`select * exclude (pos, hash) from raw order by pos limit ${shownRows}`,
  )
  return rows.map((row) =>
    Object.fromEntries(
      columns.map((name, index) => {
        const cell = row[`c${index}`]
        return [name, cell === null || cell === undefined ? null : String(cell).slice(0, 200)]
      }),
    ),
  )
}
