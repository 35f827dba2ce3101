import { randomBytes } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { FealtyError } from '@fealty/core'
import type { LocalEngine, TidyReport, TidyWork } from '../engine.ts'
import { isMappedFile } from '../mapped-table.ts'
import type { Snapshot, SnapshotTable } from '../snapshot.ts'
import { identifier, joinSql, sql, type Sql } from '../sql.ts'
import { trinoDialect } from '../dialect/trino.ts'
import type { TrinoAddress } from './address.ts'
import { FactTables } from './fact-tables.ts'
import type { LakeStore } from './lake-store.ts'
import { mappedBody } from './mapped-body.ts'
import { WorkerLost } from './failures.ts'
import { dropWorkspace, expireAll, tidyLake } from './lake-care.ts'
import { derivedPrefix, isLent } from './lake-names.ts'
import { OwnSchema } from './own-schema.ts'
import { readPointer, writePointer, type Pointer } from './pointer.ts'
import type { StatementOptions, TrinoClient } from './statement.ts'

/** Of so many tables of snapshots it is remembered what stands for them. */
const mostBodies = 1_000

/**
 * The lake behind a snapshot. A statement names tables of facts, as it does for the embedded engine;
 * here each of them that it mentions goes before it as a common table expression over the table in the
 * lake, which reads just these segments. So nothing is kept on the cluster for a question, and the same
 * snapshot always reads the same rows.
 */
export class Lake {
  private readonly facts: FactTables
  private readonly bodies = new Map<string, Promise<Sql>>()
  private readonly schema: OwnSchema

  constructor(
    private readonly client: TrinoClient,
    private readonly options: {
      address: TrinoAddress
      lake: LakeStore
      local: { local: LocalEngine }
      dataFolder: string
    },
  ) {
    this.schema = new OwnSchema(client, options.address)
    const { schema } = this
    this.facts = new FactTables(client, { ...options, schema, local: options.local.local })
  }

  /** The statement with the tables that it mentions before it. */
  async withTables(snapshot: Snapshot, statement: Sql, options: StatementOptions): Promise<Sql> {
    const text = statement.texts.join(' ')
    const mentioned = Object.entries(snapshot.tables).filter(([name]) =>
      new RegExp(`\\b${name}\\b`).test(text),
    )
    if (mentioned.length === 0) return statement
    const tables = await Promise.all(
      mentioned.map(async ([name, table]) => {
        const body = await this.bodyOf(snapshot, name, table, options)
        return sql`${identifier(name)} as (${body})`
      }),
    )
    return prepend(joinSql(tables, ', '), statement)
  }

  /** See `Engine.writeTable`. The file comes last: without it the table is nobody's. */
  async writeTable(
    snapshot: Snapshot,
    statement: Sql,
    path: string,
    options: StatementOptions,
  ): Promise<number> {
    const select = await this.withTables(snapshot, statement, options)
    const create = (): Promise<Pointer> => this.createTable(snapshot.workspaceId, select, options)
    const pointer = await create()
      .catch((error: unknown) => {
        if (!(error instanceof WorkerLost)) throw error
        return create()
      })
      .finally(() => this.giveBack(snapshot, options))
    await writePointer(path, pointer)
    return pointer.rows
  }

  /** See `Engine.dropTable`. The file goes first, so that no question finds the name any more. */
  async dropTable(path: string, options: StatementOptions): Promise<void> {
    const pointer = await readPointer(path)
    if (pointer === undefined) return
    await rm(path, { force: true })
    await this.client.rows(sql`drop table if exists ${identifier(pointer.table)}`, options)
  }

  /** See `Engine.mirror`. */
  async mirror(snapshot: Snapshot, options: StatementOptions): Promise<void> {
    for (const [name, table] of Object.entries(snapshot.tables))
      await this.bodyOf(snapshot, name, table, options)
  }

  /** See `Engine.tidy`. */
  async tidy(work: TidyWork): Promise<TidyReport> {
    const { facts, client } = this
    const report = await tidyLake({ ...this.options, client, facts }, work)
    this.bodies.clear()
    return report
  }

  /** See `Engine.publish`. */
  async publish(
    snapshot: Snapshot,
    statement: Sql,
    name: string,
    options: StatementOptions,
  ): Promise<number> {
    const select = await this.withTables(snapshot, statement, options)
    await this.schema.ensure(options)
    const [row] = await this.client
      .rows(sql`create or replace table ${identifier(name)} as ${select}`, options)
      .finally(() => this.giveBack(snapshot, options))
    // What was there names people as well, and is kept no longer than it takes to read it.
    await expireAll(this.client, this.options.address.catalog, name, options)
    return Number(row?.[0] ?? 0)
  }

  /** See `Engine.leave`. */
  async leave(
    workspaceId: string,
    published: readonly string[],
    options: StatementOptions,
  ): Promise<number> {
    const dropped = await dropWorkspace(this.client, this.options.address, workspaceId, {
      published,
      options,
    })
    for (const name of dropped) this.facts.letGo(name)
    this.bodies.clear()
    return dropped.length
  }

  /** Drops what was lent for the work; should that fail, the daily round does it. */
  private async giveBack(snapshot: Snapshot, options: StatementOptions): Promise<void> {
    const lent = Object.entries(snapshot.tables).filter(([name]) => isLent(name))
    for (const [name, table] of lent) {
      const inLake = await this.facts.nameOf(snapshot.workspaceId, name, table)
      this.bodies.delete(bodyKey(snapshot, name))
      this.facts.letGo(inLake)
      await this.client
        .rows(sql`drop table if exists ${identifier(inLake)}`, options)
        .catch(() => undefined)
    }
  }

  private async createTable(
    workspaceId: string,
    select: Sql,
    options: StatementOptions,
  ): Promise<Pointer> {
    await this.schema.ensure(options)
    const table = `${derivedPrefix(workspaceId)}${randomBytes(8).toString('hex')}`
    const [row] = await this.client.rows(
      sql`create table ${identifier(table)} as ${select}`,
      options,
    )
    return { table, rows: Number(row?.[0] ?? 0) }
  }

  /** What stands for the table in a statement. The same for all statements over a snapshot. */
  private bodyOf(
    snapshot: Snapshot,
    name: string,
    table: SnapshotTable,
    options: StatementOptions,
  ): Promise<Sql> {
    const key = bodyKey(snapshot, name)
    const known = this.bodies.get(key)
    if (known) return known
    if (this.bodies.size >= mostBodies) this.bodies.clear()
    const making = this.makeBody(snapshot, name, table, options)
    this.bodies.set(key, making)
    making.catch(() => this.bodies.delete(key))
    return making
  }

  private async makeBody(
    snapshot: Snapshot,
    name: string,
    table: SnapshotTable,
    options: StatementOptions,
  ): Promise<Sql> {
    const [file] = table.files
    if (file === undefined) return emptyBody(table)
    if (table.files.some(isMappedFile))
      return mappedBody(table, (stored) =>
        this.facts.bodyOf(snapshot.workspaceId, name, stored, options),
      )
    if (file.endsWith('.json')) {
      const pointer = await readPointer(file)
      if (pointer !== undefined) return typedBody(table, identifier(pointer.table))
      const problem = `the derived table ${name} was given up`
      throw new FealtyError('engine.missing', { problem, queryId: 'none' })
    }
    return this.facts.bodyOf(snapshot.workspaceId, name, table, options)
  }
}

const bodyKey = ({ workspaceId, id }: Snapshot, name: string): string =>
  `${workspaceId}/${id}/${name}`

/** Puts tables before a statement, which may begin with tables of its own. */
function prepend(tables: Sql, statement: Sql): Sql {
  const own = /^\s*with\s/.exec(statement.texts[0] ?? '')
  if (own === null) return sql`with ${tables} ${statement}`
  return sql`with ${tables}, ${withoutStart(statement, own[0].length)}`
}

function withoutStart(statement: Sql, length: number): Sql {
  const [first = '', ...others] = statement.texts
  return { ...statement, texts: [first.slice(length), ...others] }
}

function emptyBody({ columns }: SnapshotTable): Sql {
  const nulls = columns.map(
    ({ name, type }) => sql`cast(null as ${trinoDialect.typeName(type)}) as ${identifier(name)}`,
  )
  return sql`select ${joinSql(nulls, ', ')} where false`
}

function typedBody({ columns }: SnapshotTable, source: Sql): Sql {
  const cells = columns.map(
    ({ name, type }) =>
      sql`cast(${identifier(name)} as ${trinoDialect.typeName(type)}) as ${identifier(name)}`,
  )
  return sql`select ${joinSql(cells, ', ')} from ${source}`
}
