import { sql, wholeNumber, type Dialect, type Row, type Sql } from '@fealty/engine'
import { maximumScale, type MomentFormat, type NumberFormat } from './column-format.ts'
import { momentFormatOf, needsOrder } from './moment-format.ts'
import { numberFormatOf, type ShapeCount } from './number-format.ts'

/** More shapes than any column of numbers or days has. */
const shapeLimit = 5_000
/** Digits that the fast decimal type holds. */
const fastDigits = 18

/** Rows whose columns are looked at: those of files, or of a table that a cluster reaches. */
export interface RowsToRead {
  ask: (statement: Sql) => Promise<readonly Row[]>
  dialect: Dialect
  /** What stands after `from`. */
  source: Sql
}

/** How the numbers of a column are written, from every value of it. */
export async function readNumberFormat(rows: RowsToRead, column: Sql): Promise<NumberFormat> {
  const [row] = await rows.ask(sql`
    select count(v) as given,
      count(${rows.dialect.tryCast(sql`v`, 'number')}) as plain,
      coalesce(max(length(v)), 0) as longest,
      coalesce(max(case when strpos(v, '.') > 0 then length(v) - strpos(v, '.') end), 0) as decimals,
      coalesce(bool_or(strpos(v, '_') > 0), false) as underscores,
      coalesce(bool_or(strpos(lower(v), 'e') > 0), false) as exponents
    from (select ${column} as v from ${rows.source}) t`)
  if (row === undefined) throw new Error('an aggregate gives one row')
  const isPlain = row.given === row.plain && row.underscores === false
  if (!isPlain) return numberFormatOf(await readShapes(rows, column))
  const hasExponents = row.exponents === true
  const scale = hasExponents ? maximumScale : Math.min(maximumScale, Number(row.decimals))
  const isLong = hasExponents || Number(row.longest) + scale > fastDigits
  return { decimal: '.', grouping: '', scale, isPlain: true, isLong }
}

/** How the days or moments of a column are written; undefined when it holds none. */
export async function readMomentFormat(
  rows: RowsToRead,
  column: Sql,
): Promise<MomentFormat | undefined> {
  const shapes = await readShapes(rows, column)
  let evidence = { firstAbove12: 0, secondAbove12: 0 }
  if (needsOrder(shapes)) {
    const [row] = await rows.ask(sql`
      select count(*) filter (where first > 12) as first_above,
        count(*) filter (where second > 12) as second_above
      from (
        select ${rows.dialect.tryCast(sql`regexp_extract(v, '^([0-9]{1,2})[-/.][0-9]{1,2}[-/.]', 1)`, 'whole')} as first,
          ${rows.dialect.tryCast(sql`regexp_extract(v, '^[0-9]{1,2}[-/.]([0-9]{1,2})[-/.]', 1)`, 'whole')} as second
        from (select ${column} as v from ${rows.source}) t
      ) n`)
    evidence = {
      firstAbove12: Number(row?.first_above),
      secondAbove12: Number(row?.second_above),
    }
  }
  return momentFormatOf(shapes, evidence)
}

/** The values of a column with every digit written 0, and how often each such shape occurs. */
async function readShapes({ ask, source }: RowsToRead, column: Sql): Promise<ShapeCount[]> {
  const rows = await ask(sql`
    select translate(v, '123456789', '000000000') as shape, count(*) as count
    from (select ${column} as v from ${source}) t
    where v is not null
    group by 1 order by 2 desc, 1 limit ${wholeNumber(shapeLimit)}`)
  return rows.map(({ shape, count }) => ({ shape: String(shape), count: Number(count) }))
}
