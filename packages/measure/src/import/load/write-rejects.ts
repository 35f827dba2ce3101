import { joinSql, literal, sql, wholeNumber, type Sql } from '@fealty/engine'
import type { Scratch } from '@fealty/engine/scratch'
import type { ImportOutcome } from '../job.ts'
import { rawColumn } from './load-files.ts'
import type { Verdicts } from './verdicts.ts'

const mostReasons = 20

/** Makes the table `rejected(pos, col, reason, content)` of every row that is not kept for a reason. */
export async function collectRejects(
  scratch: Scratch,
  columns: readonly string[],
  { misfits }: Verdicts,
): Promise<void> {
  await scratch.run(sql`create table reasons (code integer, col varchar, reason varchar)`)
  for (const [code, { column, reason }] of misfits.entries()) {
    await scratch.run(
      sql`insert into reasons values (${wholeNumber(code)}, ${literal(column)}, ${literal(reason)})`,
    )
  }
  await scratch.run(sql`
    create table rejected as
    select pos, cast(null as varchar) as col, reason, content from ragged
    union all
    select pos, col, reason, ${rowText(columns)} as content
    from raw join verdict using (pos) join reasons using (code)`)
}

/** Writes the rejects as CSV: file, line, column, reason, and the row as it came. */
export async function writeRejects(
  scratch: Scratch,
  fileNames: readonly string[],
  path: string,
): Promise<void> {
  const names = joinSql(fileNames.map(literal), ', ')
  await scratch.run(sql`
    copy (
      select ${safeCell(sql`[${names}][cast(pos >> 40 as integer) + 1]`)} as file,
        pos & 1099511627775 as line, ${safeCell(sql`col`)} as "column", reason,
        ${safeCell(sql`content`)} as row
      from rejected order by pos
    ) to ${literal(path)} (format csv, header true)`)
}

/** The most frequent reasons. */
export async function countReasons(scratch: Scratch): Promise<ImportOutcome['reasons']> {
  const rows = await scratch.rows(sql`
    select col, reason, count(*) as count from rejected
    group by all order by count desc, col, reason limit ${wholeNumber(mostReasons)}`)
  return rows.map(({ col, reason, count }) => ({
    column: String(col ?? ''),
    reason: String(reason),
    count: Number(count),
  }))
}

/** The cells of a row as one line of CSV. */
function rowText(columns: readonly string[]): Sql {
  const cells = columns.map((_, index) => {
    const cell = rawColumn(index)
    return sql`case when regexp_matches(${cell}, '[",\\n]') then '"' || replace(${cell}, '"', '""') || '"' else coalesce(${cell}, '') end`
  })
  return sql`concat_ws(',', ${joinSql(cells, ', ')})`
}

/** A cell that a spreadsheet would take for a formula gets an apostrophe before it (ASVS 1.2.10). */
function safeCell(cell: Sql): Sql {
  return sql`case when regexp_matches(${cell}, '^[=+@\\t\\r＝＋－＠-]') then '''' || ${cell} else ${cell} end`
}
