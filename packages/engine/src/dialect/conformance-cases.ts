import { literal, sql } from '../sql.ts'
import type { ConformanceCase } from './conformance-case.ts'
import { momentCases } from './moment-cases.ts'

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
  {
    name: 'md5 is the number in small hexadecimal digits, of the bytes in UTF-8',
    expression: (d) => d.md5(sql`${'Größe'}`),
    expected: 'd248453369cf82a6a64617f1357089c5',
  },
  {
    name: 'tryCast reads no number that only one engine knows',
    expression: (d) => d.tryCast(sql`${'1d'}`, 'number'),
    expected: null,
  },
  {
    name: 'tryCast of a power of ten keeps it',
    expression: (d) => d.tryCast(sql`${' 1.5e3 '}`, 'number'),
    expected: 1500,
  },
  {
    name: 'a value with quotes and signs of the grammar is one text',
    expression: () => sql`${`o''x" ? $1; -- ' or 1 = 1`}`,
    expected: `o''x" ? $1; -- ' or 1 = 1`,
  },
  {
    name: 'a number is bound as a double, a truth and a nothing as themselves',
    expression: () =>
      sql`case when ${true} and ${null} is null then cast(${1e-7} as double) / ${3} end`,
    expected: 1e-7 / 3,
  },
  {
    name: 'a whole number beyond 2^53 comes as text',
    expression: () => sql`9007199254740993`,
    expected: '9007199254740993',
  },
  {
    name: 'a sum of decimals is exact, with its zeros',
    expression: () =>
      sql`(select sum(cast(x as decimal(18, 4))) from (values ('0.1'), ('0.2')) t(x))`,
    expected: '0.3000',
  },
  {
    name: 'a decimal is narrowed half away from zero',
    expression: () =>
      sql`cast(cast(cast('-1.0050' as decimal(18, 4)) as decimal(18, 2)) as varchar)`,
    expected: '-1.01',
  },
  {
    name: 'a product of decimals keeps every digit',
    expression: () =>
      sql`cast('9999999.99' as decimal(18, 2)) * cast('9999999.99' as decimal(18, 2))`,
    expected: '99999999800000.0001',
  },
  {
    name: 'a moment has no zeros at the end of its fraction',
    expression: () => sql`cast('2024-02-29 10:00:00.250000' as timestamp)`,
    expected: '2024-02-29 10:00:00.25',
  },
  {
    name: 'the first day of a quarter is a day',
    expression: () => sql`cast(date_trunc('quarter', date '2024-05-17') as date)`,
    expected: '2024-04-01',
  },
  {
    name: 'concat_ws leaves out what is null',
    expression: () => sql`concat_ws(' · ', cast(null as varchar), 'b', 'c')`,
    expected: 'b · c',
  },
  {
    name: 'split_part counts from one',
    expression: () => sql`split_part('a' || chr(9) || 'b', chr(9), 2)`,
    expected: 'b',
  },
  {
    name: 'like takes an escape',
    expression: () => sql`(lower('50% off') like ${'50\\% %'} escape '\\')`,
    expected: true,
  },
  {
    name: 'a window may end before its row',
    expression: () =>
      sql`(select max(reached) from (select max(x) over (order by x rows between unbounded preceding and 1 preceding) as reached from (values (1), (5), (3)) t(x)) w)`,
    expected: 3,
  },
  {
    name: 'min_by takes the value of the least key and skips keys that are null',
    expression: () => sql`(select min_by(x, k) from (values (1, null), (2, 20), (3, 10)) t(x, k))`,
    expected: 3,
  },
  {
    name: 'nulls come last unless told',
    expression: () =>
      sql`(select sum(place) from (select row_number() over (order by x) as place, x from (values (2), (null), (1)) t(x)) r where x is null)`,
    expected: 3,
  },
  {
    name: 'filter counts only what it says',
    expression: () => sql`(select count(*) filter (where x > 1) from (values (1), (2), (3)) t(x))`,
    expected: 2,
  },
  {
    name: 'replacePattern replaces every match, with its groups, in any case where told',
    expression: (d) =>
      sql`${d.replacePattern(sql`'(12) eur 3$ EUR'`, '(?i)eur|[$ ]', '')} || ${d.replacePattern(sql`'(12)'`, '^\\((.*)\\)$', '-\\1')}`,
    expected: '(12)3-12',
  },
  {
    name: 'replacePattern leaves out a group that did not match',
    expression: (d) => d.replacePattern(sql`'so: 10'`, '^([0-9]+): so$|^so: ([0-9]+)$', '\\1\\2'),
    expected: '10',
  },
  {
    name: 'matchesWhole is true for the whole text only',
    expression: (d) =>
      sql`cast(${d.matchesWhole(sql`'12.5'`, '[0-9]+\\.[0-9]|x')} as varchar) || cast(${d.matchesWhole(sql`'12.5' || chr(10)`, '[0-9.]+')} as varchar)`,
    expected: 'truefalse',
  },
  {
    name: 'tryDecimal rounds half away from zero, takes a power of ten, and refuses what is too long',
    expression: (d) =>
      sql`concat_ws('|', ${['1.005', '-1.005', '1e2', '123456789012345678', '1,5', '.5']
        .map(
          (text) => sql`coalesce(cast(${d.tryDecimal(literal(text), 18, 2)} as varchar), 'null')`,
        )
        .reduce((all, part) => sql`${all}, ${part}`)})`,
    expected: '1.01|-1.01|100.00|null|null|0.50',
  },
  ...momentCases,
]
