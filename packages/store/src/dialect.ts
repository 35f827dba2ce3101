import { sql, type Kysely } from 'kysely'
import type { Tables } from './tables.ts'

/** The little that differs between the two databases. */
export interface StoreDialect {
  name: 'sqlite' | 'postgres'
  /** Whether the error says that a unique key is taken. */
  isTaken(error: unknown): boolean
  /** Holds the workspace until the transaction ends, so that counts of its rows stay true. */
  lockWorkspace(db: Kysely<Tables>, workspaceId: string): Promise<void>
  /** Leaves out rows that another transaction holds, and holds the others. */
  skipLocked<T extends { forUpdate(): T; skipLocked(): T }>(query: T): T
  /** Holds the rows that are read until the transaction ends. */
  holdRows<T extends { forUpdate(): T }>(query: T): T
  /** Keeps the rows that are read as they are until the transaction ends; others may read them and refer to them. */
  keepRows<T extends { forShare(): T }>(query: T): T
  /** Lets one process at a time migrate. */
  lockSchema(db: Kysely<Tables>): Promise<void>
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}

/** A transaction of SQLite holds the only write lock already. */
export const sqliteDialect: StoreDialect = {
  name: 'sqlite',
  isTaken: (error) =>
    ['SQLITE_CONSTRAINT_UNIQUE', 'SQLITE_CONSTRAINT_PRIMARYKEY'].includes(codeOf(error)),
  lockWorkspace: () => Promise.resolve(),
  skipLocked: (query) => query,
  holdRows: (query) => query,
  keepRows: (query) => query,
  lockSchema: () => Promise.resolve(),
}

const schemaLock = 4_300_118

export const postgresDialect: StoreDialect = {
  name: 'postgres',
  isTaken: (error) => codeOf(error) === '23505',
  async lockWorkspace(db, workspaceId) {
    await db
      .selectFrom('workspaces')
      .select('id')
      .where('id', '=', workspaceId)
      .forUpdate()
      .execute()
  },
  skipLocked: (query) => query.forUpdate().skipLocked(),
  holdRows: (query) => query.forUpdate(),
  keepRows: (query) => query.forShare(),
  async lockSchema(db) {
    await sql`select pg_advisory_xact_lock(${schemaLock})`.execute(db)
  },
}
