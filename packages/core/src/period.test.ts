import { describe, expect, test } from 'vitest'
import {
  periodOf,
  periodsBetween,
  previousPeriod,
  rangePeriod,
  samePeriodLastYear,
} from './period.ts'

const calendarYear = { fiscalYearStartMonth: 1 }
const april = { fiscalYearStartMonth: 4 }
const october = { fiscalYearStartMonth: 10 }

describe('periodOf', () => {
  test.each([
    ['day', '2024-02-29', '2024-02-29', '2024-03-01', '2024-02-29'],
    ['month', '2024-02-29', '2024-02-01', '2024-03-01', 'Feb 2024'],
    ['month', '2023-12-31', '2023-12-01', '2024-01-01', 'Dec 2023'],
    ['quarter', '2024-06-30', '2024-04-01', '2024-07-01', 'Q2 FY24'],
    ['year', '2024-12-31', '2024-01-01', '2025-01-01', 'FY24'],
  ] as const)('a %s of %s', (grain, day, start, end, label) => {
    expect(periodOf(day, grain, calendarYear)).toEqual({ grain, start, end, label })
  })

  // Week numbers of ISO 8601: week 1 holds the year's first Thursday.
  test.each([
    ['2023-01-01', '2022-12-26', '2022 W52'],
    ['2024-01-01', '2024-01-01', '2024 W01'],
    ['2024-12-30', '2024-12-30', '2025 W01'],
    ['2020-12-31', '2020-12-28', '2020 W53'],
    ['2021-01-03', '2020-12-28', '2020 W53'],
    ['2021-01-04', '2021-01-04', '2021 W01'],
    ['1969-12-31', '1969-12-29', '1970 W01'],
    ['1960-02-29', '1960-02-29', '1960 W09'],
  ])('the ISO week of %s starts %s and is %s', (day, start, label) => {
    expect(periodOf(day, 'week', calendarYear)).toMatchObject({ start, label })
  })

  test.each([
    ['2024-03-31', '2023-04-01', 'FY24'],
    ['2024-04-01', '2024-04-01', 'FY25'],
    ['2024-12-31', '2024-04-01', 'FY25'],
  ])('with an April year, %s lies in the year from %s, %s', (day, start, label) => {
    expect(periodOf(day, 'year', april)).toMatchObject({ start, label })
  })

  test.each([
    ['2024-04-01', '2024-04-01', 'Q1 FY25'],
    ['2024-09-30', '2024-07-01', 'Q2 FY25'],
    ['2024-12-31', '2024-10-01', 'Q3 FY25'],
    ['2024-02-29', '2024-01-01', 'Q4 FY24'],
  ])('with an April year, %s lies in the quarter from %s, %s', (day, start, label) => {
    expect(periodOf(day, 'quarter', april)).toMatchObject({ start, label })
  })

  test('with an October year, the first quarter lies in the calendar year before', () => {
    expect(periodOf('2023-11-05', 'quarter', october)).toEqual({
      grain: 'quarter',
      start: '2023-10-01',
      end: '2024-01-01',
      label: 'Q1 FY24',
    })
  })

  test('names the years around a century by two digits', () => {
    expect(periodOf('1999-06-01', 'year', calendarYear).label).toBe('FY99')
    expect(periodOf('1999-06-01', 'year', april).label).toBe('FY00')
  })
})

describe('earlier periods', () => {
  test('the month before January is December', () => {
    const january = periodOf('2024-01-20', 'month', calendarYear)
    expect(previousPeriod(january, calendarYear).label).toBe('Dec 2023')
  })

  test('the quarter before the first is the fourth of the fiscal year before', () => {
    const first = periodOf('2024-05-01', 'quarter', april)
    expect(previousPeriod(first, april).label).toBe('Q4 FY24')
  })

  test('the same month last year has its own length', () => {
    const february = periodOf('2024-02-10', 'month', calendarYear)
    expect(samePeriodLastYear(february, calendarYear)).toEqual({
      grain: 'month',
      start: '2023-02-01',
      end: '2023-03-01',
      label: 'Feb 2023',
    })
  })

  test('the same week last year starts on a Monday, 52 weeks before', () => {
    const week = periodOf('2024-03-06', 'week', calendarYear)
    expect(samePeriodLastYear(week, calendarYear)).toMatchObject({
      start: '2023-03-06',
      label: '2023 W10',
    })
  })

  test('the same day last year of 29 February is the 28th', () => {
    const leapDay = periodOf('2024-02-29', 'day', calendarYear)
    expect(samePeriodLastYear(leapDay, calendarYear).start).toBe('2023-02-28')
  })

  test('a free stretch is preceded by one of the same length, and compared with the same dates', () => {
    const range = rangePeriod('2024-03-01', '2024-03-11')
    expect(range.label).toBe('2024-03-01 to 2024-03-10')
    expect(previousPeriod(range, calendarYear)).toEqual({
      grain: 'range',
      start: '2024-02-20',
      end: '2024-03-01',
      label: '2024-02-20 to 2024-02-29',
    })
    expect(samePeriodLastYear(range, calendarYear)).toMatchObject({
      start: '2023-03-01',
      end: '2023-03-11',
    })
  })
})

describe('periodsBetween', () => {
  test('gives every period that the days touch, the first and last whole', () => {
    const months = periodsBetween('2023-11-30', '2024-02-01', 'month', calendarYear)
    expect(months.map(({ label }) => label)).toEqual([
      'Nov 2023',
      'Dec 2023',
      'Jan 2024',
      'Feb 2024',
    ])
  })

  test('of one day is one period, of no day none', () => {
    expect(periodsBetween('2024-01-01', '2024-01-01', 'week', calendarYear)).toHaveLength(1)
    expect(periodsBetween('2024-02-01', '2024-01-01', 'day', calendarYear)).toEqual([])
  })
})
