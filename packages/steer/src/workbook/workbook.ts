import type { DocumentInfo } from '../ooxml/document-properties.ts'

/** Looks a cell can have; each is one entry of the style table, in this order. */
export const cellStyles = [
  'text',
  'bold',
  'title',
  'head',
  'head-right',
  'note',
  'number',
  'decimal',
  'points',
  'share',
  'money',
  'day',
  'input',
  'input-share',
  // Sentences, broken into lines within their column.
  'wrapped',
  // Words that stand at the right of a number, with a gap between.
  'word',
  'head-word',
] as const
export type CellStyle = (typeof cellStyles)[number]

/** What stands in a cell. Text is always text: whatever it begins with, it never becomes a formula. */
export type Cell =
  | { kind: 'text'; text: string; style?: CellStyle }
  | { kind: 'number'; value: number; style?: CellStyle }
  /** A day, `YYYY-MM-DD`. */
  | { kind: 'day'; day: string }
  /** A formula of our own code, with the value it has: never made from what people write. */
  | { kind: 'formula'; formula: string; value: number | string; style?: CellStyle }
  | null

export interface Sheet {
  /** At most 31 characters, none of `: \ / ? * [ ]`; unique in the workbook without regard to case. */
  name: string
  /** Widths of the columns in characters. */
  widths: readonly number[]
  rows: readonly (readonly Cell[])[]
  /** Rows that stay in sight; 0 for none. */
  frozenRows?: number
  landscape?: boolean
}

/** A name for a cell or range, to be used in formulas: `DiscountRate`. */
export interface DefinedName {
  name: string
  /** With the sheet: `'Units'!$B$2`. */
  reference: string
}

export interface Workbook extends DocumentInfo {
  sheets: readonly Sheet[]
  names: readonly DefinedName[]
}

/** Column letters of a zero-based number: 0 is A, 26 is AA. */
export function columnName(index: number): string {
  const rest = Math.floor(index / 26)
  const letter = String.fromCharCode(65 + (index % 26))
  return rest === 0 ? letter : `${columnName(rest - 1)}${letter}`
}

/** The address of a cell by zero-based row and column: `B3`. */
export const cellName = (row: number, column: number): string => `${columnName(column)}${row + 1}`
