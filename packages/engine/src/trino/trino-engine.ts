import { FealtyError } from '@fealty/core'
import { trinoDialect } from '../dialect/trino.ts'
import type { Engine, EngineDescription, QueryOptions, Row } from '../engine.ts'
import type { Snapshot } from '../snapshot.ts'
import { sql, type Sql } from '../sql.ts'
import type { TrinoAddress } from './address.ts'
import { numberReaderOf, readerOf } from './cells.ts'
import { WorkerLost } from './failures.ts'
import { Lake } from './lake.ts'
import { shortHash } from './lake-names.ts'
import type { LakeStore } from './lake-store.ts'
import { openOutsideTables } from './outside.ts'
import { NumberColumns } from './number-columns.ts'
import { TrinoClient, type StatementOptions } from './statement.ts'
import { toTrinoText } from './values.ts'

export interface TrinoOptions {
  address: TrinoAddress
  lake: LakeStore
  /** The embedded engine, which writes the Parquet files of the lake. It is closed with this one. */
  local: Engine
  /** Absolute path of the data folder. */
  dataFolder: string
  /** Time limit of a query in seconds. */
  seconds?: number
}

const nothing: Snapshot = { id: 'none', workspaceId: 'none', tables: {} }

/** A table of statistics is smaller than this; more would fill the memory of the program. */
const mostRows = 2_000_000
const mostNumbers = 100_000_000

/** Two clusters never take each other's tables for their own. */
const suffixOf = ({ origin, catalog, schema }: TrinoAddress): string =>
  `.${shortHash(JSON.stringify([origin, catalog, schema])).slice(0, 8)}.trino.json`

/** Time limit of a query unless said. */
const standardSeconds = 120

/** A Trino cluster over the lake, behind the same interface as the embedded engine. */
export function openTrinoEngine(options: TrinoOptions): Engine {
  const client = new TrinoClient(options.address)
  return engineOver(client, new Lake(client, options), options)
}

/** The engine as an operation asks it; all of them share what is known of the lake. */
function engineOver(
  client: TrinoClient,
  lake: Lake,
  options: TrinoOptions,
  operation?: string,
): Engine {
  const limitsOf = (workspaceId: string, query: QueryOptions = {}): StatementOptions => ({
    seconds: query.seconds ?? options.seconds ?? standardSeconds,
    tags: tagsOf(workspaceId, operation),
    ...(query.signal ? { signal: query.signal } : {}),
  })

  /** Questions change nothing, so one that was lost with a worker is asked once more. */
  async function ask<T>(
    snapshot: Snapshot,
    statement: Sql,
    query: QueryOptions | undefined,
    gather: (client: TrinoClient, text: string, options: StatementOptions) => Promise<T>,
  ): Promise<T> {
    const limits = limitsOf(snapshot.workspaceId, query)
    const text = toTrinoText(await lake.withTables(snapshot, statement, limits))
    try {
      return await gather(client, text, limits)
    } catch (error) {
      if (!(error instanceof WorkerLost)) throw error
      return gather(client, text, limits)
    }
  }

  return {
    dialect: trinoDialect,
    outside: openOutsideTables(
      (statement, query) => ask(nothing, statement, query, gatherRows),
      options.address,
    ),
    tableSuffix: suffixOf(options.address),
    local: options.local.local,
    query: (snapshot, statement, query) => ask(snapshot, statement, query, gatherRows),
    queryNumbers: (snapshot, statement, query) => ask(snapshot, statement, query, gatherNumbers),
    ...lakeWork(lake, limitsOf),
    askedBy: (name) => engineOver(client, lake, options, name),
    reach: () => client.reach(),
    describe: () => describeCluster(client, standardSeconds),
    close: () => options.local.close(),
  }
}

type LakeWork = Pick<Engine, 'writeTable' | 'dropTable' | 'mirror' | 'tidy' | 'publish' | 'leave'>

/** The part of an engine that writes. */
function lakeWork(
  lake: Lake,
  limitsOf: (workspaceId: string, query?: QueryOptions) => StatementOptions,
): LakeWork {
  return {
    writeTable: (snapshot, statement, path, query) =>
      lake.writeTable(snapshot, statement, path, limitsOf(snapshot.workspaceId, query)),
    dropTable: (path) => lake.dropTable(path, { seconds: standardSeconds }),
    mirror: (snapshot, query) => lake.mirror(snapshot, limitsOf(snapshot.workspaceId, query)),
    tidy: (work) => lake.tidy(work),
    publish: (snapshot, statement, name, query) =>
      lake.publish(snapshot, statement, name, limitsOf(snapshot.workspaceId, query)),
    leave: (workspaceId, published, query) =>
      lake.leave(workspaceId, published, limitsOf(workspaceId, query)),
  }
}

/** What the console of the cluster shows beside a question. */
function tagsOf(workspaceId: string, operation: string | undefined): string[] {
  const workspace = `workspace=${workspaceId}`
  return operation === undefined ? [workspace] : [workspace, `operation=${operation}`]
}

/** Nodes that work; the coordinator counts only where it is the one node there is. */
const nodesSql = sql`select max(node_version) as version,
  greatest(1, count(case when not coordinator then 1 end)) as nodes
from system.runtime.nodes where state = 'active'`

async function describeCluster(client: TrinoClient, seconds: number): Promise<EngineDescription> {
  const [row] = await gatherRows(client, toTrinoText(nodesSql), { seconds })
  return { engine: 'Trino', version: String(row?.version), nodes: Number(row?.nodes) }
}

async function gatherRows(
  client: TrinoClient,
  text: string,
  options: StatementOptions,
): Promise<Row[]> {
  const gathered: Row[] = []
  for await (const { columns, rows } of client.run(text, options)) {
    const readers = columns.map(({ name, type }) => [name, readerOf(type)] as const)
    for (const row of rows) {
      gathered.push(Object.fromEntries(readers.map(([name, read], at) => [name, read(row[at])])))
    }
    if (gathered.length > mostRows)
      throw new FealtyError('engine.too-many-rows', { limit: mostRows })
  }
  return gathered
}

async function gatherNumbers(
  client: TrinoClient,
  text: string,
  options: StatementOptions,
): Promise<Record<string, Float64Array>> {
  const numbers = new NumberColumns()
  for await (const { columns, rows } of client.run(text, options)) {
    const readers = columns.map(({ type }) => numberReaderOf(type))
    numbers.name(columns.map(({ name }) => name))
    for (const row of rows) numbers.add(readers.map((read, at) => read(row[at])))
    if (numbers.cells > mostNumbers)
      throw new FealtyError('engine.too-many-rows', { limit: mostNumbers })
  }
  return numbers.take()
}
