import {
  addDays,
  periodOf,
  type Day,
  type FiscalCalendar,
  type Grain,
  type Period,
} from '@fealty/core'

/** Longer periods that whole shorter ones make up, the longest first. */
const longer: Partial<Record<Period['grain'], readonly Grain[]>> = {
  day: ['year', 'quarter', 'month'],
  month: ['year', 'quarter'],
  quarter: ['year'],
}

/**
 * The longer periods that a reader can ask for as well: for each grain, the number of the one that each
 * period is in. Null where the answer does not hold all of it: then what is missing protects the rest.
 */
export function groupPeriods(
  periods: readonly Period[],
  known: { firstDay: Day; asOf: Day; calendar: FiscalCalendar },
): (number | null)[][] {
  const grain = periods[0]?.grain
  if (grain === undefined || periods.some((period) => period.grain !== grain)) return []
  return (longer[grain] ?? []).map((wider) => {
    const wholes = new Map<string, number>()
    const places = periods.map(({ start }) => {
      const whole = periodOf(start, wider, known.calendar)
      if (!isCovered(periods, whole, known)) return null
      if (!wholes.has(whole.start)) wholes.set(whole.start, wholes.size)
      return wholes.get(whole.start)!
    })
    return places
  })
}

function isCovered(
  periods: readonly Period[],
  whole: Period,
  { firstDay, asOf }: { firstDay: Day; asOf: Day },
): boolean {
  const end = whole.end <= asOf ? whole.end : addDays(asOf, 1)
  const starts = new Map(periods.map((period) => [period.start, period.end]))
  let day = whole.start
  if (!starts.has(day)) {
    const first = periods.find(({ start, end: next }) => start <= firstDay && next > firstDay)
    if (first === undefined || first.start < whole.start) return false
    day = first.start
  }
  while (day < end) {
    const next = starts.get(day)
    if (next === undefined) return false
    day = next
  }
  return true
}
