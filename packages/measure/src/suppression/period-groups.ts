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
  const ends = new Map(periods.map(({ start, end }) => [start, end]))
  const first = periods.find(({ start, end }) => start <= known.firstDay && end > known.firstDay)
  return (longer[grain] ?? []).map((wider) => {
    /** The number of each longer period by its start. */
    const numbers = new Map<Day, number | null>()
    let covered = 0
    return periods.map(({ start }) => {
      const whole = periodOf(start, wider, known.calendar)
      const number = numbers.get(whole.start)
      if (number !== undefined) return number
      const made = isCovered(ends, first?.start, whole, known.asOf) ? covered++ : null
      numbers.set(whole.start, made)
      return made
    })
  })
}

/** Whether periods, by their starts, follow one another from a period's begin, or the first fact, to its end. */
function isCovered(
  ends: ReadonlyMap<Day, Day>,
  first: Day | undefined,
  whole: Period,
  asOf: Day,
): boolean {
  const end = whole.end <= asOf ? whole.end : addDays(asOf, 1)
  let day = whole.start
  if (!ends.has(day)) {
    if (first === undefined || first < whole.start) return false
    day = first
  }
  while (day < end) {
    const next = ends.get(day)
    if (next === undefined) return false
    day = next
  }
  return true
}
