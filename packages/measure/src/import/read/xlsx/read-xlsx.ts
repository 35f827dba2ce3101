import type { SourceFile } from '../byte-source.ts'
import { unreadable } from '../byte-source.ts'
import { columnNames, looksLikeData, numberedNames } from '../header.ts'
import { findLayeredHeader } from '../layered-header.ts'
import { holdsReserved, withoutReserved, type RowSink } from '../row-sink.ts'
import { readDateStyles } from './date-styles.ts'
import { readSharedTexts } from './shared-texts.ts'
import { readSheetRows } from './sheet-rows.ts'
import { chooseSheet, readWorkbook, type Sheet } from './sheets.ts'
import { WorkbookParts } from './workbook-parts.ts'

export interface WorkbookResult {
  columns: string[]
  rowCount: number
  rejectCount: number
  /** The sheet that was read, and all there are. */
  sheet: string
  sheets: string[]
}

/**
 * Reads one sheet of a workbook as a table: the chosen one, or the first that holds anything. Its
 * first row with content is the header.
 * @throws FealtyError `file.unreadable`, `file.limit`, `file.mapping` for an unknown sheet
 */
export async function readXlsx(
  file: SourceFile,
  wantedSheet: string | undefined,
  rows: RowSink,
  rejects: RowSink,
): Promise<WorkbookResult> {
  const parts = await WorkbookParts.open(file)
  try {
    const { sheets, startsIn1904 } = await readWorkbook(parts)
    const context = {
      file,
      sharedTexts: await readSharedTexts(parts, file),
      dateStyles: await readDateStyles(parts),
      startsIn1904,
    }
    const wanted = wantedSheet === undefined ? sheets : [chooseSheet(sheets, wantedSheet, file)]
    for (const sheet of wanted) {
      const table = new SheetTable(file, rows, rejects)
      await readSheetRows(parts, sheet.part, context, (line, cells) => {
        table.add(line, cells)
      })
      const result = table.finish()
      if (result) return { ...result, ...describe(sheet, sheets) }
    }
    throw unreadable(file, 'its sheets hold no rows')
  } finally {
    parts.close()
  }
}

function describe(sheet: Sheet, sheets: readonly Sheet[]): { sheet: string; sheets: string[] } {
  return { sheet: sheet.name, sheets: sheets.map(({ name }) => name) }
}

/** No tool writes more rows of header than this. */
const mostHeaderRows = 3

/** Rows of a sheet as a table under a header. */
class SheetTable {
  private columns: string[] | undefined
  /** The first rows, until it is known how many of them are the header. */
  private readonly head: { line: number; cells: string[] }[] = []
  private rowCount = 0
  private rejectCount = 0

  constructor(
    private readonly file: SourceFile,
    private readonly rows: RowSink,
    private readonly rejects: RowSink,
  ) {}

  add(line: number, cells: string[]): void {
    if (this.columns !== undefined) {
      this.addRow(line, cells, this.columns)
      return
    }
    this.head.push({ line, cells })
    if (this.head.length === mostHeaderRows) this.readHead()
  }

  /** Decides what the header is, and hands on the rows after it. */
  private readHead(): void {
    const [first] = this.head
    if (first === undefined || this.columns !== undefined) return
    const layered = findLayeredHeader(this.head.map(({ cells }) => cells))
    const isPlain = layered === undefined && !looksLikeData(first.cells)
    const rows = layered?.rows ?? (isPlain ? 1 : 0)
    const names = layered?.cells ?? first.cells
    const columns =
      rows > 0 ? columnNames(names, this.file) : numberedNames(first.cells.length, this.file)
    this.columns = columns
    for (const { line, cells } of this.head.splice(0).slice(rows)) this.addRow(line, cells, columns)
  }

  private addRow(line: number, cells: string[], columns: readonly string[]): void {
    const problem = this.problemOf(cells, columns.length)
    if (problem === undefined) {
      while (cells.length < columns.length) cells.push('')
      this.rows.addRow(line, cells.slice(0, columns.length))
      this.rowCount += 1
    } else {
      const text = withoutReserved(cells.join(','))
      this.rejects.addRow(line, [problem, text])
      this.rejectCount += 1
    }
  }

  finish(): { columns: string[]; rowCount: number; rejectCount: number } | undefined {
    this.readHead()
    if (this.columns === undefined) return undefined
    return { columns: this.columns, rowCount: this.rowCount, rejectCount: this.rejectCount }
  }

  private problemOf(cells: readonly string[], width: number): string | undefined {
    if (cells.slice(width).some((cell) => cell !== '')) {
      return `it has ${cells.length} cells and the header has ${width}`
    }
    return cells.some(holdsReserved) ? 'it holds a control character' : undefined
  }
}
