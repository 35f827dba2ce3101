import type { Period } from '@fealty/core'

/** A period on an axis: short tick, its longer form where there is room, and what it belongs to. */
export interface PeriodTick {
  short: string
  long: string
  /** Year or fiscal year, written once under its first tick; empty when the tick says all. */
  group: string
}

const months =
  'January February March April May June July August September October November December'.split(' ')

function monthOf(day: string): string {
  return months[Number(day.slice(5, 7)) - 1]!
}

/** Splits a period's label into what changes from tick to tick and what is shared. */
export function periodTick(period: Period): PeriodTick {
  const year = period.start.slice(0, 4)
  switch (period.grain) {
    case 'month': {
      const name = monthOf(period.start)
      return { short: name.slice(0, 1), long: name.slice(0, 3), group: year }
    }
    case 'quarter': {
      const [quarter, fiscalYear] = period.label.split(' ')
      return { short: quarter!, long: quarter!, group: fiscalYear ?? '' }
    }
    case 'week': {
      const [isoYear, week] = period.label.split(' ')
      return { short: (week ?? '').replace(/^W0?/, ''), long: week ?? '', group: isoYear! }
    }
    case 'day': {
      const date = String(Number(period.start.slice(8)))
      return { short: date, long: date, group: `${monthOf(period.start).slice(0, 3)} ${year}` }
    }
    case 'year':
    case 'range':
      return { short: period.label, long: period.label, group: '' }
  }
}
