import type { Cell, CellStyle } from './workbook.ts'

/** Height of a row of one line, in points. */
export const lineHeight = 15
const titleHeight = 24

const isBroken = (style: CellStyle | undefined): boolean =>
  style === 'wrapped' || style?.startsWith('head') === true

/** Lines of a text in a column of so many characters; words of some letters leave a tenth of each unused. */
function countLines(text: string, width: number): number {
  return text
    .split('\n')
    .reduce((sum, line) => sum + Math.max(1, Math.ceil((line.length * 1.1) / width)), 0)
}

/**
 * Height of a row in points where one line is not enough: Excel makes room for broken lines when it opens
 * the file, other programs draw them over the next row.
 */
export function rowHeight(cells: readonly Cell[], widths: readonly number[]): number | undefined {
  const heights = cells.map((cell, column) => {
    if (cell?.kind !== 'text') return lineHeight
    if (cell.style === 'title') return titleHeight
    return isBroken(cell.style)
      ? countLines(cell.text, widths[column] ?? 10) * lineHeight
      : lineHeight
  })
  const height = Math.max(lineHeight, ...heights)
  return height > lineHeight ? height : undefined
}
