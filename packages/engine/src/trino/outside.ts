import { FealtyError } from '@fealty/core'
import type {
  OutsideColumn,
  OutsideContent,
  OutsideRights,
  OutsideTable,
  OutsideTables,
  QueryOptions,
  Row,
} from '../engine.ts'
import { identifier, joinSql, literal, sql, wholeNumber, type Sql } from '../sql.ts'
import type { TrinoAddress } from './address.ts'

/** Digits after the decimal sign that a mapping keeps. */
const mostScale = 12

type Ask = (statement: Sql, options?: QueryOptions) => Promise<Row[]>

const nameOf = ({ catalog, schema, table }: OutsideTable): Sql => identifier(catalog, schema, table)

/** Tables of other catalogues, or of other schemas of the lake, that a cluster reaches. */
export function openOutsideTables(ask: Ask, { catalog, schema }: TrinoAddress): OutsideTables {
  /** Whether the cluster would let the account do it; it looks at the statement, and does nothing. */
  async function allows(statement: Sql, options?: QueryOptions): Promise<boolean> {
    try {
      await ask(sql`explain (type validate) ${statement}`, options)
      return true
    } catch (error) {
      // What a kind of table cannot do at all is no right either.
      const isRefusal =
        error instanceof FealtyError && ['engine.not-allowed', 'engine.failed'].includes(error.code)
      if (isRefusal) return false
      throw error
    }
  }

  return {
    async describe(table, zone, options) {
      // Says whether it may be read, which a list of columns does not.
      await ask(sql`explain (type validate) select * from ${nameOf(table)}`, options)
      const rows = await ask(sql`show columns from ${nameOf(table)}`, options)
      return sortColumns(rows, zone)
    },
    async version(table, options) {
      const refs = identifier(table.catalog, table.schema, `${table.table}$refs`)
      try {
        const [row] = await ask(
          sql`select cast(snapshot_id as varchar) as id from ${refs} where name = 'main'`,
          options,
        )
        return row === undefined ? undefined : String(row.id)
      } catch (error) {
        const isOther =
          error instanceof FealtyError &&
          ['engine.missing', 'engine.not-allowed', 'engine.failed'].includes(error.code)
        if (isOther) return undefined
        throw error
      }
    },
    name: (table, version) =>
      version === undefined
        ? nameOf(table)
        : sql`${nameOf(table)} for version as of ${wholeNumber(BigInt(version))}`,
    fingerprint: (cells) => sql`lower(to_hex(checksum(row(${joinSql(cells, ', ')}))))`,
    rights: (table, options) =>
      readRights((statement) => allows(statement, options), table, { catalog, schema }),
  }
}

async function readRights(
  allows: (statement: Sql) => Promise<boolean>,
  table: OutsideTable,
  own: { catalog: string; schema: string },
): Promise<OutsideRights> {
  const one = sql`as select 1 as one`
  const name = nameOf(table)
  const shown = `${table.catalog}.${table.schema}`
  const missing: string[] = []
  const excess: string[] = []
  if (
    !(await allows(sql`create table ${identifier(own.catalog, own.schema, 'rights_probe')} ${one}`))
  )
    missing.push(`to create tables in ${own.catalog}.${own.schema}`)
  if (!(await allows(sql`select node_id from system.runtime.nodes`)))
    missing.push('to read system.runtime.nodes')
  const isOwn = table.catalog === own.catalog && table.schema === own.schema
  if (isOwn) return { missing, excess }
  if (await allows(sql`insert into ${name} select * from ${name} where false`))
    excess.push(`to insert into ${shown}.${table.table}`)
  if (await allows(sql`delete from ${name} where false`))
    excess.push(`to delete from ${shown}.${table.table}`)
  if (
    await allows(
      sql`create table ${identifier(table.catalog, table.schema, 'rights_probe')} ${one}`,
    )
  )
    excess.push(`to create tables in ${shown}`)
  return { missing, excess }
}

function sortColumns(rows: readonly Row[], zone: string) {
  const columns: OutsideColumn[] = []
  const others: { name: string; type: string }[] = []
  for (const row of rows) {
    const [name, type] = [String(row.Column), String(row.Type)]
    const read = readerOf(type, identifier(name), zone)
    if (read === undefined) others.push({ name, type })
    else columns.push({ name, type, ...read })
  }
  return { columns, others }
}

/** How a column of a type is read; undefined where a mapping can make nothing of it. */
function readerOf(
  type: string,
  column: Sql,
  zone: string,
): { content: OutsideContent; sql: Sql } | undefined {
  const decimal = (scale: number, isExact = true): { content: OutsideContent; sql: Sql } => {
    const cast = sql`cast(${column} as decimal(38, ${wholeNumber(scale)}))`
    return { content: { kind: 'decimal', scale, isExact }, sql: isExact ? cast : sql`try(${cast})` }
  }
  const text = (cell: Sql) => ({
    content: { kind: 'text' as const },
    sql: sql`nullif(trim(${cell}), '')`,
  })
  if (/^(tinyint|smallint|integer|bigint)$/.test(type)) return decimal(0)
  const scale = /^decimal\(\d+, ?(\d+)\)$/.exec(type)?.[1]
  if (scale !== undefined) return decimal(Math.min(mostScale, Number(scale)))
  if (/^(double|real)$/.test(type)) return decimal(mostScale, false)
  if (type === 'date') return { content: { kind: 'day' }, sql: column }
  if (type === 'boolean') return { content: { kind: 'flag' }, sql: column }
  if (type.startsWith('timestamp')) {
    const local = type.endsWith('with time zone')
      ? sql`at_timezone(${column}, ${literal(zone)})`
      : column
    return { content: { kind: 'moment' }, sql: sql`cast(${local} as timestamp(6))` }
  }
  if (type === 'json') return text(sql`json_format(${column})`)
  if (/^(varchar|char|uuid|time|ipaddress)/.test(type)) return text(sql`cast(${column} as varchar)`)
  return undefined
}
