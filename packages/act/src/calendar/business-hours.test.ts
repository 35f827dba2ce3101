import { describe, expect, it } from 'vitest'
import { addBusinessMinutes, businessMinutesBetween, type BusinessHours } from './business-hours.ts'

const workday = { opens: 9 * 60, closes: 17 * 60 }
const berlin: BusinessHours = {
  timeZone: 'Europe/Berlin',
  week: [workday, workday, workday, workday, workday, null, null],
  holidays: new Set(['2026-12-25']),
}
const add = (from: string, hours: number, calendar = berlin) =>
  addBusinessMinutes(calendar, new Date(from), hours * 60).toISOString()

describe('addBusinessMinutes', () => {
  it('goes on the next morning, over the weekend and over a holiday', () => {
    // Friday 16:00 in Berlin, winter: one hour is left, then Monday.
    expect(add('2026-11-27T15:00:00Z', 3)).toBe('2026-11-30T10:00:00.000Z')
    expect(add('2026-12-24T15:00:00Z', 2)).toBe('2026-12-28T09:00:00.000Z')
  })

  it('keeps the clock of the wall when summer time begins and ends', () => {
    // Friday 27 March 2026, 12:00 in Berlin; the clock goes forward on Sunday.
    expect(add('2026-03-27T11:00:00Z', 8)).toBe('2026-03-30T10:00:00.000Z')
    expect(add('2026-10-23T10:00:00Z', 8)).toBe('2026-10-26T11:00:00.000Z')
  })

  it('counts real hours where the clock jumps within the open time', () => {
    const always = { opens: 0, closes: 1_440 }
    const calendar = { ...berlin, week: Array.from({ length: 7 }, () => always) }
    // The day on which the clock goes forward has 23 hours.
    const [day, after] = ['2026-03-28T23:00:00Z', '2026-03-29T22:00:00Z']
    expect(businessMinutesBetween(calendar, new Date(day), new Date(after))).toBe(23 * 60)
    expect(add(day, 24, calendar)).toBe('2026-03-29T23:00:00.000Z')
  })

  it('takes the end of the day as within it, and the night as the next opening', () => {
    expect(add('2026-11-27T08:00:00Z', 8)).toBe('2026-11-27T16:00:00.000Z')
    expect(add('2026-11-27T20:00:00Z', 0)).toBe('2026-11-30T08:00:00.000Z')
  })

  it('refuses negative minutes, and a calendar that never opens', () => {
    expect(() => add('2026-11-27T08:00:00Z', -1)).toThrow(RangeError)
    const closed = { ...berlin, week: Array.from({ length: 7 }, () => null) }
    expect(() => add('2026-11-27T08:00:00Z', 1, closed)).toThrow(RangeError)
  })
})
