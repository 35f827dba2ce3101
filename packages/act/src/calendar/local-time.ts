import { dayNumber, type Day } from '@fealty/core'

const millisecondsPerDay = 86_400_000
const millisecondsPerMinute = 60_000

/** Making a formatter costs a thousand times what using it does. */
const formatters = new Map<string, Intl.DateTimeFormat>()

function formatterOf(timeZone: string): Intl.DateTimeFormat {
  const known = formatters.get(timeZone)
  if (known) return known
  const made = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  })
  formatters.set(timeZone, made)
  return made
}

/** What the clock on the wall shows at a moment, as milliseconds of a calendar without zones. */
function wallTime(moment: number, timeZone: string): number {
  const parts: Record<string, number> = {}
  for (const { type, value } of formatterOf(timeZone).formatToParts(moment))
    parts[type] = Number(value)
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts
  return Date.UTC(year, month - 1, day, hour, minute, second)
}

/**
 * The moment at which the clock on the wall shows so many minutes after midnight of a day. A time
 * that the clock skips in spring is the moment it jumps over it; one that comes twice in autumn is
 * one of the two, always the same.
 *
 * @param minutes after midnight, 0 to 1,440
 * @returns milliseconds since 1970 in UTC
 */
export function momentOf(day: Day, minutes: number, timeZone: string): number {
  const wanted = dayNumber(day) * millisecondsPerDay + minutes * millisecondsPerMinute
  const first = wanted - (wallTime(wanted, timeZone) - wanted)
  return first + (wanted - wallTime(first, timeZone))
}
