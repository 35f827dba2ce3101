import { defineOperation, FealtyError, type Call } from '@fealty/core'
import { changeWorkspace, listImports, readWorkspace, type Workspace } from '@fealty/store'
import { z } from 'zod'
import type { MeasureServices } from '../services.ts'
import {
  disclosureLimits,
  disclosureLimitsSchema,
  limitFloors,
} from '../suppression/disclosure-limits.ts'

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
  run: async ({ services, workspaceId }, input) => {
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
    return show(await changeWorkspace(services.store, workspaceId, change), locked)
  },
})
