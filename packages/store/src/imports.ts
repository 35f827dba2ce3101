import { FealtyError } from '@fealty/core'
import { decodeColumns, encodeColumns } from './json-columns.ts'
import { inTransaction, type Store } from './store.ts'
import type { Decoded, ImportTable, Moment } from './tables.ts'
import { holdWorkspace } from './workspaces.ts'

interface ImportJson {
  files: { name: string; sha256: string; bytes: number }[]
  /** Expression by field, as confirmed by the person. */
  mapping: Record<string, string>
  /** Names of the cleaning rules that were on. */
  cleaning: string[]
  /** Rows dropped, by rule. */
  dropped: Record<string, number>
  columns: { name: string; type: string }[]
}

/** One import: a segment of facts that is in as a whole, or undone as a whole. */
export type ImportRecord = Decoded<ImportTable, ImportJson>
/** What the importer knows; the ledger adds the number and the state. */
export type NewImport = Omit<ImportRecord, 'seq' | 'state' | 'undoneAt'>

const jsonColumns = ['files', 'mapping', 'cleaning', 'dropped', 'columns'] as const

/**
 * Writes an import into the ledger and gives it the next number of its workspace. `publish` runs in
 * the same transaction, last: when it throws (the segment could not be moved), nothing is recorded.
 * @throws FealtyError `file.same` when a live import has the same content key.
 */
export async function recordImport(
  store: Store,
  record: NewImport,
  publish: (record: ImportRecord) => Promise<void> = () => Promise.resolve(),
): Promise<ImportRecord> {
  return inTransaction(store, async (transaction) => {
    await holdWorkspace(transaction, record.workspaceId)
    const same = await findLiveImport(transaction, record.workspaceId, record.contentKey)
    if (same) throw alreadyImported(same)
    const { last } = await transaction.db
      .selectFrom('imports')
      .select((select) => select.fn.max<number | null>('seq').as('last'))
      .where('workspaceId', '=', record.workspaceId)
      .executeTakeFirstOrThrow()
    const row: ImportRecord = { ...record, seq: (last ?? 0) + 1, state: 'live', undoneAt: null }
    await transaction.db.insertInto('imports').values(encodeColumns(row, jsonColumns)).execute()
    await publish(row)
    return row
  })
}

/** The error that says the same content is loaded already. */
export function alreadyImported(record: ImportRecord): FealtyError {
  return new FealtyError('file.same', {
    file: record.files.map(({ name }) => name).join(', '),
    when: record.importedAt.slice(0, 10),
    kind: record.kind,
  })
}

/** The live import with this content, if there is one. */
export async function findLiveImport(
  store: Store,
  workspaceId: string,
  contentKey: string,
): Promise<ImportRecord | undefined> {
  const row = await store.db
    .selectFrom('imports')
    .selectAll()
    .where('workspaceId', '=', workspaceId)
    .where('contentKey', '=', contentKey)
    .where('state', '=', 'live')
    .executeTakeFirst()
  return row && decodeImport(row)
}

/** Live imports of a workspace in the order they came, or all with the undone ones. */
export async function listImports(
  store: Store,
  workspaceId: string,
  which: 'live' | 'all' = 'live',
): Promise<ImportRecord[]> {
  let query = store.db.selectFrom('imports').selectAll().where('workspaceId', '=', workspaceId)
  if (which === 'live') query = query.where('state', '=', 'live')
  return (await query.orderBy('seq').execute()).map(decodeImport)
}

/** @throws FealtyError `record.not-found`, also for an import of another workspace. */
export async function readImport(
  store: Store,
  workspaceId: string,
  id: string,
): Promise<ImportRecord> {
  const row = await store.db
    .selectFrom('imports')
    .selectAll()
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) throw new FealtyError('record.not-found', { what: 'import' })
  return decodeImport(row)
}

/** Takes the facts of an import out of every answer from now on. @throws FealtyError `record.not-found` */
export async function undoImport(
  store: Store,
  workspaceId: string,
  id: string,
  now: Moment,
): Promise<ImportRecord> {
  await store.db
    .updateTable('imports')
    .set({ state: 'undone', undoneAt: now })
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .where('state', '=', 'live')
    .execute()
  return readImport(store, workspaceId, id)
}

function decodeImport(row: ImportTable): ImportRecord {
  return decodeColumns<ImportTable, ImportJson>(row, jsonColumns)
}
