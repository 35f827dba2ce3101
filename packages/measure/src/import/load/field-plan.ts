import { answerScales, factKind, FealtyError, type FactKindName } from '@fealty/core'
import { sql, wholeNumber, type Column, type Sql } from '@fealty/engine'
import { columnType } from '../../facts/columns.ts'
import {
  isoMoment,
  plainNumber,
  type MomentFormat,
  type NumberFormat,
} from '../evidence/column-format.ts'
import { readMomentFormat, readNumberFormat, type RowsToRead } from '../evidence/read-evidence.ts'
import { compileExpression } from '../expression/compile.ts'
import { emptyValuesAsNull, toDay, toDecimal, toMoment, toText } from '../expression/conversions.ts'
import { Layers } from '../expression/layers.ts'
import {
  makeNode,
  withMisfit,
  type CompileContext,
  type Misfit,
  type Node,
} from '../expression/node.ts'
import type { Assignment } from '../mapping/resolve.ts'

/** One column of the segment. */
export interface FieldPlan {
  column: Column
  sql: Sql
  misfits: readonly Misfit[]
}

/** The compiled mapping. */
export interface FieldPlans {
  fields: FieldPlan[]
  /** The rows with what the fields and misfits use. */
  source: Sql
  warnings: string[]
}

/** Rows that a mapping is compiled over, and their columns by name. */
export interface MappedRows extends RowsToRead {
  column: CompileContext['column']
}

/**
 * Compiles the mapping. How numbers and days are written is asked of every column that is used as
 * one, over all its values.
 * @throws FealtyError `file.expression`; `file.mapping` where day and month cannot be told apart
 */
export async function planFields(
  rows: MappedRows,
  kind: FactKindName,
  assignments: readonly Assignment[],
  timeZone: string,
): Promise<FieldPlans> {
  const known = new KnownFormats(rows)
  const compile = (): Omit<FieldPlans, 'warnings'> => {
    const layers = new Layers()
    const fields = assignments.map((assignment) =>
      planField(kind, assignment, {
        field: assignment.field,
        formats: known,
        dialect: rows.dialect,
        column: rows.column,
        timeZone,
        define: (part) => layers.define(part),
      }),
    )
    return { fields, source: layers.over(rows.source) }
  }
  // The first pass finds out which columns are read as numbers or days, the second one uses it.
  compile()
  const warnings = await known.ask()
  return { ...compile(), warnings }
}

function planField(kind: FactKindName, assignment: Assignment, context: CompileContext): FieldPlan {
  const { field, type, required, expression } = assignment
  const node = convert(compileExpression(expression, context), assignment, context)
  const mustBeThere =
    required && !(field === 'customer_id')
      ? [{ column: field, reason: 'it is empty', when: sql`${node.sql} is null` }]
      : []
  const { datedBy } = factKind(kind)
  const plan = { column: { name: field, type: columnType(type) }, sql: node.sql }
  const named = node.misfits.map((misfit) => ({ ...misfit, column: misfit.column || field }))
  return { ...plan, misfits: [...named, ...(datedBy === field && !required ? [] : mustBeThere)] }
}

function convert(node: Node, assignment: Assignment, context: CompileContext): Node {
  const { field, type } = assignment
  switch (type) {
    case 'key': {
      const text = toText(node, context)
      return isId(field) ? { ...text, sql: context.define(emptyValuesAsNull(text.sql)) } : text
    }
    case 'text':
      return toText(node, context)
    case 'day':
      return toDay(node, context)
    case 'moment':
      return toMoment(node, context)
    case 'money':
      return toMoney(toDecimal(node, context), context)
    case 'number': {
      const number = toDecimal(node, context)
      return { ...number, sql: sql`cast(${number.sql} as double)` }
    }
    case 'score':
      return toScore(toDecimal(withoutLabel(node, context), context), field, context)
  }
}

/** Exports write NA where there is no id; in other words NA may be North America. */
function isId(field: string): boolean {
  return field.endsWith('_id')
}

function toMoney(number: Node, context: CompileContext): Node {
  const money = context.define(sql`try_cast(${number.sql} as decimal(18, 4))`)
  const tooLarge = sql`(${number.sql} is not null and ${money} is null)`
  return withMisfit({ ...number, sql: money, scale: 4 }, 'the amount is too large', tooLarge)
}

/**
 * The ends of a scale as tools write them into their exports: `Extremely likely - 10`, `0 - Not at all
 * likely`, `9: satisfied`. What is left of any other text is the text.
 */
const labelled =
  '^\\s*([0-9]{1,2})\\s*[-–—:=]\\s*[^0-9]+$|^[^0-9]*\\S\\s*(?:[-–—]\\s+|[:=]\\s*)([0-9]{1,2})\\s*$'

function withoutLabel(node: Node, context: CompileContext): Node {
  if (node.type !== 'raw' && node.type !== 'text') return node
  const text = toText(node, context)
  const plain = context.dialect.replacePattern(text.sql, labelled, '\\1\\2')
  return makeNode(node.type, plain, [text])
}

function toScore(number: Node, field: string, context: CompileContext): Node {
  const scale = Object.entries(answerScales).find(([name]) => name === field)?.[1]
  if (scale === undefined) throw new RangeError(`no scale of ${field}`)
  const [least, most] = [wholeNumber(scale.minimum), wholeNumber(scale.maximum)]
  const fits = context.define(
    sql`(${number.sql} between ${least} and ${most} and ${number.sql} = round(${number.sql}))`,
  )
  const score = sql`case when ${fits} then cast(${number.sql} as bigint) end`
  return withMisfit(
    { ...number, sql: score, scale: 0 },
    `it is no whole number from ${scale.minimum} to ${scale.maximum}`,
    sql`(${number.sql} is not null and not ${fits})`,
  )
}

/** Formats of columns: notes who is asked for, reads them once, then answers. */
class KnownFormats {
  private readonly numbers = new Map<string, NumberFormat>()
  private readonly moments = new Map<string, MomentFormat>()
  private readonly wantedNumbers = new Set<string>()
  private readonly wantedMoments = new Set<string>()

  constructor(private readonly rows: MappedRows) {}

  number = (column: string): NumberFormat => {
    this.wantedNumbers.add(column)
    return this.numbers.get(column) ?? plainNumber
  }

  moment = (column: string): MomentFormat => {
    this.wantedMoments.add(column)
    return this.moments.get(column) ?? isoMoment
  }

  /** Reads what was asked for; answers what a person should check. */
  async ask(): Promise<string[]> {
    const warnings: string[] = []
    for (const column of this.wantedNumbers) {
      const format = await readNumberFormat(this.rows, this.textOf(column))
      this.numbers.set(column, format)
      if (format.doubt !== undefined) warnings.push(`“${column}”: ${format.doubt}`)
    }
    for (const column of this.wantedMoments) {
      const format = await readMomentFormat(this.rows, this.textOf(column))
      if (format !== undefined) this.moments.set(column, format)
    }
    return [...warnings, ...this.settleOrders()]
  }

  /** A column whose days could be read both ways follows the other columns of the file, or is asked. */
  private settleOrders(): string[] {
    const warnings: string[] = []
    const orders = new Set([...this.moments.values()].flatMap(({ order }) => order ?? []))
    for (const [column, format] of this.moments) {
      if (!format.isAmbiguous) continue
      const [order] = orders
      if (order === undefined || orders.size > 1) throw ambiguous(column)
      this.moments.set(column, order === 'dmy' ? format : swapDayAndMonth(format))
      const shown = order === 'dmy' ? 'day/month' : 'month/day'
      warnings.push(`“${column}” is read as ${shown}, like the other days of the file`)
    }
    return warnings
  }

  private textOf(column: string): Sql {
    return emptyValuesAsNull(this.rows.column(column).sql)
  }
}

/** Patterns of an open order are written day first. */
function swapDayAndMonth(format: MomentFormat): MomentFormat {
  const patterns = format.patterns.map((pattern) =>
    pattern.replace(/^%d([-/.])%m\1/, (_, separator: string) => `%m${separator}%d${separator}`),
  )
  return { ...format, patterns }
}

function ambiguous(column: string): FealtyError {
  return new FealtyError('file.mapping', {
    problem: `the days in “${column}” can be read as day/month or as month/day; say which, for example FIELD=date("${column}", 'DD/MM/YYYY')`,
  })
}

/** The derived column `day`: the fact's day in the workspace's time zone. */
export function dayColumn(kind: FactKindName, fields: readonly FieldPlan[]): Sql | undefined {
  const { datedBy } = factKind(kind)
  if (datedBy === undefined) return undefined
  const find = (name: string): Sql | undefined =>
    fields.find(({ column }) => column.name === name)?.sql
  // Somebody who was asked and did not answer counts in the period of the question.
  const sources = [find(datedBy), kind === 'responses' ? find('invited_at') : undefined]
  const days = sources.flatMap((source) => (source ? [sql`cast(${source} as date)`] : []))
  if (days.length === 0) return undefined
  return days.length === 1 ? days[0] : sql`coalesce(${days[0]!}, ${days[1]!})`
}
