import { daySchema } from '@fealty/core'
import { z } from 'zod'

const clockTime = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'a time of day is written HH:MM, up to 24:00')

const openDay = z
  .object({ opens: clockTime, closes: clockTime })
  .refine(({ opens, closes }) => opens < closes, 'a day closes after it opens')

/** When the company works, in the workspace's time zone. */
export const calendarSchema = z.object({
  /** Monday to Sunday; null for a day off. */
  week: z
    .array(openDay.nullable())
    .length(7)
    .refine((week) => week.some((day) => day !== null), 'at least one day of the week is open'),
  holidays: z
    .array(z.object({ day: daySchema, name: z.string().trim().max(80).default('') }))
    .max(400)
    .default([]),
})
export type BusinessCalendar = z.infer<typeof calendarSchema>

export const calendarOutput = calendarSchema.extend({
  timeZone: z.string(),
  /** 0 while nobody has changed what the program comes with. */
  version: z.number(),
})

export const calendarSaveInput = calendarSchema.extend({
  /** The version that was changed. */
  expected: z.number().int().min(0).optional(),
})

export const calendarSaveOutput = calendarOutput.extend({
  /** Open cases whose due time lies outside the new hours: they stay as they were promised. */
  dueOutside: z.number(),
})
