import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, dayFromNumber, dayNumber, daysBetween } from './calendar-date.ts'
import { grains, periodOf, periodsBetween, previousPeriod, samePeriodLastYear } from './period.ts'

const day = fc
  .integer({ min: dayNumber('1900-01-01'), max: dayNumber('2150-12-31') })
  .map(dayFromNumber)
const grain = fc.constantFrom(...grains)
const calendar = fc
  .integer({ min: 1, max: 12 })
  .map((fiscalYearStartMonth) => ({ fiscalYearStartMonth }))

const lengths = { day: [1, 1], week: [7, 7], month: [28, 31], quarter: [89, 92], year: [365, 366] }

describe('periods, whatever the fiscal calendar', () => {
  test('hold their day and have the length of their grain', () => {
    fc.assert(
      fc.property(day, grain, calendar, (today, length, fiscal) => {
        const { start, end } = periodOf(today, length, fiscal)
        expect(start <= today && today < end).toBe(true)
        const days = daysBetween(start, end)
        expect(days).toBeGreaterThanOrEqual(lengths[length][0]!)
        expect(days).toBeLessThanOrEqual(lengths[length][1]!)
      }),
    )
  })

  test('are the same from every day they hold', () => {
    fc.assert(
      fc.property(day, grain, calendar, (today, length, fiscal) => {
        const period = periodOf(today, length, fiscal)
        expect(periodOf(period.start, length, fiscal)).toEqual(period)
        expect(periodOf(addDays(period.end, -1), length, fiscal)).toEqual(period)
      }),
    )
  })

  test('follow each other without a gap, and stepping back undoes it', () => {
    fc.assert(
      fc.property(day, grain, calendar, (today, length, fiscal) => {
        const period = periodOf(today, length, fiscal)
        const next = periodOf(period.end, length, fiscal)
        expect(next.start).toBe(period.end)
        expect(next.label).not.toBe(period.label)
        expect(previousPeriod(next, fiscal)).toEqual(period)
      }),
    )
  })

  test('nest: months in quarters, quarters in years', () => {
    fc.assert(
      fc.property(day, calendar, (today, fiscal) => {
        const [month, quarter, year] = (['month', 'quarter', 'year'] as const).map((length) =>
          periodOf(today, length, fiscal),
        )
        expect(quarter!.start <= month!.start && month!.end <= quarter!.end).toBe(true)
        expect(year!.start <= quarter!.start && quarter!.end <= year!.end).toBe(true)
        expect(quarter!.label.endsWith(year!.label)).toBe(true)
      }),
    )
  })

  test('of a year are 12 months and 4 quarters, covering it', () => {
    fc.assert(
      fc.property(day, calendar, (today, fiscal) => {
        const year = periodOf(today, 'year', fiscal)
        const last = addDays(year.end, -1)
        const months = periodsBetween(year.start, last, 'month', fiscal)
        const quarters = periodsBetween(year.start, last, 'quarter', fiscal)
        expect(months).toHaveLength(12)
        expect(quarters.map(({ label }) => label.slice(0, 2))).toEqual(['Q1', 'Q2', 'Q3', 'Q4'])
        for (const parts of [months, quarters]) {
          expect([parts[0]!.start, parts.at(-1)!.end]).toEqual([year.start, year.end])
        }
      }),
      { numRuns: 50 },
    )
  })

  test('of last year are of the same grain and about a year before', () => {
    fc.assert(
      fc.property(day, grain, calendar, (today, length, fiscal) => {
        const period = periodOf(today, length, fiscal)
        const before = samePeriodLastYear(period, fiscal)
        expect(before.grain).toBe(length)
        const days = daysBetween(before.start, period.start)
        expect(days).toBeGreaterThanOrEqual(364)
        expect(days).toBeLessThanOrEqual(366)
      }),
    )
  })
})
