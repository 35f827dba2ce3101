import { randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import type { Job } from '@fealty/core'
import { sql, type Column } from '@fealty/engine'
import { publishedTables, stagingPath, writeRows } from '@fealty/measure'
import {
  findSetting,
  listCasesForOthers,
  listWorkspaces,
  readCasesState,
  saveSetting,
} from '@fealty/store'
import type { ActServices } from '../services.ts'

const columns: readonly Column[] = [
  { name: 'case_id', type: 'text' },
  { name: 'customer_id', type: 'text' },
  { name: 'state', type: 'text' },
  { name: 'priority', type: 'text' },
  { name: 'unit', type: 'text' },
  { name: 'touchpoint', type: 'text' },
  { name: 'root_cause', type: 'text' },
  { name: 'opened_at', type: 'moment' },
  { name: 'due_at', type: 'moment' },
  { name: 'contacted_at', type: 'moment' },
  { name: 'contact_minutes', type: 'number' },
  { name: 'resolved_at', type: 'moment' },
  { name: 'ended_at', type: 'moment' },
  { name: 'nps_after', type: 'number' },
]

const publishSeconds = 300

/** `openedAt` is the column `opened_at`: other programs know small letters only. */
const columnName = (name: string): string =>
  name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

/**
 * Where each case stands, as a table of the own schema that others may query. It is replaced as a whole
 * once a case has changed, so each case is in it once.
 */
export const publishCasesJob: Job<ActServices> = {
  name: 'cases.publish',
  everySeconds: 20,
  isLong: true,
  canWait: true,
  async run({ services, signal }) {
    if (services.engine.publish === undefined) return
    for (const { id } of await listWorkspaces(services.store))
      if (!signal.aborted) await publishCases(services, id, signal)
  },
}

async function publishCases(
  services: ActServices,
  workspaceId: string,
  signal: AbortSignal,
): Promise<void> {
  const { engine, store, dataFolder } = services
  const { names, settings } = await publishedTables(store, workspaceId)
  const state = await readCasesState(store, workspaceId)
  if ((await findSetting(store, settings.cases)) === state) return
  const path = await stagingPath(dataFolder, 'cases', `${randomUUID()}.parquet`)
  const options = { signal, seconds: publishSeconds }
  try {
    const records = await listCasesForOthers(store, workspaceId)
    const rows = records.map((record) =>
      Object.fromEntries(Object.entries(record).map(([name, cell]) => [columnName(name), cell])),
    )
    await writeRows(services, rows, { columns, seq: 0, path, ...options })
    const lent = { lent_cases: { files: [path], columns } }
    await engine
      .askedBy('cases.publish')
      .publish?.(
        { id: randomUUID(), workspaceId, tables: lent },
        sql`select * from lent_cases`,
        names.cases,
        options,
      )
  } finally {
    await rm(path, { force: true })
  }
  await saveSetting(store, settings.cases, state)
}
