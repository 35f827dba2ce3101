import { dayIn, writeDay, type Day } from '@fealty/core'
import { useSession } from './session.ts'

/** Moments (ISO 8601 in UTC) as the calendar and the clocks of the company show them. */
interface CompanyCalendar {
  today: Day
  dayOf: (moment: string) => Day
  /** `26 November 2026` */
  writeDayOf: (moment: string) => string
  /** `16:05` */
  writeTimeOf: (moment: string) => string
  /** `today 16:00`, `Thu 26 Nov, 16:00` */
  writeMoment: (moment: string) => string
}

/** The calendar of the workspace whose page this is. */
export function useCompanyCalendar(): CompanyCalendar {
  const timeZone = useSession()?.workspace?.timeZone ?? 'UTC'
  const dayOf = (moment: string) => dayIn(timeZone, new Date(moment))
  return {
    today: dayIn(timeZone, new Date()),
    dayOf,
    writeDayOf: (moment) => writeDay(dayOf(moment), true),
    writeTimeOf: (moment) => writeTime(new Date(moment), timeZone),
    writeMoment: (moment) => writeMoment(moment, timeZone),
  }
}

/** A moment as a person says it: `today 16:00`, `Thu 26 Nov, 16:00`. */
export function writeMoment(iso: string, timeZone: string, now = new Date()): string {
  const moment = new Date(iso)
  const time = writeTime(moment, timeZone)
  const day = dayIn(timeZone, moment)
  const step = 86_400_000
  if (day === dayIn(timeZone, now)) return `today ${time}`
  if (day === dayIn(timeZone, new Date(now.getTime() - step))) return `yesterday ${time}`
  if (day === dayIn(timeZone, new Date(now.getTime() + step))) return `tomorrow ${time}`
  const sameYear = day.slice(0, 4) === dayIn(timeZone, now).slice(0, 4)
  const written = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    ...(sameYear ? {} : { year: 'numeric' }),
  }).format(moment)
  return `${written}, ${time}`
}

function writeTime(moment: Date, timeZone: string): string {
  const parts = { timeZone, hour: '2-digit', minute: '2-digit' } as const
  return new Intl.DateTimeFormat('en-GB', parts).format(moment)
}
