import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addDays,
  addMonths,
  dayFromNumber,
  dayNumber,
  daysBetween,
  isDay,
  writeDay,
  writeDays,
} from './calendar-date.ts'
import { FealtyError } from './errors.ts'

const day = fc
  .integer({ min: dayNumber('1000-01-01'), max: dayNumber('9800-12-31') })
  .map(dayFromNumber)

describe('days', () => {
  test.each([
    ['1970-01-01', 0],
    ['1969-12-31', -1],
    ['2000-02-29', 11_016],
    ['2000-03-01', 11_017],
    ['2024-12-31', 20_088],
  ])('%s is day number %i', (text, number) => {
    expect(dayNumber(text)).toBe(number)
    expect(dayFromNumber(number)).toBe(text)
  })

  test.each([
    '2023-02-29',
    '1900-02-29',
    '2024-13-01',
    '2024-00-10',
    '2024-04-31',
    '2024-1-1',
    '24-01-01',
    '2024-01-01T00:00',
    '0000-01-01',
    '0099-12-31',
    '+010000-01-01',
    ' 2024-01-01',
    '２０２４-01-01',
    '',
  ])('refuses “%s”', (text) => {
    expect(isDay(text)).toBe(false)
    expect(() => dayNumber(text)).toThrow(FealtyError)
  })

  test('quotes at most 20 characters of what is no day', () => {
    expect(() => dayNumber('x'.repeat(5_000))).toThrow(/^“x{20}” is not a day/)
  })

  test('knows the leap years of the Gregorian calendar', () => {
    const leap = [1600, 1700, 1800, 1900, 1996, 2000, 2023, 2024, 2100].filter((year) =>
      isDay(`${year}-02-29`),
    )
    expect(leap).toEqual([1600, 1996, 2000, 2024])
  })

  test('round trip, order and distance agree (property)', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: -40_000, max: 40_000 }), (start, days) => {
        const end = addDays(start, days)
        expect(isDay(end)).toBe(true)
        expect(daysBetween(start, end)).toBe(days)
        expect(addDays(end, -days)).toBe(start)
        expect(Math.sign(days)).toBe(start < end ? 1 : start > end ? -1 : 0)
      }),
    )
  })
})

describe('addMonths', () => {
  test.each([
    ['2024-01-31', 1, '2024-02-29'],
    ['2023-01-31', 1, '2023-02-28'],
    ['2024-02-29', 12, '2025-02-28'],
    ['2024-02-29', 48, '2028-02-29'],
    ['2024-03-31', -1, '2024-02-29'],
    ['2024-01-15', -1, '2023-12-15'],
    ['2024-08-31', 1, '2024-09-30'],
    ['2024-05-20', 0, '2024-05-20'],
  ])('%s and %i months is %s', (start, months, end) => {
    expect(addMonths(start, months)).toBe(end)
  })

  test('lands in the month that many months away, and never later in it (property)', () => {
    const month = (text: string): number => Number(text.slice(0, 4)) * 12 + Number(text.slice(5, 7))
    fc.assert(
      fc.property(day, fc.integer({ min: -600, max: 600 }), (start, months) => {
        const end = addMonths(start, months)
        expect(month(end) - month(start)).toBe(months)
        expect(end.slice(8) <= start.slice(8)).toBe(true)
        // Clipped only where the month is shorter: the next day is then a first.
        if (end.slice(8) !== start.slice(8)) expect(addDays(end, 1).slice(8)).toBe('01')
      }),
    )
  })

  test('refuses what is no day', () => {
    expect(() => addMonths('2023-02-30', 1)).toThrow(FealtyError)
  })
})

describe('writing days', () => {
  test('a stretch names its year once, and two where it crosses one', () => {
    expect(writeDay('2026-11-02')).toBe('2 November')
    expect(writeDays('2026-07-01', '2026-09-30')).toBe('1 July to 30 September 2026')
    expect(writeDays('2025-12-01', '2026-01-31')).toBe('1 December 2025 to 31 January 2026')
    expect(writeDays('2026-02-28', '2026-02-28')).toBe('28 February 2026')
    expect(() => writeDay('2026-02-30')).toThrow(FealtyError)
  })
})
