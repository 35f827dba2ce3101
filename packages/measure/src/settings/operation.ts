import { authorOf, defineOperation, FealtyError, type Call } from '@fealty/core'
import {
  changeWorkspace,
  inTransaction,
  listImports,
  listMembers,
  readWorkspace,
  type Workspace,
} from '@fealty/store'
import { z } from 'zod'
import type { MeasureServices } from '../services.ts'
import {
  disclosureLimits,
  disclosureLimitsSchema,
  type DisclosureLimits,
  limitFloors,
} from '../suppression/disclosure-limits.ts'
import { limitRecords, limitsHistoryOutput, limitsId } from './limit-records.ts'

function isTimeZone(text: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: text })
    return true
  } catch {
    return false
  }
}

const settingsShape = {
  name: z.string().min(1).max(100),
  /** IANA name; days are cut by it when facts are imported. */
  timeZone: z.string().refine(isTimeZone, 'no time zone of this name, e.g. Europe/Berlin'),
  currency: z.string().regex(/^[A-Z]{3}$/, 'a currency has three letters, e.g. EUR'),
  fiscalYearStartMonth: z.number().int().min(1).max(12),
  /** What people answer in surveys is shown of groups of so many. */
  disclosure: disclosureLimitsSchema,
}

const settingsOutput = z.object({
  ...settingsShape,
  /** True once facts are loaded: the time zone can then no longer change. */
  timeZoneLocked: z.boolean(),
  /** The lowest limits that can be set. */
  disclosureFloors: disclosureLimitsSchema,
})

function show(workspace: Workspace, timeZoneLocked: boolean): z.input<typeof settingsOutput> {
  const { name, timeZone, currency, fiscalYearStartMonth } = workspace
  const disclosure = disclosureLimits(workspace)
  return {
    ...{ name, timeZone, currency, fiscalYearStartMonth, timeZoneLocked },
    ...{ disclosure, disclosureFloors: limitFloors },
  }
}

async function hasFacts(services: MeasureServices, workspaceId: string): Promise<boolean> {
  return (await listImports(services.store, workspaceId)).length > 0
}

export const settingsGetOperation = defineOperation({
  id: 'settings.get',
  summary: 'Name, time zone, currency, fiscal year and disclosure limits of the workspace',
  kind: 'query',
  input: z.object({}),
  output: settingsOutput,
  errors: [],
  access: 'member',
  run: async ({ services, workspaceId }: Call<MeasureServices>) =>
    show(await readWorkspace(services.store, workspaceId), await hasFacts(services, workspaceId)),
})

const isSame = (one: DisclosureLimits, other: DisclosureLimits): boolean =>
  one.scores === other.scores && one.comments === other.comments

const changeInput = z.object(settingsShape).partial()

export const settingsChangeOperation = defineOperation<
  MeasureServices,
  typeof changeInput,
  typeof settingsOutput
>({
  id: 'settings.change',
  summary: 'Change name, time zone, currency, fiscal year or disclosure limits of the workspace',
  kind: 'command',
  input: changeInput,
  output: settingsOutput,
  errors: ['settings.locked'],
  access: ['owner'],
  run: async ({ actor, services, today, workspaceId }, input) => {
    const locked = await hasFacts(services, workspaceId)
    const before = await readWorkspace(services.store, workspaceId)
    if (locked && input.timeZone !== undefined && input.timeZone !== before.timeZone) {
      throw new FealtyError('settings.locked', { setting: 'time zone' })
    }
    const { disclosure, ...plain } = input
    const change = {
      ...Object.fromEntries(Object.entries(plain).filter(([, value]) => value !== undefined)),
      ...(disclosure && { settings: { ...before.settings, disclosure } }),
    }
    return inTransaction(services.store, async (store) => {
      if (disclosure && !isSame(disclosure, disclosureLimits(before))) {
        await limitRecords.save(store, {
          workspaceId,
          id: limitsId,
          body: { from: disclosureLimits(before), to: disclosure },
          author: authorOf(actor),
          at: `${today}T00:00:00.000Z`,
        })
      }
      return show(await changeWorkspace(store, workspaceId, change), locked)
    })
  },
})

export const limitsHistoryOperation = defineOperation({
  id: 'settings.limits-history',
  summary: 'Who has changed the smallest groups that are shown, when, from what and to what',
  kind: 'query',
  input: z.object({}),
  output: limitsHistoryOutput,
  errors: [],
  access: 'member',
  async run({ services, workspaceId }: Call<MeasureServices>) {
    const [versions, members] = await Promise.all([
      limitRecords.history(services.store, workspaceId, limitsId),
      listMembers(services.store, workspaceId),
    ])
    const people = new Map(members.map(({ id, name, email }) => [id, name === '' ? email : name]))
    const changes = versions.map(({ body, author, changedAt }) => ({
      ...body,
      by: people.get(author) ?? author,
      on: changedAt.slice(0, 10),
    }))
    return { changes: changes.reverse() }
  },
})
