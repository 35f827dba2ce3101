import { sql, type Sql } from '@fealty/engine'
import type { Scratch } from '@fealty/engine/scratch'
import { maximumScale, type MomentFormat, type NumberFormat } from './column-format.ts'
import { momentFormatOf, needsOrder } from './moment-format.ts'
import { numberFormatOf, type ShapeCount } from './number-format.ts'

/** More shapes than any column of numbers or days has. */
const shapeLimit = 5_000
/** Digits that the fast decimal type holds. */
const fastDigits = 18

/** How the numbers of a column are written, from every value of it. */
export async function readNumberFormat(scratch: Scratch, column: Sql): Promise<NumberFormat> {
  const [row] = await scratch.rows(sql`
    select count(v) as given,
      count(try_cast(v as double)) as plain,
      coalesce(max(length(v)), 0) as longest,
      coalesce(max(case when contains(v, '.') then length(v) - strpos(v, '.') end), 0) as decimals,
      coalesce(bool_or(contains(v, '_')), false) as underscores,
      coalesce(bool_or(contains(lower(v), 'e')), false) as exponents
    from (select ${column} as v from raw)`)
  if (row === undefined) throw new Error('an aggregate gives one row')
  const isPlain = row.given === row.plain && row.underscores === false
  if (!isPlain) return numberFormatOf(await readShapes(scratch, column))
  const hasExponents = row.exponents === true
  const scale = hasExponents ? maximumScale : Math.min(maximumScale, Number(row.decimals))
  const isLong = hasExponents || Number(row.longest) + scale > fastDigits
  return { decimal: '.', grouping: '', scale, isPlain: true, isLong }
}

/** How the days or moments of a column are written; undefined when it holds none. */
export async function readMomentFormat(
  scratch: Scratch,
  column: Sql,
): Promise<MomentFormat | undefined> {
  const shapes = await readShapes(scratch, column)
  let evidence = { firstAbove12: 0, secondAbove12: 0 }
  if (needsOrder(shapes)) {
    const [row] = await scratch.rows(sql`
      select count(*) filter (first > 12) as "firstAbove12",
        count(*) filter (second > 12) as "secondAbove12"
      from (
        select try_cast(regexp_extract(v, '^([0-9]{1,2})[-/.][0-9]{1,2}[-/.]', 1) as integer) as first,
          try_cast(regexp_extract(v, '^[0-9]{1,2}[-/.]([0-9]{1,2})[-/.]', 1) as integer) as second
        from (select ${column} as v from raw)
      )`)
    evidence = {
      firstAbove12: Number(row?.firstAbove12),
      secondAbove12: Number(row?.secondAbove12),
    }
  }
  return momentFormatOf(shapes, evidence)
}

/** The values of a column with every digit written 0, and how often each such shape occurs. */
async function readShapes(scratch: Scratch, column: Sql): Promise<ShapeCount[]> {
  const rows = await scratch.rows(sql`
    select translate(v, '123456789', '000000000') as shape, count(*) as count
    from (select ${column} as v from raw)
    where v is not null
    group by 1 order by 2 desc, 1 limit ${shapeLimit}`)
  return rows.map(({ shape, count }) => ({ shape: String(shape), count: Number(count) }))
}
