import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addBusinessMinutes,
  businessMinutesBetween,
  isOpenAt,
  type BusinessHours,
} from './business-hours.ts'

const zones = ['UTC', 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kolkata']

const openHours = fc
  .tuple(fc.integer({ min: 0, max: 1_380 }), fc.integer({ min: 15, max: 1_440 }))
  .map(([opens, length]) => ({ opens, closes: Math.min(1_440, opens + length) }))

const calendars = fc
  .record({
    timeZone: fc.constantFrom(...zones),
    week: fc.array(fc.option(openHours, { freq: 3 }), { minLength: 7, maxLength: 7 }),
    always: openHours,
    day: fc.integer({ min: 0, max: 6 }),
    holidays: fc.array(fc.integer({ min: 0, max: 700 }), { maxLength: 30 }),
  })
  .map(({ timeZone, week, always, day, holidays }): BusinessHours => ({
    timeZone,
    week: week.map((hours, index) => (index === day ? always : hours)),
    holidays: new Set(
      holidays.map((number) => new Date(Date.UTC(2025, 0, 1 + number)).toISOString().slice(0, 10)),
    ),
  }))

const moments = fc
  .integer({ min: Date.UTC(2025, 0, 1) / 1000, max: Date.UTC(2026, 11, 1) / 1000 })
  .map((seconds) => new Date(seconds * 1_000))

describe('business hours', () => {
  it('measures what was added, and is never due outside the hours', () => {
    fc.assert(
      fc.property(
        calendars,
        moments,
        fc.integer({ min: 0, max: 20_000 }),
        (hours, from, minutes) => {
          const due = addBusinessMinutes(hours, from, minutes)
          expect(isOpenAt(hours, due)).toBe(true)
          expect(due >= from).toBe(true)
          expect(businessMinutesBetween(hours, from, due)).toBeCloseTo(minutes, 6)
        },
      ),
      { numRuns: 400 },
    )
  })

  it('a day that closes at midnight is open until then, also before a day off', () => {
    const hours: BusinessHours = {
      timeZone: 'UTC',
      week: [null, null, null, { opens: 811, closes: 1_440 }, null, null, null],
      holidays: new Set(),
    }
    const due = addBusinessMinutes(hours, new Date('2026-09-10T00:00:00Z'), 629)
    expect(due.toISOString()).toBe('2026-09-11T00:00:00.000Z')
    expect(isOpenAt(hours, due)).toBe(true)
    expect(isOpenAt(hours, new Date('2026-09-11T00:00:01Z'))).toBe(false)
  })

  it('adds up: two stretches are as long as the whole', () => {
    fc.assert(
      fc.property(calendars, moments, moments, moments, (hours, ...three) => {
        three.sort((x, y) => x.getTime() - y.getTime())
        const [a, b, c] = three
        expect(
          businessMinutesBetween(hours, a, b) + businessMinutesBetween(hours, b, c),
        ).toBeCloseTo(businessMinutesBetween(hours, a, c), 6)
      }),
      { numRuns: 100 },
    )
  })
})
