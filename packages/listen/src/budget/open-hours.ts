import { addDays, type Day } from '@fealty/core'
import type { ContactPolicy } from './contract.ts'

/** A moment as the clocks of a place show it. */
export interface LocalMoment {
  day: Day
  /** `HH:MM` */
  time: string
  /** 1 is Monday. */
  weekday: number
}

const formats = new Map<string, Intl.DateTimeFormat>()
/** Moments that were found: finding one takes about eighty looks at the clocks. */
const moments = new Map<string, number>()
const mostMoments = 10_000
const minute = 60_000

function formatFor(timeZone: string): Intl.DateTimeFormat {
  let format = formats.get(timeZone)
  if (format === undefined) {
    // Sweden writes 2026-03-29 02:30, which is what is wanted.
    format = new Intl.DateTimeFormat('sv-SE', {
      timeZone,
      dateStyle: 'short',
      timeStyle: 'short',
    })
    formats.set(timeZone, format)
  }
  return format
}

/** What the clocks of the zone show. */
export function toLocal(moment: Date, timeZone: string): LocalMoment {
  const [day = '', time = ''] = formatFor(timeZone).format(moment).split(' ')
  const weekday = ((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7) + 1
  return { day, time, weekday }
}

/**
 * The first moment at which the clocks of the zone show the time or later on this day. A time that the
 * clocks leave out in spring becomes the one after the gap; one they show twice, the first.
 */
export function momentAt(day: Day, time: string, timeZone: string): Date {
  const key = `${day} ${time} ${timeZone}`
  const at = moments.get(key) ?? findMoment(day, time, timeZone)
  if (moments.size >= mostMoments) moments.clear()
  moments.set(key, at)
  return new Date(at)
}

function findMoment(day: Day, time: string, timeZone: string): number {
  const wanted = `${day} ${time}`
  const shows = (at: number): boolean => {
    const local = toLocal(new Date(at), timeZone)
    return `${local.day} ${local.time}` >= wanted
  }
  const asUtc = Date.parse(`${day}T${time}:00Z`)
  // No zone is further than 14 hours from UTC; the first quarter that shows the time is looked for.
  let at = asUtc - 15 * 3_600_000
  while (!shows(at)) at += 3_600_000
  at -= 3_600_000
  while (!shows(at)) at += minute
  return at
}

/** True when something may leave on this day. */
export function isOpenDay(policy: ContactPolicy, day: Day): boolean {
  const weekday = ((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7) + 1
  return policy.weekdays.includes(weekday) && !policy.holidays.includes(day)
}

/** True when something may leave at this moment. */
export function isOpen(policy: ContactPolicy, moment: Date, timeZone: string): boolean {
  const { day, time } = toLocal(moment, timeZone)
  return isOpenDay(policy, day) && time >= policy.hours.from && time < policy.hours.until
}

/** The first open moment from this one on; undefined when there is none within 400 days. */
export function nextOpen(policy: ContactPolicy, moment: Date, timeZone: string): Date | undefined {
  if (isOpen(policy, moment, timeZone)) return moment
  const { day: today } = toLocal(moment, timeZone)
  for (let ahead = 0; ahead < 400; ahead += 1) {
    const day = addDays(today, ahead)
    if (!isOpenDay(policy, day)) continue
    const opens = momentAt(day, policy.hours.from, timeZone)
    if (opens >= moment && isOpen(policy, opens, timeZone)) return opens
  }
  return undefined
}
