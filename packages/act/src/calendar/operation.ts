import { authorOf, defineOperation, type Call } from '@fealty/core'
import { listCases } from '@fealty/store'
import { z } from 'zod'
import type { ActServices } from '../services.ts'
import { isOpenAt } from './business-hours.ts'
import { calendarOutput, calendarSaveInput, calendarSaveOutput } from './contract.ts'
import { calendarId, calendarRecords, readCalendar, toBusinessHours } from './read-calendar.ts'

type ActCall = Call<ActServices>

const get = defineOperation({
  id: 'calendar.get',
  summary: 'When the company works: hours of each weekday, and holidays',
  kind: 'query',
  input: z.object({}),
  output: calendarOutput,
  errors: [],
  access: 'member',
  async run({ services: { store }, workspaceId }: ActCall) {
    const { calendar, version, timeZone } = await readCalendar(store, workspaceId)
    return { ...calendar, version, timeZone }
  },
})

const save = defineOperation({
  id: 'calendar.save',
  summary: 'Changes when the company works; due times that were given stay as they are',
  kind: 'command',
  input: calendarSaveInput,
  output: calendarSaveOutput,
  errors: ['record.changed'],
  access: ['owner', 'analyst'],
  async run(call: ActCall, { expected, ...calendar }) {
    const { services, workspaceId } = call
    const { body, version } = await calendarRecords.save(services.store, {
      workspaceId,
      id: calendarId,
      body: calendar,
      author: authorOf(call.actor),
      at: services.now().toISOString(),
      ...(expected === undefined ? {} : { expected }),
    })
    const { timeZone } = await readCalendar(services.store, workspaceId)
    const hours = toBusinessHours(body, timeZone)
    const open = await listCases(services.store, workspaceId, { states: ['open'] })
    const dueOutside = open.filter(({ dueAt }) => !isOpenAt(hours, new Date(dueAt))).length
    return { ...body, version, timeZone, dueOutside }
  },
})

export const calendarOperations = [get, save]
