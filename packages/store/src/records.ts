import { FealtyError } from '@fealty/core'
import { inTransaction, type Store } from './store.ts'
import type { Moment, RecordTable } from './tables.ts'

/** A record with its newest version. */
export interface KeptRecord<Body> {
  id: string
  /** 1 at first; each change adds one. */
  version: number
  parentId: string | null
  body: Body
  /** Who made this version, and why where the kind asks for a reason. */
  author: string
  reason: string | null
  createdAt: Moment
  changedAt: Moment
}

/** One version of a record, as it was. */
export interface RecordVersion<Body> {
  version: number
  body: Body
  author: string
  reason: string | null
  changedAt: Moment
  removed: boolean
}

/** Who changes what, where and when. */
export interface RecordChange {
  workspaceId: string
  id: string
  author: string
  at: Moment
  reason?: string | null
  /**
   * The version the change was made on; another one there now is `record.changed`. 0 for a record that
   * must be new; left out, the change is made on whatever there is.
   */
  expected?: number
}

export interface RecordSave<Body> extends RecordChange {
  body: Body
  /** Unique among the kept records of the kind, without regard to case. */
  name?: string | null
  parentId?: string | null
}

/** The records of one kind: a goal, a survey, a rule. Nothing that was saved is ever lost. */
export interface RecordKind<Body> {
  /** As it stands in the store. */
  kind: string
  /** @throws FealtyError `record.changed`, `record.exists` */
  save: (store: Store, save: RecordSave<Body>) => Promise<KeptRecord<Body>>
  /** @throws FealtyError `record.not-found`, also for a record of another workspace or a removed one. */
  read: (store: Store, workspaceId: string, id: string) => Promise<KeptRecord<Body>>
  find: (store: Store, workspaceId: string, id: string) => Promise<KeptRecord<Body> | undefined>
  /** In the order in which they were made; those of one parent when it is given. */
  list: (store: Store, workspaceId: string, parentId?: string) => Promise<KeptRecord<Body>[]>
  /** All versions, the first one first; also of a removed record. */
  history: (store: Store, workspaceId: string, id: string) => Promise<RecordVersion<Body>[]>
  /** Takes it out of all lists; its history stays. @throws FealtyError `record.not-found`, `record.changed` */
  remove: (store: Store, change: RecordChange) => Promise<void>
}

export interface RecordKindOptions<Body> {
  /** Stable: it stands in the store. */
  kind: string
  /** What a person calls it, for error texts. */
  what: string
  /** Checks a body that was read, and brings one of an earlier release to today's shape. */
  parse: (body: unknown) => Body
}

/** Names a kind of record. The body is JSON whose shape its owner knows. */
export function recordKind<Body>(options: RecordKindOptions<Body>): RecordKind<Body> {
  const { kind, what, parse } = options
  const toRecord = (row: RecordTable): KeptRecord<Body> => {
    const { id, version, parentId, author, reason, createdAt, changedAt } = row
    const body = parse(JSON.parse(row.body))
    return { id, version, parentId, body, author, reason, createdAt, changedAt }
  }
  const find = async (store: Store, workspaceId: string, id: string) => {
    const row = await findRow(store, workspaceId, kind, id)
    return row?.removedAt === null ? toRecord(row) : undefined
  }
  return {
    kind,
    save: async (store, save) => toRecord(await saveRow(store, options, save)),
    find,
    async read(store, workspaceId, id) {
      const record = await find(store, workspaceId, id)
      if (!record) throw new FealtyError('record.not-found', { what })
      return record
    },
    async list(store, workspaceId, parentId) {
      let query = store.db
        .selectFrom('records')
        .selectAll()
        .where('workspaceId', '=', workspaceId)
        .where('kind', '=', kind)
        .where('removedAt', 'is', null)
      if (parentId !== undefined) query = query.where('parentId', '=', parentId)
      return (await query.orderBy('createdAt').orderBy('id').execute()).map(toRecord)
    },
    async history(store, workspaceId, id) {
      const rows = await listVersionRows(store, workspaceId, kind, id)
      return rows.map(({ version, body, author, reason, changedAt, removed }) => ({
        version,
        body: parse(JSON.parse(body)),
        author,
        reason,
        changedAt,
        removed: removed === 1,
      }))
    },
    remove: (store, change) => removeRow(store, options, change),
  }
}

function listVersionRows({ db }: Store, workspaceId: string, kind: string, id: string) {
  return db
    .selectFrom('recordVersions')
    .selectAll()
    .where('workspaceId', '=', workspaceId)
    .where('kind', '=', kind)
    .where('id', '=', id)
    .orderBy('version')
    .execute()
}

function findRow(
  { db }: Store,
  workspaceId: string,
  kind: string,
  id: string,
): Promise<RecordTable | undefined> {
  return db
    .selectFrom('records')
    .selectAll()
    .where('workspaceId', '=', workspaceId)
    .where('kind', '=', kind)
    .where('id', '=', id)
    .executeTakeFirst()
}

interface Named {
  kind: string
  what: string
}

async function saveRow<Body>(
  store: Store,
  { kind, what }: Named,
  save: RecordSave<Body>,
): Promise<RecordTable> {
  const { workspaceId, id, author, at, reason = null } = save
  try {
    return await inTransaction(store, async (transaction) => {
      await transaction.dialect.lockWorkspace(transaction.db, workspaceId)
      const known = await findRow(transaction, workspaceId, kind, id)
      checkVersion(known, save.expected, what)
      const row: RecordTable = {
        workspaceId,
        kind,
        id,
        version: (known?.version ?? 0) + 1,
        name: save.name === undefined ? (known?.name ?? null) : toKey(save.name),
        parentId: save.parentId === undefined ? (known?.parentId ?? null) : save.parentId,
        body: JSON.stringify(save.body),
        author,
        reason,
        createdAt: known?.createdAt ?? at,
        changedAt: at,
        removedAt: null,
      }
      await writeRow(transaction, row)
      return row
    })
  } catch (error) {
    if (store.dialect.isTaken(error)) throw new FealtyError('record.exists', { what })
    throw error
  }
}

const toKey = (name: string | null): string | null => name?.trim().toLowerCase() ?? null

function checkVersion(
  known: RecordTable | undefined,
  expected: number | undefined,
  what: string,
): void {
  if (expected === undefined) return
  const version = known?.removedAt === null ? known.version : 0
  if (version !== expected) throw new FealtyError('record.changed', { what })
}

async function writeRow(store: Store, row: RecordTable): Promise<void> {
  const { workspaceId, kind, id, version, body, author, reason, changedAt, removedAt } = row
  await store.db
    .insertInto('records')
    .values(row)
    .onConflict((conflict) => conflict.columns(['workspaceId', 'kind', 'id']).doUpdateSet(row))
    .execute()
  const removed = removedAt === null ? 0 : 1
  await store.db
    .insertInto('recordVersions')
    .values({ workspaceId, kind, id, version, body, author, reason, changedAt, removed })
    .execute()
}

async function removeRow(
  store: Store,
  { kind, what }: Named,
  { workspaceId, id, author, at, reason = null, expected }: RecordChange,
): Promise<void> {
  await inTransaction(store, async (transaction) => {
    await transaction.dialect.lockWorkspace(transaction.db, workspaceId)
    const known = await findRow(transaction, workspaceId, kind, id)
    if (known?.removedAt !== null) throw new FealtyError('record.not-found', { what })
    checkVersion(known, expected, what)
    const version = known.version + 1
    await writeRow(transaction, { ...known, version, author, reason, changedAt: at, removedAt: at })
  })
}
