import { literal, sql } from '../sql.ts'
import type { ConformanceCase } from './conformance-case.ts'
import type { Dialect } from './dialect.ts'

const zone = 'Europe/Berlin'

/** Texts by what they are read as, `null` for those that are no moment, joined by a bar. */
function readAll(
  dialect: Dialect,
  read: (d: Dialect) => (text: string) => ReturnType<Dialect['day']>,
) {
  const one = read(dialect)
  return (texts: readonly string[]) =>
    texts
      .map((text) => sql`coalesce(${dialect.momentText(one(text))}, 'null')`)
      .reduce((all, part) => sql`${all} || '|' || ${part}`)
}

/** Every way in which files and tables write moments. */
export const momentCases: readonly ConformanceCase[] = [
  {
    name: 'readMoment reads ISO 8601, also with slashes, a T, one digit and a fraction',
    expression: (d) =>
      readAll(
        d,
        () => (text) => d.readMoment(literal(text)),
      )([
        '2024-02-29',
        '2024-2-9',
        '2024/02/29',
        '2024-02-29T10:00:00',
        '2024-02-29 10:00',
        '2024-02-29 10:00:00.250',
        '2023-02-29',
        '29.02.2024',
      ]),
    expected:
      '2024-02-29 00:00:00|2024-02-09 00:00:00|2024-02-29 00:00:00|2024-02-29 10:00:00|2024-02-29 10:00:00|2024-02-29 10:00:00.25|null|null',
  },
  {
    name: 'readZonedMoment moves an offset into the zone, and takes what has none as it is',
    expression: (d) =>
      readAll(
        d,
        () => (text) => d.readZonedMoment(literal(text), zone),
      )([
        '2024-07-01T22:30:00Z',
        '2024-07-01 22:30:00 UTC',
        '2024-01-01 23:30:00+00:00',
        '2024-01-01 23:30:00.5-0500',
        '2024-01-01T23:30:00+02',
        '2024-01-01 23:30:00',
        '2024-01-01',
        'never',
      ]),
    expected:
      '2024-07-02 00:30:00|2024-07-02 00:30:00|2024-01-02 00:30:00|2024-01-02 05:30:00.5|2024-01-01 22:30:00|2024-01-01 23:30:00|2024-01-01 00:00:00|null',
  },
  {
    name: 'parseMoment reads days by their pattern, with one digit or two',
    expression: (d) =>
      [
        [`'29.2.2024'`, '%d.%m.%Y'],
        [`'02/29/24'`, '%m/%d/%y'],
        [`'1/5/68'`, '%d/%m/%y'],
        [`'1/5/71'`, '%d/%m/%y'],
        [`'20240229'`, '%Y%m%d'],
        [`'29 Feb 2024'`, '%d %b %Y'],
        [`'February 29, 2024'`, '%B %d, %Y'],
        [`'31.02.2024'`, '%d.%m.%Y'],
        [`'29.02.2024 or so'`, '%d.%m.%Y'],
      ]
        .map(
          ([text = '', pattern = '']) =>
            sql`coalesce(${d.momentText(d.parseMoment(literal(text.slice(1, -1)), pattern))}, 'null')`,
        )
        .reduce((all, part) => sql`${all} || '|' || ${part}`),
    expected:
      '2024-02-29 00:00:00|2024-02-29 00:00:00|2068-05-01 00:00:00|1971-05-01 00:00:00|2024-02-29 00:00:00|2024-02-29 00:00:00|2024-02-29 00:00:00|null|null',
  },
  {
    name: 'parseMoment reads times of 24 and of 12 hours, with a fraction',
    expression: (d) =>
      [
        ['29.02.2024 17:05', '%d.%m.%Y %H:%M'],
        ['2/29/2024 5:05:30 PM', '%m/%d/%Y %I:%M:%S %p'],
        ['29.02.2024, 12:00 AM', '%d.%m.%Y, %I:%M %p'],
        ['29-02-2024T17:05:30.250', '%d-%m-%YT%H:%M:%S.%g'],
        ['29.02.2024 25:05', '%d.%m.%Y %H:%M'],
      ]
        .map(
          ([text = '', pattern = '']) =>
            sql`coalesce(${d.momentText(d.parseMoment(literal(text), pattern))}, 'null')`,
        )
        .reduce((all, part) => sql`${all} || '|' || ${part}`),
    expected:
      '2024-02-29 17:05:00|2024-02-29 17:05:30|2024-02-29 00:00:00|2024-02-29 17:05:30.25|null',
  },
  {
    name: 'epochMoment is the time that a zone had then',
    expression: (d) => d.momentText(d.epochMoment(sql`1719873000`, zone)),
    expected: '2024-07-02 00:30:00',
  },
  {
    name: 'momentText has no zeros at the end of a fraction and keeps those of minutes',
    expression: (d) => d.momentText(sql`cast('2024-02-20 10:20:00.250000' as timestamp)`),
    expected: '2024-02-20 10:20:00.25',
  },
]
