import { addDays, dayIn, dayNumber, type Day } from '@fealty/core'
import { momentOf } from './local-time.ts'

/** Minutes after midnight between which somebody is there; the end is not before the start. */
export interface OpenHours {
  opens: number
  closes: number
}

/** When the company works. Times are those of its own clock, so summer time is in them. */
export interface BusinessHours {
  timeZone: string
  /** Monday to Sunday; null for a day off. At least one is open. */
  week: readonly (OpenHours | null)[]
  holidays: ReadonlySet<Day>
}

const millisecondsPerMinute = 60_000
/** No plan of a company looks further; a calendar that is closed so long is a mistake. */
const longestDays = 4_000

interface Window {
  start: number
  end: number
}

/** The open time of a day as moments; null on a day off. */
function windowOf({ timeZone, week, holidays }: BusinessHours, day: Day): Window | null {
  // Day 0 of the count, 1 January 1970, was a Thursday.
  const hours = week[(dayNumber(day) + 3) % 7]
  if (!hours || holidays.has(day)) return null
  const start = momentOf(day, hours.opens, timeZone)
  const end = momentOf(day, hours.closes, timeZone)
  return end > start ? { start, end } : null
}

/**
 * The moment that lies so many open minutes after `from`. It always lies within open hours, both
 * ends counted; 0 minutes after a moment in the night is the next opening.
 *
 * @param minutes open minutes, 0 or above
 * @throws RangeError on negative minutes, and where the calendar is never open again
 */
export function addBusinessMinutes(hours: BusinessHours, from: Date, minutes: number): Date {
  if (!(minutes >= 0)) throw new RangeError(`minutes must be 0 or above, got ${minutes}`)
  let rest = minutes * millisecondsPerMinute
  let day = dayIn(hours.timeZone, from)
  for (let count = 0; count < longestDays; count += 1, day = addDays(day, 1)) {
    const window = windowOf(hours, day)
    if (window === null) continue
    const start = Math.max(window.start, from.getTime())
    if (start >= window.end) continue
    if (rest <= window.end - start) return new Date(start + rest)
    rest -= window.end - start
  }
  throw new RangeError(`the calendar is not open for ${minutes} minutes within ${longestDays} days`)
}

/** Open minutes between two moments; 0 when `to` is not after `from`. */
export function businessMinutesBetween(hours: BusinessHours, from: Date, to: Date): number {
  if (to <= from) return 0
  const last = dayIn(hours.timeZone, to)
  let sum = 0
  for (let day = dayIn(hours.timeZone, from); day <= last; day = addDays(day, 1)) {
    const window = windowOf(hours, day)
    if (window === null) continue
    sum += Math.max(0, Math.min(window.end, to.getTime()) - Math.max(window.start, from.getTime()))
  }
  return sum / millisecondsPerMinute
}

/**
 * Whether somebody is there at the moment, both ends of the hours counted. Hours that end at midnight
 * end on the day after, so that the day before is looked at too.
 */
export function isOpenAt(hours: BusinessHours, moment: Date): boolean {
  const time = moment.getTime()
  const day = dayIn(hours.timeZone, moment)
  return [day, addDays(day, -1)].some((each) => {
    const window = windowOf(hours, each)
    return window !== null && time >= window.start && time <= window.end
  })
}
