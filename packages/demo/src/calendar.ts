/**
 * Days are integers counted from the first day of the window (2023-10-01 is 0). Everything is the
 * company's local time: the exports carry no zone, as such exports usually do not.
 */
const DAY_MS = 86_400_000
const EPOCH_OF_WINDOW = Date.UTC(2023, 9, 1) / DAY_MS

/** First day of the window and the first day after it. */
export const WINDOW = { from: '2023-10-01', to: '2026-09-30', startDay: 0, endDay: 1096 } as const

/** Day number of an ISO date; throws on anything else. */
export function dayOf(isoDate: string): number {
  const ms = Date.parse(`${isoDate}T00:00:00Z`)
  if (Number.isNaN(ms)) throw new RangeError(`not an ISO date: ${isoDate}`)
  return ms / DAY_MS - EPOCH_OF_WINDOW
}

function formatDay(day: number): string {
  return new Date((day + EPOCH_OF_WINDOW) * DAY_MS).toISOString().slice(0, 10)
}

/** The days nearly all rows fall on, written once; a million rows ask for them. */
const FIRST_KNOWN_DAY = -5100
const knownDays = Array.from({ length: 6300 }, (_, i) => formatDay(FIRST_KNOWN_DAY + i))

/** ISO date of a day number. */
export function isoDate(day: number): string {
  return knownDays[day - FIRST_KNOWN_DAY] ?? formatDay(day)
}

const twoDigits = Array.from({ length: 60 }, (_, i) => String(i).padStart(2, '0'))

/** `YYYY-MM-DD HH:MM:SS` from a day and a second of that day. */
export function timestamp(day: number, second: number): string {
  const hour = Math.floor(second / 3600)
  const minute = Math.floor((second % 3600) / 60)
  return `${isoDate(day)} ${twoDigits[hour] ?? ''}:${twoDigits[minute] ?? ''}:${twoDigits[second % 60] ?? ''}`
}

export interface Month {
  /** 0 is October 2023. */
  readonly index: number
  /** 1 to 12. */
  readonly ofYear: number
  readonly start: number
  /** First day of the next month. */
  readonly end: number
}

/** The 36 months of the window. */
export const MONTHS: readonly Month[] = Array.from({ length: 36 }, (_, index) => {
  const start = Date.UTC(2023, 9 + index, 1) / DAY_MS - EPOCH_OF_WINDOW
  const end = Date.UTC(2023, 10 + index, 1) / DAY_MS - EPOCH_OF_WINDOW
  return { index, ofYear: ((9 + index) % 12) + 1, start, end }
})
