import type { Cell } from '../engine.ts'
import { sql, type Sql } from '../sql.ts'
import type { Dialect } from './dialect.ts'

/** One expression that must give the same cell on every engine. */
export interface ConformanceCase {
  name: string
  expression: (dialect: Dialect) => Sql
  expected: Cell
}

/** Every function of a dialect, with the inputs on which engines are known to differ. */
export const conformanceCases: readonly ConformanceCase[] = [
  {
    name: 'daysBetween counts calendar days, also backwards and over a leap day',
    expression: (d) => d.daysBetween(d.day('2024-02-28'), d.day('2024-03-01')),
    expected: 2,
  },
  {
    name: 'daysBetween backwards is negative',
    expression: (d) => d.daysBetween(d.day('2024-03-01'), d.day('2024-02-28')),
    expected: -2,
  },
  {
    name: 'addDays takes an expression and stays a day',
    expression: (d) => d.addDays(d.day('2023-12-30'), sql`1 + 2`),
    expected: '2024-01-02',
  },
  {
    name: 'addMonths clips to the last day of the month',
    expression: (d) => d.addMonths(d.day('2024-01-31'), sql`1`),
    expected: '2024-02-29',
  },
  {
    name: 'addMonths backwards clips as well',
    expression: (d) => d.addMonths(d.day('2024-03-31'), sql`-1`),
    expected: '2024-02-29',
  },
  {
    name: 'divide of whole numbers keeps the fraction',
    expression: (d) => d.divide(sql`7`, sql`2`),
    expected: 3.5,
  },
  {
    name: 'divide by zero is null, no error and no infinity',
    expression: (d) => d.divide(sql`1`, sql`0`),
    expected: null,
  },
  {
    name: 'tryCast of text that is no number is null',
    expression: (d) => d.tryCast(sql`'n/a'`, 'number'),
    expected: null,
  },
  {
    name: 'tryCast of a number keeps it',
    expression: (d) => d.tryCast(sql`'12.5'`, 'number'),
    expected: 12.5,
  },
  {
    name: 'typeName of money sums exactly',
    expression: (d) =>
      sql`(select cast(sum(cast(x as ${d.typeName('money')})) as varchar) from (values ('0.1'), ('0.2')) t(x))`,
    expected: '0.3000',
  },
  {
    name: 'daySpine has every day once, the last left out',
    expression: (d) =>
      sql`(select cast(count(*) as varchar) || cast(max(s.day) as varchar) from (${d.daySpine(
        sql`(select 7 as period) p`,
        d.day('2024-02-27'),
        d.day('2024-03-02'),
        [sql`period`],
      )}) s)`,
    expected: '42024-03-01',
  },
  {
    name: 'hash52 is the number of the first 13 hexadecimal digits of SHA-256',
    expression: (d) => d.hash52(sql`'salt:C000001'`),
    expected: 1_415_809_351_084_036,
  },
  {
    name: 'lines gives each line of a text once, an empty one too',
    expression: (d) =>
      sql`(select cast(count(*) as varchar) || max(t.line) from ${d.lines(sql`${'b\n\na'}`)} t)`,
    expected: '3b',
  },
]
