/**
 * A thread that runs the statements of one SQLite connection: a commit waits for the disk, some
 * milliseconds each, and a large read takes as long; in the server's own thread everybody would wait.
 */
import { parentPort, workerData } from 'node:worker_threads'
import { sqliteDialect } from './dialect.ts'
import { programs } from './programs.ts'
import { openSqliteDatabase, queriesOn } from './sqlite.ts'

export type ToSqliteThread = { id: number } & (
  | { sql: string; parameters: readonly unknown[] }
  /** The input as JSON: it is read twice as fast as an object that is handed over. */
  | { program: string; input: string }
)
export type FromSqliteThread = { id: number } & StatementOutcome
export type StatementOutcome =
  | { rows: unknown[] }
  | { output: unknown }
  | { changes: number; lastInsertRowid: number | bigint }
  | { failure: { name: string; message: string; code: string | null } }
/** What the thread is told when it starts. */
export interface SqliteThreadData {
  path: string
}

const port = parentPort
if (!port) throw new Error('The connection runs in a thread of the server only.')
const { path } = workerData as SqliteThreadData
const database = openSqliteDatabase(path)
// The store does it beside the commits: see `sqlite-checkpoints.ts`.
database.prepare('pragma wal_autocheckpoint = 0').all([])

const store = { db: queriesOn(database), dialect: sqliteDialect }

function runStatement(sql: string, parameters: readonly unknown[]): StatementOutcome {
  const statement = database.prepare(sql)
  if (statement.reader) return { rows: statement.all(parameters) }
  const { changes, lastInsertRowid } = statement.run(parameters)
  return { changes: Number(changes), lastInsertRowid }
}

async function runProgram(name: string, input: string): Promise<StatementOutcome> {
  const program = programs.get(name)
  if (!program) throw new Error(`The store has no program ${name}.`)
  return { output: await program(store, JSON.parse(input) as never) }
}

async function run(message: ToSqliteThread): Promise<StatementOutcome> {
  try {
    return 'sql' in message
      ? runStatement(message.sql, message.parameters)
      : await runProgram(message.program, message.input)
  } catch (error) {
    const known = error instanceof Error ? error : new Error(String(error))
    const code = 'code' in known ? String(known.code) : null
    return { failure: { name: known.name, message: known.message, code } }
  }
}

port.on('message', (message: ToSqliteThread | 'close') => {
  if (message !== 'close') {
    void run(message).then((outcome) => {
      port.postMessage({ id: message.id, ...outcome })
    })
    return
  }
  database.close()
  port.close()
})
