import { sql, type Dialect, type Sql } from '@fealty/engine'
import type { MomentFormat, NumberFormat } from '../evidence/column-format.ts'

/**
 * What a part of an expression gives. `raw` is text of the file that has not been read as anything
 * yet: how it is read depends on where it is used and on how its column is written.
 */
export type NodeType = 'raw' | 'text' | 'decimal' | 'day' | 'moment' | 'flag' | 'null'

/** When a row does not fit: a condition, the column to name and what is wrong with it. */
export interface Misfit {
  column: string
  reason: string
  when: Sql
}

/** A compiled part. */
export interface Node {
  type: NodeType
  sql: Sql
  /** Digits after the decimal sign; 0 unless the type is `decimal`. */
  scale: number
  /** Columns of the file it comes from; the first one decides how raw text is read. */
  columns: readonly string[]
  misfits: readonly Misfit[]
}

/** How the columns of a file are written; asked while compiling. */
export interface ColumnFormats {
  number: (column: string) => NumberFormat
  moment: (column: string) => MomentFormat
}

/** What an expression is compiled in. */
export interface CompileContext {
  /** The field, for messages. */
  field: string
  formats: ColumnFormats
  /** The words of the engine that will read the expression. */
  dialect: Dialect
  /** The column: of a file its trimmed text, null where it is empty; of a table what it is there. */
  column: (name: string) => Node
  timeZone: string
  /** Names a part that is used more than once, so that it is computed once. */
  define: (part: Sql) => Sql
}

export function makeNode(type: NodeType, body: Sql, parts: readonly Node[], scale = 0): Node {
  return {
    type,
    sql: body,
    scale,
    columns: [...new Set(parts.flatMap(({ columns }) => columns))],
    misfits: parts.flatMap(({ misfits }) => misfits),
  }
}

/** A column of texts that have not been read as anything yet. */
export function rawNode(name: string, text: Sql): Node {
  return { type: 'raw', sql: text, scale: 0, columns: [name], misfits: [] }
}

/** The node with one more way for a row not to fit. */
export function withMisfit(node: Node, reason: string, when: Sql): Node {
  const column = node.columns.join(', ')
  return { ...node, misfits: [...node.misfits, { column, reason, when }] }
}

/** Misfits of a part that is only looked at when the condition holds. */
export function guarded(node: Node, condition: Sql): Node {
  return {
    ...node,
    misfits: node.misfits.map((misfit) => ({
      ...misfit,
      when: sql`(${misfit.when} and ${condition})`,
    })),
  }
}
