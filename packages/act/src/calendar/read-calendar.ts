import { readWorkspace, recordKind, type Store } from '@fealty/store'
import type { BusinessHours } from './business-hours.ts'
import { calendarSchema, type BusinessCalendar } from './contract.ts'

export const calendarRecords = recordKind<BusinessCalendar>({
  kind: 'business-calendar',
  what: 'business calendar',
  parse: (body) => calendarSchema.parse(body),
})

/** A workspace has one calendar. */
export const calendarId = 'hours'

const workday = { opens: '09:00', closes: '17:00' }
const firstCalendar: BusinessCalendar = {
  week: [workday, workday, workday, workday, workday, null, null],
  holidays: [],
}

/** The calendar as it was written down; working days from nine to five before anybody did. */
export async function readCalendar(store: Store, workspaceId: string) {
  const [record, { timeZone }] = await Promise.all([
    calendarRecords.find(store, workspaceId, calendarId),
    readWorkspace(store, workspaceId),
  ])
  return { calendar: record?.body ?? firstCalendar, version: record?.version ?? 0, timeZone }
}

function minutesOf(clock: string): number {
  const [hours, minutes] = clock.split(':').map(Number) as [number, number]
  return 60 * hours + minutes
}

/** The calendar in the form that due times are computed with. */
export function toBusinessHours(calendar: BusinessCalendar, timeZone: string): BusinessHours {
  return {
    timeZone,
    week: calendar.week.map((day) =>
      day === null ? null : { opens: minutesOf(day.opens), closes: minutesOf(day.closes) },
    ),
    holidays: new Set(calendar.holidays.map(({ day }) => day)),
  }
}

/** The hours of a workspace. */
export async function readBusinessHours(store: Store, workspaceId: string): Promise<BusinessHours> {
  const { calendar, timeZone } = await readCalendar(store, workspaceId)
  return toBusinessHours(calendar, timeZone)
}
