import type { FactKindName } from '@fealty/core'
import {
  identifier,
  joinSql,
  literal,
  sql,
  wholeNumber,
  type Column,
  type Sql,
} from '@fealty/engine'
import type { Scratch } from '@fealty/engine/scratch'
import { attributePrefix } from '../../facts/columns.ts'
import type { ImportRequest } from '../job.ts'
import { dayColumn, type FieldPlan, type FieldPlans } from './field-plan.ts'
import { cleanColumn } from './load-files.ts'
import { hashCells } from './verdicts.ts'

export interface Segment {
  columns: Column[]
  kept: number
  firstDay: string | null
  lastDay: string | null
}

/** Writes the kept rows as one Parquet file, in the order of the files. */
export async function writeSegment(
  scratch: Scratch,
  job: ImportRequest,
  files: { columns: readonly string[]; attributes: readonly string[] },
  { fields, source }: Pick<FieldPlans, 'fields' | 'source'>,
  path: string,
): Promise<Segment> {
  const plans = segmentColumns(job.kind, files, fields)
  const cells = plans.map(({ column, sql: body }) => sql`${body} as ${identifier(column.name)}`)
  cells.push(sql`cast(${wholeNumber(job.importSeq)} as integer) as import_seq`)
  if (job.cleaning.includes('exact-duplicates')) cells.push(...hashCells())
  const kept = await scratch.run(sql`
    copy (
      select ${joinSql(cells, ', ')}
      from ${source} anti join (select pos from verdict) using (pos)
      order by pos
    ) to ${literal(path)} (format parquet, compression zstd)`)
  const days = plans.some(({ column }) => column.name === 'day')
    ? await scratch.rows(
        sql`select min(day) as first, max(day) as last from read_parquet([${literal(path)}])`,
      )
    : []
  return {
    columns: [...plans.map(({ column }) => column), { name: 'import_seq', type: 'whole' }],
    kept,
    firstDay: (days[0]?.first ?? null) as string | null,
    lastDay: (days[0]?.last ?? null) as string | null,
  }
}

function segmentColumns(
  kind: FactKindName,
  files: { columns: readonly string[]; attributes: readonly string[] },
  fields: readonly FieldPlan[],
): { column: Column; sql: Sql }[] {
  const day = dayColumn(kind, fields)
  const derived = day ? [{ column: { name: 'day', type: 'day' as const }, sql: day }] : []
  const named = new Set(fields.map(({ column }) => column.name))
  const attributes = files.attributes
    .map((name) => ({
      column: { name: `${attributePrefix}${name}`, type: 'text' as const },
      sql: cleanColumn(files.columns.indexOf(name)),
    }))
    .filter(({ column }) => !named.has(column.name))
  return [...fields, ...derived, ...attributes]
}
