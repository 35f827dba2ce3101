import type { ColumnType } from '../snapshot.ts'
import { joinSql, literal, sql, type Sql } from '../sql.ts'
import type { Dialect } from './dialect.ts'

const typeNames: Record<ColumnType, Sql> = {
  text: sql`varchar`,
  day: sql`date`,
  moment: sql`timestamp`,
  money: sql`decimal(18, 4)`,
  number: sql`double`,
  whole: sql`bigint`,
  flag: sql`boolean`,
}

/** DuckDB's words. */
export const duckdbDialect: Dialect = {
  name: 'duckdb',
  daysBetween: (from, to) => sql`date_diff('day', ${from}, ${to})`,
  addDays: (day, days) => sql`(${day} + cast(${days} as integer))`,
  addMonths: (day, months) => sql`cast(${day} + to_months(cast(${months} as integer)) as date)`,
  day: (text) => sql`date ${literal(text)}`,
  daySpine: (source, start, end, carried) =>
    sql`select ${joinSql([...carried], ', ')}, cast(unnest(generate_series(${start}, ${end} - 1, interval 1 day)) as date) as day from ${source}`,
  divide: (dividend, divisor) =>
    sql`(cast(${dividend} as double) / nullif(cast(${divisor} as double), 0))`,
  typeName: (type) => typeNames[type],
  hash52: (text) => sql`cast('0x' || substr(sha256(${text}), 1, 13) as bigint)`,
  md5: (text) => sql`md5(${text})`,
  lines: (text) => sql`(select unnest(string_split(cast(${text} as varchar), chr(10))) as line)`,
  tryCast: (value, type) => sql`try_cast(${value} as ${typeNames[type]})`,
}
