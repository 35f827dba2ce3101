/**
 * A thread that runs the statements of one SQLite connection: a commit waits for the disk, some
 * milliseconds each, and a large read takes as long; in the server's own thread everybody would wait.
 */
import { parentPort, workerData } from 'node:worker_threads'
import { openSqliteDatabase } from './sqlite.ts'

export interface ToSqliteThread {
  id: number
  sql: string
  parameters: readonly unknown[]
}
export type FromSqliteThread = { id: number } & StatementOutcome
export type StatementOutcome =
  | { rows: unknown[] }
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

function run({ sql, parameters }: ToSqliteThread): StatementOutcome {
  try {
    const statement = database.prepare(sql)
    if (statement.reader) return { rows: statement.all(parameters) }
    const { changes, lastInsertRowid } = statement.run(parameters)
    return { changes: Number(changes), lastInsertRowid }
  } catch (error) {
    const known = error instanceof Error ? error : new Error(String(error))
    const code = 'code' in known ? String(known.code) : null
    return { failure: { name: known.name, message: known.message, code } }
  }
}

port.on('message', (message: ToSqliteThread | 'close') => {
  if (message !== 'close') {
    port.postMessage({ id: message.id, ...run(message) })
    return
  }
  database.close()
  port.close()
})
