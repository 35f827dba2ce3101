import { factKind } from '@fealty/core'
import { identifier, joinSql, literal, sql, wholeNumber, type Sql } from '@fealty/engine'
import type { Scratch } from '@fealty/engine/scratch'
import type { Misfit } from '../expression/node.ts'
import type { ImportRequest } from '../job.ts'
import type { FieldPlans } from './field-plan.ts'
import { dropCodes, judgeRow } from './row-code.ts'

/** Columns of a segment that tell equal rows of later imports apart; 128 bits. */
const hashColumns = ['row_hash_low', 'row_hash_high'] as const

/** Why rows are not kept: a table `verdict(pos, code)`; its codes are explained here. */
export interface Verdicts {
  /** Misfit by code, from 0. */
  misfits: readonly Misfit[]
  /** Rows dropped, by rule. */
  dropped: Record<string, number>
  rejected: number
}

/** Judges every row: dropped by a rule, rejected for a reason, or kept (and then not in the table). */
export async function judgeRows(
  scratch: Scratch,
  job: ImportRequest,
  { fields, source }: Pick<FieldPlans, 'fields' | 'source'>,
): Promise<Verdicts> {
  const rules = new Set(job.cleaning)
  await scratch.run(sql`create table verdict (pos bigint, code integer)`)
  if (rules.has('exact-duplicates')) await findDuplicates(scratch, job)
  const { misfits, code } = judgeRow(job.kind, fields, rules)
  if (code !== undefined) {
    await scratch.run(sql`
      insert into verdict
      select pos, code from (
        select pos, ${code} as code
        from ${source} anti join (select pos from verdict) using (pos)
      ) where code is not null`)
  }
  const key = fields.find(({ column }) => column.name === factKind(job.kind).replacesBy)
  if (key) await findSuperseded(scratch, key.sql, source)
  return { misfits, ...(await countVerdicts(scratch)) }
}

async function findDuplicates(scratch: Scratch, job: ImportRequest): Promise<void> {
  const code = wholeNumber(dropCodes['exact-duplicates'])
  await scratch.run(sql`
    insert into verdict
    select pos, ${code} from raw join (
      select hash, min(pos) as earliest from raw group by hash having count(*) > 1
    ) using (hash) where pos > earliest`)
  if (job.hashedSegments.length === 0) return
  const segments = joinSql(job.hashedSegments.map(literal), ', ')
  const [low, high] = hashColumns.map((name) => identifier(name)) as [Sql, Sql]
  await scratch.run(sql`
    insert into verdict
    select pos, ${code}
    from raw anti join (select pos from verdict) using (pos) semi join (
      select (cast(${high} as uhugeint) << 64) | cast(${low} as uhugeint) as hash
      from read_parquet([${segments}], union_by_name = true)
    ) using (hash)`)
}

/** The two halves of a row's hash, for the segment: Parquet has no 128-bit number. */
export function hashCells(): Sql[] {
  const [low, high] = hashColumns.map((name) => identifier(name)) as [Sql, Sql]
  return [
    sql`cast(hash & 18446744073709551615 as ubigint) as ${low}`,
    sql`cast(hash >> 64 as ubigint) as ${high}`,
  ]
}

async function findSuperseded(scratch: Scratch, key: Sql, source: Sql): Promise<void> {
  const code = wholeNumber(dropCodes.superseded)
  await scratch.run(sql`
    insert into verdict
    with good as (
      select pos, ${key} as key from ${source} anti join (select pos from verdict) using (pos)
    )
    select pos, ${code} from good join (select key, max(pos) as last from good group by key)
      using (key) where pos < last`)
}

async function countVerdicts(
  scratch: Scratch,
): Promise<{ dropped: Record<string, number>; rejected: number }> {
  const rows = await scratch.rows(
    sql`select least(code, 0) as code, count(*) as count from verdict group by 1`,
  )
  const counts = new Map(rows.map(({ code, count }) => [Number(code), Number(count)]))
  const dropped: Record<string, number> = {}
  for (const [rule, code] of Object.entries(dropCodes)) {
    const count = counts.get(code)
    if (count !== undefined) dropped[rule] = count
  }
  return { dropped, rejected: counts.get(0) ?? 0 }
}
