import { FealtyError, type Day } from '@fealty/core'
import {
  identifier,
  joinSql,
  sql,
  wholeNumber,
  type Column,
  type Engine,
  type OutsideColumn,
  type OutsideTables,
  type Sql,
} from '@fealty/engine'
import { attributePrefix } from '../facts/columns.ts'
import { toText } from '../import/expression/conversions.ts'
import { makeNode, rawNode, withMisfit, type Node } from '../import/expression/node.ts'
import {
  dayColumn,
  planFields,
  type FieldPlan,
  type MappedRows,
} from '../import/load/field-plan.ts'
import { emptyWordsAsNull } from '../import/load/load-files.ts'
import { judgeRow, type RowJudgement } from '../import/load/row-code.ts'
import { missingFields } from '../import/load/run-import.ts'
import type { ColumnSample } from '../import/mapping/guess.ts'
import { resolveMapping, type ResolvedMapping } from '../import/mapping/resolve.ts'
import type { SourceDefinition } from './contract.ts'
import { readTableName } from './outside-table.ts'

/** A table as the mapping of a source reads it, at one version where it has one. */
export interface SourcePlan {
  /** Columns of the facts, `day` and attributes too, without `import_seq`. */
  cells: { column: Column; sql: Sql }[]
  judgement: RowJudgement
  /** The rows with what the cells use. */
  source: Sql
  mapping: Record<string, string>
  warnings: string[]
  version: string | undefined
  /** Its columns with their types: another type is another table. */
  shape: string
}

export interface PlanOptions {
  engine: Engine
  outside: OutsideTables
  timeZone: string
  today: Day
  signal: AbortSignal
}

/** So many rows are looked at to guess a mapping, as of a file. */
const sampleRows = 2_000
const nothing = { id: 'none', workspaceId: 'none', tables: {} }

/**
 * Reads the columns of the table and compiles the mapping over them.
 * @throws FealtyError `source.table`, `file.mapping`, `file.expression`, and those of the engine
 */
export async function planSource(
  definition: SourceDefinition,
  options: PlanOptions,
): Promise<SourcePlan> {
  const { outside, engine, timeZone, today, signal } = options
  const table = readTableName(definition.table)
  const { columns, others } = await outside.describe(table, timeZone, { signal })
  const version = await outside.version(table, { signal })
  const rows: MappedRows = {
    ask: (statement) => engine.query(nothing, statement, { signal }),
    dialect: engine.dialect,
    source: outside.name(table, version),
    column: (name) => columnNode(columns.find((one) => one.name === name)!),
  }
  const samples = await readSamples(rows, columns)
  const { kind, mapping } = definition
  const resolved = resolveMapping(kind, mapping, samples, today)
  refuseMissing(definition, resolved, columns)
  const plan = await planFields(rows, kind, resolved.assignments, timeZone)
  return {
    cells: cellsOf(definition, plan.fields, resolved.attributes, rows),
    judgement: judgeRow(kind, plan.fields, new Set(definition.cleaning)),
    source: plan.source,
    mapping: Object.fromEntries(resolved.assignments.map(({ field, text }) => [field, text])),
    warnings: [
      ...others.map(({ name, type }) => `“${name}” is left out: nothing is made of a ${type}`),
      ...resolved.doubts,
      ...plan.warnings,
    ],
    version,
    shape: columns.map(({ name, type }) => `${name} ${type}`).join(', '),
  }
}

/** A column as a part of an expression. What the table has as a number or a day is not read as text. */
function columnNode({ name, content, sql: cell }: OutsideColumn): Node {
  if (content.kind === 'text') return rawNode(name, emptyWordsAsNull(cell))
  const scale = content.kind === 'decimal' ? content.scale : 0
  const node = { ...makeNode(content.kind, cell, [], scale), columns: [name] }
  if (content.kind !== 'decimal' || content.isExact) return node
  const isNone = sql`(${identifier(name)} is not null and ${cell} is null)`
  return withMisfit(node, 'it is no number', isNone)
}

async function readSamples(
  rows: MappedRows,
  columns: readonly OutsideColumn[],
): Promise<ColumnSample[]> {
  const texts = columns.map(({ name }, index) => {
    const { sql: cell } = textOf(rows, name)
    return sql`${cell} as ${identifier(`c${index}`)}`
  })
  if (texts.length === 0) return []
  const found = await rows.ask(
    sql`select ${joinSql(texts, ', ')} from ${rows.source} limit ${wholeNumber(sampleRows)}`,
  )
  return columns.map(({ name }, index) => ({
    name,
    values: found.map((row) => String(row[`c${index}`] ?? '')),
  }))
}

/** A column as an attribute: the text it would have in a file. */
function textOf({ column, dialect }: MappedRows, name: string): Node {
  return toText(column(name), { dialect })
}

function refuseMissing(
  { kind, table }: SourceDefinition,
  resolved: ResolvedMapping,
  columns: readonly OutsideColumn[],
): void {
  const missing = missingFields(kind, resolved)
  if (missing.length === 0) return
  const known = columns.map(({ name }) => name)
  throw new FealtyError('file.mapping', {
    problem: `${kind} need ${missing.join(' and ')}; say where it is, for example --map ${missing[0]!}=COLUMN. The columns of ${table} are: ${known.slice(0, 40).join(', ')}`,
  })
}

function cellsOf(
  { kind }: SourceDefinition,
  fields: readonly FieldPlan[],
  attributes: readonly string[],
  rows: MappedRows,
): SourcePlan['cells'] {
  const cells: SourcePlan['cells'] = fields.map(({ column, sql: cell }) => ({ column, sql: cell }))
  const day = dayColumn(kind, fields)
  if (day) cells.push({ column: { name: 'day', type: 'day' }, sql: day })
  const named = new Set(fields.map(({ column }) => column.name))
  for (const name of attributes) {
    const column: Column = { name: `${attributePrefix}${name}`, type: 'text' }
    if (!named.has(column.name)) cells.push({ column, sql: textOf(rows, name).sql })
  }
  return cells
}
