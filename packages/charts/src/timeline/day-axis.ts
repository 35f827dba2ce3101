import { addDays, addMonths, dayNumber, type Day } from '@fealty/core'

/** A day on a time axis with its label. */
export interface DayTick {
  day: Day
  text: string
}

const monthNames = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')
/** Steps in months; below a month, in days. */
const monthSteps = [1, 3, 6, 12, 24, 60, 120, 240, 600]
const daySteps = [1, 2, 7, 14]
const daysPerMonth = 30.4

function monthTicks(from: Day, to: Day, step: number): DayTick[] {
  const first = Number(from.slice(0, 4)) * 12 + Number(from.slice(5, 7)) - 1
  const aligned = Math.ceil(first / step) * step
  const year = String(Math.floor(aligned / 12)).padStart(4, '0')
  let day: Day = `${year}-${String((aligned % 12) + 1).padStart(2, '0')}-01`
  const ticks: DayTick[] = []
  for (; day <= to; day = addMonths(day, step)) {
    if (day < from) continue
    const month = Number(day.slice(5, 7))
    ticks.push({ day, text: month === 1 ? day.slice(0, 4) : monthNames[month - 1]! })
  }
  return ticks
}

function dayTicks(from: Day, to: Day, step: number): DayTick[] {
  const ticks: DayTick[] = []
  for (let day = from; day <= to; day = addDays(day, step)) {
    ticks.push({ day, text: `${Number(day.slice(8))} ${monthNames[Number(day.slice(5, 7)) - 1]!}` })
  }
  return ticks
}

/**
 * Calendar ticks between two days, at most `count` (at least 2) of them: first days of months or years
 * where the span is long, days where it is short. January is written as its year.
 */
export function calendarTicks(from: Day, to: Day, count: number): DayTick[] {
  const span = dayNumber(to) - dayNumber(from)
  const days = daySteps.find((step) => span / step + 1 <= count)
  if (days !== undefined) return dayTicks(from, to, days)
  const months = monthSteps.find((step) => span / (step * daysPerMonth) + 1 <= count)
  return monthTicks(from, to, months ?? 1200)
}
