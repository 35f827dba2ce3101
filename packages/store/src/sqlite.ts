import { NewestMap } from '@fealty/core'
import Database from 'libsql'
import {
  CamelCasePlugin,
  CompiledQuery,
  Kysely,
  SqliteDialect,
  SqliteDriver,
  type DatabaseConnection,
  type SqliteDatabase,
  type SqliteDialectConfig,
} from 'kysely'
import type { Tables } from './tables.ts'

/** How long a writer waits for another process to finish its transaction. */
const busyMilliseconds = 10_000
const cachedStatements = 500

/**
 * Opens a SQLite file so that an accepted write is on disk before the call returns: WAL with
 * `synchronous=FULL` lost nothing under simulated power loss, `NORMAL` did.
 */
export function openSqlite(path: string, timeout = busyMilliseconds): Kysely<Tables> {
  return queriesOn(openSqliteDatabase(path, timeout))
}

/** Queries that run on a connection that is open. */
export function queriesOn(database: SqliteDatabase): Kysely<Tables> {
  return new Kysely<Tables>({
    dialect: new WriterFirstDialect({ database }),
    plugins: [new CamelCasePlugin()],
  })
}

/** The connection itself, as Kysely expects it. */
export function openSqliteDatabase(path: string, timeout = busyMilliseconds): SqliteDatabase {
  return guardLibsql(() => {
    const database = new Database(path, { timeout })
    database.pragma('journal_mode = WAL')
    database.pragma('synchronous = FULL')
    database.pragma('foreign_keys = ON')
    database.pragma('trusted_schema = OFF')
    // What is deleted is overwritten: an erased person must not lie in a free page.
    database.pragma('secure_delete = ON')
    return database
  })
}

/** The part of libsql's API that is used here. */
interface LibsqlDatabase {
  prepare(sql: string): LibsqlStatement
  close(): unknown
}
interface LibsqlStatement {
  readonly reader: boolean
  all(parameters: unknown[]): unknown[]
  run(parameters: unknown[]): { changes: number; lastInsertRowid: number | bigint }
}

/**
 * Puts libsql behind the face that Kysely expects, and keeps four faults of it away: a boolean
 * parameter aborts the whole process, text is cut at a NUL without a word, statements that are
 * prepared in a tight loop pile up until the loop ends, and a statement that found the database locked
 * stays half run: it holds an old view of the data, and no transaction can begin on its connection any
 * more. Such a connection, which has no transaction open, is given up for a new one.
 */
function guardLibsql(open: () => LibsqlDatabase): SqliteDatabase {
  let database = open()
  const statements = new NewestMap<string, ReturnType<SqliteDatabase['prepare']>>(cachedStatements)
  const renew = () => {
    const next = open()
    statements.clear()
    database.close()
    database = next
  }
  return {
    close: () => void database.close(),
    prepare(sql) {
      const known = statements.get(sql)
      if (known) return known
      const statement = guardStatement(database.prepare(sql), renew)
      statements.set(sql, statement)
      return statement
    },
  }
}

function guardStatement(
  statement: LibsqlStatement,
  renew: () => void,
): ReturnType<SqliteDatabase['prepare']> {
  const guarded = <T>(work: () => T): T => {
    try {
      return work()
    } catch (error) {
      if (isLocked(error)) renew()
      throw error
    }
  }
  return {
    reader: statement.reader,
    all: (parameters) => guarded(() => statement.all(parameters.map(checkParameter))),
    run: (parameters) => guarded(() => statement.run(parameters.map(checkParameter))),
    iterate: (parameters) => guarded(() => statement.all(parameters.map(checkParameter))).values(),
  }
}

function isLocked(error: unknown): boolean {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_BUSY')
}

/** @throws RangeError for a value that SQLite would not keep as it is. */
function checkParameter(value: unknown): string | number | bigint | null {
  if (value === null || value === undefined) return null
  if (typeof value === 'number' && Number.isFinite(value)) return value
  if (typeof value === 'bigint') return value
  if (typeof value === 'string' && !value.includes('\0')) return value
  throw new RangeError(`The store takes no ${typeof value} of this form.`)
}

/** Takes the write lock when a transaction begins: a lock raised half way cannot be waited for. */
class WriterFirstDialect extends SqliteDialect {
  readonly #config: SqliteDialectConfig

  constructor(config: SqliteDialectConfig) {
    super(config)
    this.#config = config
  }

  override createDriver(): SqliteDriver {
    return new WriterFirstDriver(this.#config)
  }
}

class WriterFirstDriver extends SqliteDriver {
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'))
  }
}
