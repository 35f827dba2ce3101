import type { ColumnType } from '../snapshot.ts'
import { joinSql, literal, sql, wholeNumber, type Sql } from '../sql.ts'
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

/** What strptime calls otherwise than MySQL, whose words `date_parse` reads. */
const mysqlWords: Readonly<Record<string, string>> = {
  '%M': '%i',
  '%S': '%s',
  '%B': '%M',
  '%g': '%f',
  '%I': '%h',
}

function toMysqlPattern(pattern: string): string {
  return pattern.replace(/%[A-Za-z]/g, (word) => mysqlWords[word] ?? word)
}

function toJavaReplacement(replacement: string): string {
  return replacement.replaceAll('$', '\\$').replace(/\\(\d)/g, '$$$1')
}

/** `2024/1/5T10:00` as the cast reads it: `2024-1-5 10:00`. */
function spaced(text: Sql): Sql {
  return sql`regexp_replace(regexp_replace(${text}, '^([0-9]{4})/([0-9]{1,2})/', '$1-$2-'), '^([-0-9]+)T', '$1 ')`
}

/** A text with an offset as ISO 8601 has it; nothing without one. */
function isoText(text: Sql): Sql {
  const zoned = sql`regexp_extract(${spaced(text)}, ${literal(zonedPattern)})`
  const tight = sql`regexp_replace(${zoned}, ' ?(?:UTC|GMT|Z)$', 'Z')`
  const joined = sql`regexp_replace(regexp_replace(${tight}, '^([-0-9]+) ', '$1T'), ' ', '')`
  const minutes = sql`regexp_replace(${joined}, '([+-][0-9]{2})$', '$1:00')`
  return sql`regexp_replace(${minutes}, '([+-][0-9]{2})([0-9]{2})$', '$1:$2')`
}

const zonedPattern =
  '^[0-9]{4}-[0-9]{1,2}-[0-9]{1,2} [0-9]{1,2}:[0-9.:]+ ?(?:Z|UTC|GMT|[+-][0-9]{2}(?::?[0-9]{2})?)$'

/** The time of a zone that a moment with an offset has there. */
function toLocal(moment: Sql, zone: string): Sql {
  return sql`cast(at_timezone(${moment}, ${literal(zone)}) as timestamp(6))`
}

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
  tryDecimal: (text, digits, scale) =>
    sql`try_cast(${text} as decimal(${wholeNumber(digits)}, ${wholeNumber(scale)}))`,
  hash52: (text) => sql`from_base(substr(lower(to_hex(sha256(to_utf8(${text})))), 1, 13), 16)`,
  lines: (text) =>
    sql`(select u.line from unnest(split(cast(${text} as varchar), chr(10))) as u(line))`,
  md5: (text) => sql`lower(to_hex(md5(to_utf8(${text}))))`,
  replacePattern: (text, pattern, replacement) =>
    sql`regexp_replace(${text}, ${literal(pattern)}, ${literal(toJavaReplacement(replacement))})`,
  matchesWhole: (text, pattern) => sql`regexp_like(${text}, ${literal(`\\A(?:${pattern})\\z`)})`,
  readMoment: (text) => sql`try_cast(${spaced(text)} as timestamp(6))`,
  readZonedMoment: (text, zone) =>
    sql`coalesce(${toLocal(sql`try(from_iso8601_timestamp_nanos(${isoText(text)}))`, zone)}, try_cast(${spaced(text)} as timestamp(6)))`,
  parseMoment: (text, pattern) =>
    sql`cast(try(date_parse(${text}, ${literal(toMysqlPattern(pattern))})) as timestamp(6))`,
  epochMoment: (seconds, zone) => toLocal(sql`from_unixtime(cast(${seconds} as double))`, zone),
  momentText: (moment) =>
    sql`regexp_replace(cast(cast(${moment} as timestamp(6)) as varchar), '\\.?0+$', '')`,
  tryCast: (value, type) =>
    type === 'number'
      ? sql`case when regexp_like(${value}, ${literal(numberPattern)}) then try_cast(trim(${value}) as double) end`
      : sql`try_cast(${value} as ${typeNames[type]})`,
}
