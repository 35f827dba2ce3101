/**
 * The engine child: DuckDB in a process of its own, so that a query that eats memory or crashes the
 * engine takes this process and not the server. It knows the data folder and nothing else.
 */
import { mkdir, rename, rm } from 'node:fs/promises'
import { constants, setPriority } from 'node:os'
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api'
import { toCell, toNumber } from './cells.ts'
import type { FailureKind, FromChild, Request, ToChild } from './protocol.ts'

const quote = (text: string): string => `'${text.replaceAll("'", "''")}'`

/** The doors come first: a question over all facts takes every core, and an answer sheet waits for none. */
setPriority(constants.priority.PRIORITY_LOW)

async function openInstance(): Promise<DuckDBInstance> {
  const folder = process.env.FEALTY_ENGINE_FOLDER ?? ''
  const spill = `${folder}/staging/spill-${process.pid}`
  await mkdir(spill, { recursive: true, mode: 0o700 })
  const instance = await DuckDBInstance.create(':memory:', {
    memory_limit: process.env.FEALTY_ENGINE_MEMORY ?? '2GB',
    threads: process.env.FEALTY_ENGINE_THREADS ?? '2',
    temp_directory: spill,
  })
  const connection = await instance.connect()
  for (const setting of [
    `set allowed_directories = [${quote(folder)}]`,
    'set enable_external_access = false',
    'set autoinstall_known_extensions = false',
    'set autoload_known_extensions = false',
    'set parquet_metadata_cache = true',
    'set preserve_insertion_order = true',
    'set lock_configuration = true',
  ]) {
    await connection.run(setting)
  }
  connection.closeSync()
  return instance
}

/** Schemas whose views exist; a snapshot never changes, so once is enough. */
class Schemas {
  private readonly made = new Map<string, Promise<void>>()

  constructor(private readonly instance: DuckDBInstance) {}

  async ensure(schema: string, views: readonly string[]): Promise<void> {
    const running = this.made.get(schema)
    if (running) return running
    const making = this.create(schema, views)
    this.made.set(schema, making)
    await making.catch((error: unknown) => {
      this.made.delete(schema)
      throw error
    })
  }

  private async create(schema: string, views: readonly string[]): Promise<void> {
    const connection = await this.instance.connect()
    try {
      await connection.run(`create schema if not exists "${schema}"`)
      for (const view of views) await connection.run(view)
    } finally {
      connection.closeSync()
    }
  }
}

async function answerRows(connection: DuckDBConnection, request: Request): Promise<unknown> {
  const reader = await connection.runAndReadAll(request.text, [...request.values])
  const names = reader.columnNames()
  return {
    names,
    rows: reader.getRows().map((row) => row.map(toCell)),
  }
}

async function answerNumbers(connection: DuckDBConnection, request: Request): Promise<unknown> {
  const reader = await connection.runAndReadAll(request.text, [...request.values])
  const columns = reader.getColumns()
  return Object.fromEntries(
    reader
      .columnNames()
      .map((name, index) => [name, Float64Array.from(columns[index] ?? [], toNumber)]),
  )
}

async function answerCount(connection: DuckDBConnection, request: Request): Promise<unknown> {
  const path = request.path ?? ''
  const unfinished = `${path}.unfinished-${process.pid}`
  try {
    const reader = await connection.runAndReadAll(
      `copy (${request.text}) to ${quote(unfinished)} (format parquet, compression zstd)`,
      [...request.values],
    )
    await rename(unfinished, path)
    return Number(reader.getRows()[0]?.[0] ?? 0)
  } catch (error) {
    await rm(unfinished, { force: true })
    throw error
  }
}

function failureKind(problem: string): FailureKind {
  if (/interrupt/i.test(problem)) return 'cancelled'
  return /out of memory/i.test(problem) ? 'memory' : 'failed'
}

const running = new Map<number, DuckDBConnection>()

function send(message: FromChild): void {
  process.send?.(message)
}

async function serve(instance: DuckDBInstance, schemas: Schemas, request: Request): Promise<void> {
  let connection: DuckDBConnection | undefined
  try {
    await schemas.ensure(request.schema, request.views)
    connection = await instance.connect()
    running.set(request.id, connection)
    await connection.run(`use "${request.schema}"`)
    const answers = { rows: answerRows, numbers: answerNumbers, count: answerCount }
    const answer = await answers[request.shape](connection, request)
    send({ type: 'answer', id: request.id, answer })
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error)
    send({ type: 'failure', id: request.id, failure: failureKind(problem), problem })
  } finally {
    running.delete(request.id)
    connection?.closeSync()
  }
}

async function main(): Promise<void> {
  // Without its parent the child has no work: it must not outlive it.
  process.on('disconnect', () => process.exit(0))
  const instance = await openInstance()
  const schemas = new Schemas(instance)
  process.on('message', (message: ToChild) => {
    if (message.type === 'cancel') running.get(message.id)?.interrupt()
    else void serve(instance, schemas, message)
  })
  const version = await instance.connect().then(async (connection) => {
    const reader = await connection.runAndReadAll('select version()')
    connection.closeSync()
    return String(reader.getRows()[0]?.[0])
  })
  send({ type: 'ready', version })
}

await main()
