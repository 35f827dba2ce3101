import { addDays, addMonths, dayFromNumber, dayNumber, type Day } from './calendar-date.ts'

/** Lengths a measure can be cut into. Quarter and year follow the fiscal year. */
export const grains = ['day', 'week', 'month', 'quarter', 'year'] as const
export type Grain = (typeof grains)[number]

/** A stretch of days: `start` is in it, `end` is the first day after it. */
export interface Period {
  grain: Grain | 'range'
  start: Day
  end: Day
  label: string
}

/** The workspace's fiscal calendar. */
export interface FiscalCalendar {
  /** Month in which the fiscal year starts, 1 to 12. */
  fiscalYearStartMonth: number
}

const shortMonths = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')

function yearAndMonth(day: Day): [number, number] {
  return [Number(day.slice(0, 4)), Number(day.slice(5, 7))]
}

function firstOfMonth(year: number, month: number): Day {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-01`
}

function fiscalYearStart(day: Day, calendar: FiscalCalendar): Day {
  const [year, month] = yearAndMonth(day)
  const startMonth = calendar.fiscalYearStartMonth
  return firstOfMonth(month >= startMonth ? year : year - 1, startMonth)
}

/** A fiscal year bears the name of the calendar year in which it ends. */
function fiscalYearName(start: Day): string {
  const [lastYear] = yearAndMonth(addDays(addMonths(start, 12), -1))
  return `FY${String(lastYear % 100).padStart(2, '0')}`
}

function isoWeekLabel(monday: Day): string {
  const thursday = addDays(monday, 3)
  const year = thursday.slice(0, 4)
  const week = Math.floor((dayNumber(thursday) - dayNumber(`${year}-01-01`)) / 7) + 1
  return `${year} W${String(week).padStart(2, '0')}`
}

function quarterOf(day: Day, calendar: FiscalCalendar): Period {
  const yearStart = fiscalYearStart(day, calendar)
  let start = yearStart
  let quarter = 1
  while (quarter < 4 && addMonths(start, 3) <= day) {
    start = addMonths(start, 3)
    quarter += 1
  }
  const label = `Q${quarter} ${fiscalYearName(yearStart)}`
  return { grain: 'quarter', start, end: addMonths(start, 3), label }
}

/** The period of the grain that holds the day. Weeks start on Monday (ISO 8601). */
export function periodOf(day: Day, grain: Grain, calendar: FiscalCalendar): Period {
  switch (grain) {
    case 'day':
      return { grain, start: day, end: addDays(day, 1), label: day }
    case 'week': {
      const number = dayNumber(day)
      const monday = dayFromNumber(number - ((((number + 3) % 7) + 7) % 7))
      return { grain, start: monday, end: addDays(monday, 7), label: isoWeekLabel(monday) }
    }
    case 'month': {
      const [year, month] = yearAndMonth(day)
      const start = firstOfMonth(year, month)
      return { grain, start, end: addMonths(start, 1), label: `${shortMonths[month - 1]!} ${year}` }
    }
    case 'quarter':
      return quarterOf(day, calendar)
    case 'year': {
      const start = fiscalYearStart(day, calendar)
      return { grain, start, end: addMonths(start, 12), label: fiscalYearName(start) }
    }
  }
}

/** The period of the same grain just before. */
export function previousPeriod(period: Period, calendar: FiscalCalendar): Period {
  if (period.grain === 'range') {
    const length = dayNumber(period.end) - dayNumber(period.start)
    return rangePeriod(addDays(period.start, -length), period.start)
  }
  return periodOf(addDays(period.start, -1), period.grain, calendar)
}

/** The same period one fiscal year earlier (weeks: 52 weeks earlier, so that weekdays agree). */
export function samePeriodLastYear(period: Period, calendar: FiscalCalendar): Period {
  if (period.grain === 'range') {
    return rangePeriod(addMonths(period.start, -12), addMonths(period.end, -12))
  }
  const day = period.grain === 'week' ? addDays(period.start, -364) : addMonths(period.start, -12)
  return periodOf(day, period.grain, calendar)
}

/** A free stretch of days; `end` is the first day after it. */
export function rangePeriod(start: Day, end: Day): Period {
  return { grain: 'range', start, end, label: `${start} to ${addDays(end, -1)}` }
}

/** All periods of the grain that touch the days from `from` up to and including `to`, in order. */
export function periodsBetween(
  from: Day,
  to: Day,
  grain: Grain,
  calendar: FiscalCalendar,
): Period[] {
  const periods: Period[] = []
  for (let period = periodOf(from, grain, calendar); period.start <= to;) {
    periods.push(period)
    period = periodOf(period.end, grain, calendar)
  }
  return periods
}
