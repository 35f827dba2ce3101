import type { ColumnType } from '../snapshot.ts'
import { joinSql, literal, sql, wholeNumber, type Sql } from '../sql.ts'
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

/** A time, then an offset. */
const offsetPattern = ':[0-9.:]+ ?(Z|UTC|GMT|[+-][0-9]{2}(:?[0-9]{2})?)$'

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
  tryDecimal: (text, digits, scale) =>
    sql`try_cast(${text} as decimal(${wholeNumber(digits)}, ${wholeNumber(scale)}))`,
  hash52: (text) => sql`cast('0x' || substr(sha256(${text}), 1, 13) as bigint)`,
  md5: (text) => sql`md5(${text})`,
  lines: (text) => sql`(select unnest(string_split(cast(${text} as varchar), chr(10))) as line)`,
  replacePattern: (text, pattern, replacement) =>
    sql`regexp_replace(${text}, ${literal(pattern)}, ${literal(replacement)}, 'g')`,
  matchesWhole: (text, pattern) => sql`regexp_full_match(${text}, ${literal(pattern)})`,
  readMoment: (text) => sql`try_cast(${text} as timestamp)`,
  readZonedMoment: (text, zone) =>
    // Told by its end: the cast takes what has no offset in the zone of the session.
    sql`case when regexp_matches(${text}, ${literal(offsetPattern)}) then timezone(${literal(zone)}, try_cast(${text} as timestamptz)) else try_cast(${text} as timestamp) end`,
  parseMoment: (text, pattern) => sql`try_strptime(${text}, ${literal(pattern)})`,
  epochMoment: (seconds, zone) => sql`timezone(${literal(zone)}, to_timestamp(${seconds}))`,
  momentText: (moment) => sql`cast(${moment} as varchar)`,
  tryCast: (value, type) => sql`try_cast(${value} as ${typeNames[type]})`,
}
