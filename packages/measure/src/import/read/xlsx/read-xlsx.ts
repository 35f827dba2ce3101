import type { SourceFile } from '../byte-source.ts'
import { unreadable } from '../byte-source.ts'
import { columnNames, looksLikeData, numberedNames } from '../header.ts'
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

/** Rows of a sheet as a table under a header. */
class SheetTable {
  private columns: string[] | undefined
  private rowCount = 0
  private rejectCount = 0

  constructor(
    private readonly file: SourceFile,
    private readonly rows: RowSink,
    private readonly rejects: RowSink,
  ) {}

  add(line: number, cells: string[]): void {
    if (this.columns === undefined) {
      if (!looksLikeData(cells)) {
        this.columns = columnNames(cells, this.file)
        return
      }
      this.columns = numberedNames(cells.length, this.file)
    }
    const problem = this.problemOf(cells, this.columns.length)
    if (problem === undefined) {
      while (cells.length < this.columns.length) cells.push('')
      this.rows.addRow(line, cells.slice(0, this.columns.length))
      this.rowCount += 1
    } else {
      const text = withoutReserved(cells.join(','))
      this.rejects.addRow(line, [problem, text])
      this.rejectCount += 1
    }
  }

  finish(): { columns: string[]; rowCount: number; rejectCount: number } | undefined {
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
