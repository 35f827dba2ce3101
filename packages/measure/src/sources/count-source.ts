import { factKind } from '@fealty/core'
import { emptySql, identifier, joinSql, sql, wholeNumber, type Row, type Sql } from '@fealty/engine'
import { dropCodes } from '../import/load/row-code.ts'
import type { SourceCheck, SourceDefinition } from './contract.ts'
import type { PlanOptions, SourcePlan } from './plan-source.ts'

/** What was counted in a table, and a text that is the same while its rows are. */
export type SourceCount = Pick<
  SourceCheck,
  'rowsIn' | 'kept' | 'rejected' | 'dropped' | 'reasons' | 'firstDay' | 'lastDay'
> & { fingerprint: string }

const nothing = { id: 'none', workspaceId: 'none', tables: {} }
/** A look reads every row. */
const countSeconds = 600

/**
 * The question that gives the rows of a source as facts.
 * @param seq  which of several lists of master data counts: the one with the highest number
 */
export function sourceRows({ kind }: SourceDefinition, plan: SourcePlan, seq: number): Sql {
  const names = plan.cells.map(({ column }) => identifier(column.name))
  const kept = sql`select ${joinSql(cellsAs(plan), ', ')} from ${plan.source}${whereKept(plan)}`
  const number = sql`cast(${wholeNumber(seq)} as bigint) as import_seq`
  const key = factKind(kind).replacesBy
  if (key === undefined) return sql`select ${joinSql([...names, number], ', ')} from (${kept}) k`
  // A table has no order: among equal keys the greatest row counts, the same one each time.
  const order = joinSql(
    names.map((name) => sql`${name} desc`),
    ', ',
  )
  return sql`select ${joinSql([...names, number], ', ')} from (select *, row_number() over (partition by ${identifier(key)} order by ${order}) as place from (${kept}) k) r where place = 1`
}

/** Counts the rows by what becomes of them, in one pass. */
export async function countSource(
  { kind }: SourceDefinition,
  plan: SourcePlan,
  { engine, outside, signal }: PlanOptions,
): Promise<SourceCount> {
  const { cells, judgement } = plan
  const code = judgement.code ?? sql`cast(null as integer)`
  const names = cells.map(({ column }) => identifier(column.name))
  const hasDay = cells.some(({ column }) => column.name === 'day')
  const key = factKind(kind).replacesBy
  const days = hasDay ? sql`, min(day) as first, max(day) as last` : emptySql
  const keys = key === undefined ? emptySql : sql`, count(distinct ${identifier(key)}) as keys`
  const rows = await engine.query(
    nothing,
    sql`select code, count(*) as n, ${outside.fingerprint(names)} as fingerprint${days}${keys}
      from (select ${joinSql(cellsAs(plan), ', ')}, ${code} as code from ${plan.source}) judged
      group by code`,
    { signal, seconds: countSeconds },
  )
  return toCount(rows, plan, key !== undefined)
}

const cellsAs = ({ cells }: SourcePlan): Sql[] =>
  cells.map(({ column, sql: cell }) => sql`${cell} as ${identifier(column.name)}`)

const whereKept = ({ judgement: { code } }: SourcePlan): Sql =>
  code === undefined ? emptySql : sql` where (${code}) is null`

function toCount(rows: readonly Row[], plan: SourcePlan, hasKey: boolean): SourceCount {
  const good = rows.find(({ code }) => code === null)
  const number = (row: Row | undefined, name = 'n'): number => Number(row?.[name] ?? 0)
  const superseded = hasKey ? number(good) - number(good, 'keys') : 0
  const dropped: Record<string, number> = superseded === 0 ? {} : { superseded }
  const reasons: SourceCount['reasons'] = []
  for (const row of rows.filter(({ code }) => code !== null)) {
    const rule = Object.entries(dropCodes).find(([, code]) => code === Number(row.code))?.[0]
    const misfit = plan.judgement.misfits[Number(row.code)]
    if (rule !== undefined) dropped[rule] = number(row)
    else if (misfit)
      reasons.push({ column: misfit.column, reason: misfit.reason, count: number(row) })
  }
  reasons.sort((a, b) => b.count - a.count || (a.column < b.column ? -1 : 1))
  return {
    rowsIn: rows.reduce((sum, row) => sum + number(row), 0),
    kept: number(good) - superseded,
    rejected: reasons.reduce((sum, { count }) => sum + count, 0),
    dropped,
    reasons,
    firstDay: (good?.first ?? null) as string | null,
    lastDay: (good?.last ?? null) as string | null,
    fingerprint: String(good?.fingerprint ?? 'none'),
  }
}
