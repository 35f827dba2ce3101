import { Worker } from 'node:worker_threads'
import {
  CamelCasePlugin,
  CompiledQuery,
  Kysely,
  SqliteDialect,
  type DatabaseConnection,
  type Driver,
  type QueryResult,
} from 'kysely'
import { startCheckpoints } from './sqlite-checkpoints.ts'
import type { FromSqliteThread, SqliteThreadData, ToSqliteThread } from './sqlite-thread.ts'
import type { RunProgram } from './store.ts'
import type { Tables } from './tables.ts'
import { createTurns, type Turns } from './turns.ts'

const threadEnded = 'The thread of the store has ended.'
/** Two may read while one writes. */
const connections = 3

/**
 * Opens a SQLite file through threads, so that the calling thread never waits for the disk. Each
 * thread has a connection of its own; whoever writes waits for the own turn here, because SQLite lets
 * the waiting ones sleep for up to a tenth of a second after the lock is free.
 *
 * @param threadPath the bundled `sqlite-thread.ts`
 */
export function openSqlitePool(
  path: string,
  threadPath: string,
): { db: Kysely<Tables>; runProgram: RunProgram } {
  const driver = createPoolDriver(path, threadPath)
  const db = new Kysely<Tables>({
    dialect: new PoolDialect(driver),
    plugins: [new CamelCasePlugin()],
  })
  return { db, runProgram: (...call) => driver.runProgram(...call) }
}

function createPoolDriver(path: string, threadPath: string): PoolDriver {
  const writers = createTurns()
  const open = () => new PoolConnection(path, threadPath, writers)
  const pooled = Array.from({ length: connections }, open)
  return new PoolDriver({ pooled, programs: open(), checkpoints: open() }, writers)
}

class PoolDialect extends SqliteDialect {
  readonly #driver: PoolDriver

  constructor(driver: PoolDriver) {
    super({ database: () => Promise.reject(new Error('the pool opens its own connections')) })
    this.#driver = driver
  }

  override createDriver(): Driver {
    return this.#driver
  }
}

/** The connections by what they are for. */
interface PoolParts {
  /** For statements and transactions, which hold one from begin to end. */
  pooled: readonly PoolConnection[]
  /** For programs: one that waits for its turn to write keeps no connection from those who read. */
  programs: PoolConnection
  checkpoints: PoolConnection
}

class PoolDriver implements Driver {
  readonly #all: readonly PoolConnection[]
  readonly #free: PoolConnection[]
  readonly #waiting: ((connection: PoolConnection) => void)[] = []
  readonly #programs: PoolConnection
  readonly #checkpoints: ReturnType<typeof startCheckpoints>

  constructor({ pooled, programs, checkpoints }: PoolParts, writers: Turns) {
    this.#all = [...pooled, programs, checkpoints]
    this.#free = [...pooled].reverse()
    this.#programs = programs
    this.#checkpoints = startCheckpoints({
      written: () => writers.count(),
      run: (query) => checkpoints.executeQuery(query),
      runAlone: (query) => checkpoints.executeAlone(query),
    })
  }

  init(): Promise<void> {
    return Promise.resolve()
  }

  acquireConnection(): Promise<PoolConnection> {
    const free = this.#free.pop()
    if (free) return Promise.resolve(free)
    return new Promise((resolve) => this.#waiting.push(resolve))
  }

  releaseConnection(connection: DatabaseConnection): Promise<void> {
    const released = asPooled(connection)
    const next = this.#waiting.shift()
    if (next) next(released)
    else this.#free.push(released)
    return Promise.resolve()
  }

  beginTransaction(connection: DatabaseConnection): Promise<void> {
    return asPooled(connection).begin()
  }

  commitTransaction(connection: DatabaseConnection): Promise<void> {
    return asPooled(connection).end('commit')
  }

  rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    return asPooled(connection).end('rollback')
  }

  runProgram(...call: Parameters<RunProgram>): Promise<unknown> {
    return this.#programs.runProgram(...call)
  }

  async destroy(): Promise<void> {
    await this.#checkpoints.close()
    await Promise.all(this.#all.map((connection) => connection.close()))
  }
}

function asPooled(connection: DatabaseConnection): PoolConnection {
  if (connection instanceof PoolConnection) return connection
  throw new TypeError('a connection of another driver')
}

type Question = { sql: string; parameters: readonly unknown[] } | { program: string; input: string }

interface Pending {
  resolve: (outcome: FromSqliteThread) => void
  reject: (error: Error) => void
}

/** One connection in its thread, which is started on first need, and anew after it has died. */
class PoolConnection implements DatabaseConnection {
  readonly #path: string
  readonly #threadPath: string
  readonly #writers: Turns
  readonly #pending = new Map<number, Pending>()
  #worker: Worker | null = null
  #lastId = 0
  /** Ends the turn of the transaction that is open. */
  #endTurn: (() => void) | null = null

  constructor(path: string, threadPath: string, writers: Turns) {
    this.#path = path
    this.#threadPath = threadPath
    this.#writers = writers
  }

  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    if (this.#endTurn !== null || isRead(query)) return this.#run(query)
    return this.executeAlone(query)
  }

  /** Runs a statement while no other connection writes. */
  async executeAlone<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    const endTurn = await this.#writers.take()
    try {
      return await this.#run(query)
    } finally {
      endTurn()
    }
  }

  // eslint-disable-next-line @typescript-eslint/require-await, require-yield -- the interface's form
  async *streamQuery<Row>(): AsyncIterableIterator<QueryResult<Row>> {
    throw new Error('The store reads whole answers.')
  }

  /** Runs a whole transaction in the thread. */
  async runProgram(...[name, input, urgency]: Parameters<RunProgram>): Promise<unknown> {
    const json = JSON.stringify(input)
    const endTurn = await this.#writers.take(urgency)
    try {
      const outcome = await this.#ask({ program: name, input: json })
      if ('failure' in outcome) throw toError(outcome.failure)
      return 'output' in outcome ? outcome.output : undefined
    } finally {
      endTurn()
    }
  }

  /** Takes the write lock when a transaction begins: a lock raised half way cannot be waited for. */
  async begin(): Promise<void> {
    const endTurn = await this.#writers.take()
    try {
      await this.#run(CompiledQuery.raw('begin immediate'))
    } catch (error) {
      endTurn()
      throw error
    }
    this.#endTurn = endTurn
  }

  async end(how: 'commit' | 'rollback'): Promise<void> {
    try {
      await this.#run(CompiledQuery.raw(how))
    } catch (error) {
      // A commit that failed leaves the transaction open, and Kysely rolls it back.
      if (how === 'commit') throw error
    }
    this.#endTurn?.()
    this.#endTurn = null
  }

  async close(): Promise<void> {
    const worker = this.#worker
    if (!worker) return
    const ended = new Promise((resolve) => worker.once('exit', resolve))
    worker.postMessage('close')
    await ended
  }

  async #run<Row>({ sql, parameters }: CompiledQuery): Promise<QueryResult<Row>> {
    // What follows in a transaction must not run outside of it, in a new thread.
    if (this.#endTurn !== null && this.#worker === null) throw new Error(threadEnded)
    const outcome = await this.#ask({ sql, parameters })
    if ('failure' in outcome) throw toError(outcome.failure)
    if ('rows' in outcome) return { rows: outcome.rows as Row[] }
    if ('output' in outcome) throw new Error('The thread has taken a statement for a program.')
    const { changes, lastInsertRowid } = outcome
    return {
      numAffectedRows: BigInt(changes),
      insertId: BigInt(lastInsertRowid),
      rows: [],
    }
  }

  #ask(question: Question): Promise<FromSqliteThread> {
    const id = (this.#lastId += 1)
    return new Promise((resolve, reject) => {
      const worker = this.#start()
      this.#pending.set(id, { resolve, reject })
      const message: ToSqliteThread = { id, ...question }
      worker.postMessage(message)
    })
  }

  #start(): Worker {
    if (this.#worker) return this.#worker
    const workerData: SqliteThreadData = { path: this.#path }
    const worker = new Worker(this.#threadPath, { workerData })
    worker.on('message', (message: FromSqliteThread) => {
      const pending = this.#pending.get(message.id)
      this.#pending.delete(message.id)
      pending?.resolve(message)
    })
    const fail = (error: Error) => {
      if (this.#worker === worker) this.#worker = null
      for (const { reject } of this.#pending.values()) reject(error)
      this.#pending.clear()
    }
    worker.on('error', fail)
    worker.on('exit', () => {
      fail(new Error(threadEnded))
    })
    this.#worker = worker
    return worker
  }
}

/** What takes no write lock; a statement that was written by hand is looked at. */
function isRead({ query, sql }: CompiledQuery): boolean {
  return query.kind === 'SelectQueryNode' || /^\s*(select|pragma)\b/i.test(sql)
}

/** An error does not survive the way between threads with its kind and code. */
function toError({ name, message, code }: { name: string; message: string; code: string | null }) {
  const error = name === 'RangeError' ? new RangeError(message) : new Error(message)
  return code === null ? error : Object.assign(error, { code })
}
