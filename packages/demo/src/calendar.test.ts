import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MONTHS, WINDOW, dayOf, isoDate, timestamp } from './calendar.ts'

describe('calendar', () => {
  it('goes from day to date and back', () => {
    fc.assert(
      fc.property(fc.integer({ min: -9000, max: 9000 }), (day) => {
        expect(dayOf(isoDate(day))).toBe(day)
      }),
    )
  })

  it('covers the window with 36 months without a gap', () => {
    expect(isoDate(WINDOW.startDay)).toBe(WINDOW.from)
    expect(isoDate(WINDOW.endDay - 1)).toBe(WINDOW.to)
    expect(MONTHS[0]?.start).toBe(WINDOW.startDay)
    expect(MONTHS[35]?.end).toBe(WINDOW.endDay)
    MONTHS.slice(1).forEach((month, i) => expect(month.start).toBe(MONTHS[i]?.end))
    expect(MONTHS[29]).toMatchObject({ ofYear: 3, start: dayOf('2026-03-01') })
  })

  it('writes seconds of a day, and refuses what is no date', () => {
    expect(timestamp(0, 0)).toBe('2023-10-01 00:00:00')
    expect(timestamp(1095, 86_399)).toBe('2026-09-30 23:59:59')
    expect(() => dayOf('soon')).toThrow(RangeError)
  })
})
