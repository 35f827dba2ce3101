/** A cell: text stands left, a number right. */
export type TableCell = string | number | null

export interface Table {
  columns: readonly { title: string; align?: 'left' | 'right' }[]
  rows: readonly (readonly TableCell[])[]
}

/** Draws an aligned table for people. */
export function drawTable({ columns, rows }: Table): string {
  const texts = rows.map((row) => row.map((cell) => (cell === null ? '' : showCell(cell))))
  const widths = columns.map(({ title }, column) =>
    Math.max(widthOf(title), ...texts.map((row) => widthOf(row[column] ?? ''))),
  )
  const drawRow = (cells: readonly string[]) =>
    columns
      .map(({ align }, column) => {
        const text = cells[column] ?? ''
        const space = ' '.repeat((widths[column] ?? 0) - widthOf(text))
        return align === 'right' ? space + text : text + space
      })
      .join('  ')
      .trimEnd()
  const lines = [
    drawRow(columns.map(({ title }) => title)),
    widths.map((width) => '─'.repeat(width)).join('  '),
    ...texts.map(drawRow),
  ]
  return `${lines.join('\n')}\n`
}

function widthOf(text: string): number {
  return Array.from(text).length
}

/** Control characters in a name of the data would drive the terminal. */
function showCell(cell: string | number): string {
  return String(cell).replace(/[\p{Cc}\p{Cf}\p{Surrogate}]/gu, '�')
}

/**
 * Writes comma-separated values (RFC 4180). Text that a spreadsheet would take for a formula gets an
 * apostrophe before it; numbers stay numbers.
 */
export function writeCsv(
  names: readonly string[],
  rows: readonly (readonly TableCell[])[],
): string {
  return [names, ...rows].map((row) => `${row.map(writeCsvCell).join(',')}\n`).join('')
}

function writeCsvCell(cell: TableCell): string {
  if (cell === null) return ''
  if (typeof cell === 'number') return String(cell)
  const text = /^[=+\-@\t\r＝＋－＠]/u.test(cell) ? `'${cell}` : cell
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
