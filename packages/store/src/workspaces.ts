import { FealtyError } from '@fealty/core'
import { decodeColumns, encodeColumns } from './json-columns.ts'
import type { Store } from './store.ts'
import type { Decoded, WorkspaceTable } from './tables.ts'

interface WorkspaceJson {
  settings: Record<string, unknown>
}

export type Workspace = Decoded<WorkspaceTable, WorkspaceJson>

/** Adds a workspace. */
export async function addWorkspace(
  store: Store,
  workspace: Omit<Workspace, 'forgettings'>,
): Promise<Workspace> {
  await store.db
    .insertInto('workspaces')
    .values(encodeColumns(workspace, ['settings']))
    .execute()
  return { ...workspace, forgettings: 0 }
}

/** All workspaces, the oldest first. */
export async function listWorkspaces(store: Store): Promise<Workspace[]> {
  const rows = await store.db
    .selectFrom('workspaces')
    .selectAll()
    .orderBy('createdAt')
    .orderBy('id')
    .execute()
  return rows.map((row) => decodeColumns<typeof row, WorkspaceJson>(row, ['settings']))
}

/** @throws FealtyError `record.not-found` */
export async function readWorkspace(store: Store, id: string): Promise<Workspace> {
  const row = await store.db
    .selectFrom('workspaces')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) throw new FealtyError('record.not-found', { what: 'workspace' })
  return decodeColumns<typeof row, WorkspaceJson>(row, ['settings'])
}

/** Changes what a workspace says of itself. @throws FealtyError `record.not-found` */
export async function changeWorkspace(
  store: Store,
  id: string,
  change: Partial<Omit<Workspace, 'id' | 'createdAt' | 'forgettings'>>,
): Promise<Workspace> {
  const { settings, ...plain } = change
  const values = settings === undefined ? plain : { ...plain, settings: JSON.stringify(settings) }
  if (Object.keys(values).length > 0) {
    await store.db.updateTable('workspaces').set(values).where('id', '=', id).execute()
  }
  return readWorkspace(store, id)
}

/** Holds a workspace until the transaction ends, so that what is counted in it stays true. */
export function holdWorkspace(store: Store, id: string): Promise<void> {
  return store.dialect.lockWorkspace(store.db, id)
}
