import type { ColumnType } from '../snapshot.ts'
import type { Sql } from '../sql.ts'

/**
 * Every place where engines differ, as a function. Code outside the dialect files writes only SQL
 * that all engines read in the same way; each function here has a conformance case.
 */
export interface Dialect {
  readonly name: 'duckdb' | 'trino'
  /** Whole days from one day to another (both `date`). */
  daysBetween: (from: Sql, to: Sql) => Sql
  /** A day moved by a number of days; the number may be an expression. */
  addDays: (day: Sql, days: Sql) => Sql
  /** A day moved by calendar months, clipped to the month's last day. */
  addMonths: (day: Sql, months: Sql) => Sql
  /** A `date` constant from `YYYY-MM-DD`. */
  day: (text: string) => Sql
  /** One row per day from `start` to the day before `end`, columns `day` and those of `carried`. */
  daySpine: (source: Sql, start: Sql, end: Sql, carried: readonly Sql[]) => Sql
  /** Double-precision division; null where the divisor is 0. */
  divide: (dividend: Sql, divisor: Sql) => Sql
  /** The engine's name of a column type. */
  typeName: (type: ColumnType) => Sql
  /** Text as a column type, null where it does not fit. */
  tryCast: (value: Sql, type: ColumnType) => Sql
  /** Text as an exact number of so many digits, rounded to the scale; null where it does not fit. */
  tryDecimal: (text: Sql, digits: 18 | 38, scale: number) => Sql
  /** The first 52 bits of the SHA-256 of a text (UTF-8), as a whole number. */
  hash52: (text: Sql) => Sql
  /** The MD5 of a text (UTF-8) in hexadecimal digits: to tell texts apart, never to keep a secret. */
  md5: (text: Sql) => Sql
  /** A source with a row per line of a text, in its column `line`. */
  lines: (text: Sql) => Sql
  /**
   * A text with every match of a pattern replaced; `\\1` in the replacement is the first group. Patterns
   * keep to what RE2 and Java read alike: classes, groups, `(?i)`, no look-around, `[0-9]` for a digit.
   */
  replacePattern: (text: Sql, pattern: string, replacement: string) => Sql
  /** Whether a pattern matches a text from its first to its last character. */
  matchesWhole: (text: Sql, pattern: string) => Sql
  /** A moment from ISO 8601 without an offset, the day alone too; null where it is none. */
  readMoment: (text: Sql) => Sql
  /** A moment in a time zone from ISO 8601, whose offset counts where there is one; null where it is none. */
  readZonedMoment: (text: Sql, zone: string) => Sql
  /** A moment by a pattern of strptime (`%Y %y %m %B %b %d %H %I %M %S %g %p`); null where it does not fit. */
  parseMoment: (text: Sql, pattern: string) => Sql
  /** A moment in a time zone from seconds since 1970 in UTC. */
  epochMoment: (seconds: Sql, zone: string) => Sql
  /** A moment as ISO 8601 with a blank before the time and no zeros at the end of a fraction. */
  momentText: (moment: Sql) => Sql
}
