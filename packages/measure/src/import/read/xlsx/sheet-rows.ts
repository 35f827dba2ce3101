import { FealtyError } from '@fealty/core'
import { limits } from '../../limits.ts'
import type { SourceFile } from '../byte-source.ts'
import { toDateText } from './date-styles.ts'
import { refuseLongText } from './shared-texts.ts'
import type { WorkbookParts } from './workbook-parts.ts'

export interface SheetContext {
  file: SourceFile
  sharedTexts: readonly string[]
  dateStyles: readonly boolean[]
  startsIn1904: boolean
}

/** Told each row that has a cell with content; `line` is the row's number in the sheet. */
export type OnRow = (line: number, cells: string[]) => void

/** Streams a sheet's rows: memory is one row. @throws FealtyError `file.limit`, `file.unreadable` */
export async function readSheetRows(
  parts: WorkbookParts,
  part: string,
  context: SheetContext,
  onRow: OnRow,
): Promise<void> {
  let line = 0
  let cells: string[] = []
  let column = -1
  let type = 'n'
  let style = 0
  let value = ''
  let takesText = false
  await parts.read(part, {
    open(name, attributes) {
      if (name === 'row') {
        line = attributes.r === undefined ? line + 1 : Number(attributes.r)
        cells = []
        column = -1
      } else if (name === 'c') {
        column = attributes.r === undefined ? column + 1 : columnIndex(attributes.r, context.file)
        type = attributes.t ?? 'n'
        style = Number(attributes.s ?? 0)
        value = ''
      } else if (name === 'v' || name === 't') takesText = true
    },
    text(text) {
      if (!takesText) return
      value += text
      refuseLongText(context.file, value.length)
    },
    close(name) {
      if (name === 'v' || name === 't') takesText = false
      else if (name === 'c' && value !== '') {
        while (cells.length < column) cells.push('')
        cells[column] = toCellText(value, type, style, context)
      } else if (name === 'row' && cells.some((cell) => cell.trim() !== '')) onRow(line, cells)
    },
  })
}

function toCellText(value: string, type: string, style: number, context: SheetContext): string {
  if (type === 's') return context.sharedTexts[Number(value)] ?? ''
  if (type === 'b') return value === '1' ? 'true' : 'false'
  if (type !== 'n') return value
  const number = Number(value)
  if (!Number.isFinite(number)) return value
  const day =
    context.dateStyles[style] === true ? toDateText(number, context.startsIn1904) : undefined
  return day ?? toNumberText(number)
}

/** Excel keeps doubles but shows 15 digits: 16.100000000000001 was written as 16.1. */
function toNumberText(number: number): string {
  const text = String(Number(number.toPrecision(15)))
  return text.includes('e') ? number.toLocaleString('en-US', plainNotation) : text
}

const plainNotation: Intl.NumberFormatOptions = {
  useGrouping: false,
  maximumFractionDigits: 20,
  maximumSignificantDigits: 15,
}

function columnIndex(reference: string, file: SourceFile): number {
  let index = 0
  for (const letter of reference) {
    const code = letter.toUpperCase().charCodeAt(0)
    if (code < 65 || code > 90) break
    index = index * 26 + code - 64
  }
  if (index > limits.columns) {
    throw new FealtyError('file.limit', {
      file: file.name,
      problem: `cell ${reference.slice(0, 12)} lies beyond ${limits.columns} columns; delete what stands far to the right`,
    })
  }
  return index - 1
}
