import { FealtyError } from './errors.ts'

/** A calendar day, `YYYY-MM-DD`, proleptic Gregorian, without time or zone. */
export type Day = string

const dayPattern = /^(\d{4})-(\d{2})-(\d{2})$/
const millisecondsPerDay = 86_400_000

/** Days since 1970-01-01 of a valid day. @throws FealtyError `input.day` when it is no calendar day. */
export function dayNumber(day: Day): number {
  const match = dayPattern.exec(day)
  const time = match ? Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3])) : NaN
  if (!match || new Date(time).toISOString().slice(0, 10) !== day) {
    throw new FealtyError('input.day', { value: day.slice(0, 20) })
  }
  return time / millisecondsPerDay
}

/** The day that lies `number` days after 1970-01-01. */
export function dayFromNumber(number: number): Day {
  return new Date(number * millisecondsPerDay).toISOString().slice(0, 10)
}

/** True when the text is a calendar day. */
export function isDay(text: string): boolean {
  const match = dayPattern.exec(text)
  if (!match) return false
  const time = Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3]))
  return new Date(time).toISOString().slice(0, 10) === text
}

export function addDays(day: Day, days: number): Day {
  return dayFromNumber(dayNumber(day) + days)
}

/** Whole days from `from` to `to`. */
export function daysBetween(from: Day, to: Day): number {
  return dayNumber(to) - dayNumber(from)
}

/** Adds calendar months; a day that the month lacks becomes its last day (31 January + 1 = 28 February). */
export function addMonths(day: Day, months: number): Day {
  dayNumber(day)
  const [year, month, date] = day.split('-').map(Number) as [number, number, number]
  const first = new Date(Date.UTC(year, month - 1 + months, 1))
  const lastDate = new Date(
    Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0),
  ).getUTCDate()
  first.setUTCDate(Math.min(date, lastDate))
  return first.toISOString().slice(0, 10)
}

const months =
  'January February March April May June July August September October November December'.split(' ')

/** A day as a person reads it: `1 July`, with the year where asked: `1 July 2026`. */
export function writeDay(day: Day, withYear = false): string {
  dayNumber(day)
  const [year, month, date] = day.split('-').map(Number) as [number, number, number]
  return `${date} ${months[month - 1]!}${withYear ? ` ${year}` : ''}`
}

/** A stretch of days, both in it: `1 July to 30 September 2026`. */
export function writeDays(first: Day, last: Day): string {
  if (first === last) return writeDay(first, true)
  const sameYear = first.slice(0, 4) === last.slice(0, 4)
  return `${writeDay(first, !sameYear)} to ${writeDay(last, true)}`
}

/** One for each zone: making one costs more than a thousand uses. */
const dayFormats = new Map<string, Intl.DateTimeFormat>()

/** The calendar day at a moment in a time zone (IANA name). @throws RangeError for an unknown zone */
export function dayIn(timeZone: string, moment: Date): Day {
  const known = dayFormats.get(timeZone)
  const format =
    known ??
    new Intl.DateTimeFormat('en-CA', {
      timeZone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
    })
  if (!known) dayFormats.set(timeZone, format)
  return format.format(moment)
}
