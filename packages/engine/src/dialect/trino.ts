import type { ColumnType } from '../snapshot.ts'
import { joinSql, literal, sql, type Sql } from '../sql.ts'
import type { Dialect } from './dialect.ts'

const typeNames: Record<ColumnType, Sql> = {
  text: sql`varchar`,
  day: sql`date`,
  moment: sql`timestamp(6)`,
  money: sql`decimal(18, 4)`,
  number: sql`double`,
  whole: sql`bigint`,
  flag: sql`boolean`,
}

/** What both engines take for a number; Trino alone also reads `1d` and `0x1p3`. */
const numberPattern = String.raw`^\s*[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?\s*$`

/** Trino's words. */
export const trinoDialect: Dialect = {
  name: 'trino',
  daysBetween: (from, to) => sql`date_diff('day', ${from}, ${to})`,
  addDays: (day, days) => sql`date_add('day', cast(${days} as bigint), ${day})`,
  addMonths: (day, months) => sql`date_add('month', cast(${months} as bigint), ${day})`,
  day: (text) => sql`date ${literal(text)}`,
  daySpine: (source, start, end, carried) =>
    sql`select ${joinSql([...carried], ', ')}, s.day from ${source} cross join unnest(sequence(${start}, date_add('day', -1, ${end}), interval '1' day)) as s(day)`,
  divide: (dividend, divisor) =>
    sql`(cast(${dividend} as double) / nullif(cast(${divisor} as double), 0e0))`,
  typeName: (type) => typeNames[type],
  hash52: (text) => sql`from_base(substr(lower(to_hex(sha256(to_utf8(${text})))), 1, 13), 16)`,
  lines: (text) =>
    sql`(select u.line from unnest(split(cast(${text} as varchar), chr(10))) as u(line))`,
  md5: (text) => sql`lower(to_hex(md5(to_utf8(${text}))))`,
  tryCast: (value, type) =>
    type === 'number'
      ? sql`case when regexp_like(${value}, ${literal(numberPattern)}) then try_cast(trim(${value}) as double) end`
      : sql`try_cast(${value} as ${typeNames[type]})`,
}
