import { FealtyError } from '@fealty/core'
import { limits } from '../limits.ts'
import type { SourceFile } from './byte-source.ts'

const valuePattern =
  /^[-+(]?[€$£]?\s?\d[\d.,'\s]*%?\)?$|^\d{1,4}[-./]\d{1,2}[-./]\d{1,4}([ T].*)?$|^(true|false)$/i

/** True when a first row speaks for data and not for names: most of its cells are numbers or days. */
export function looksLikeData(cells: readonly string[]): boolean {
  const filled = cells.map((cell) => cell.trim()).filter((cell) => cell !== '')
  const values = filled.filter((cell) => valuePattern.test(cell))
  return filled.length > 0 && values.length > filled.length / 2
}

/**
 * Names of columns as people will use them: trimmed, never empty, never twice.
 * @throws FealtyError `file.limit` for a table wider than any real one.
 */
export function columnNames(cells: readonly string[], file: SourceFile): string[] {
  if (cells.length > limits.columns) {
    throw new FealtyError('file.limit', {
      file: file.name,
      problem: `it has ${cells.length} columns and ${limits.columns} are read; is it transposed?`,
    })
  }
  const taken = new Set<string>()
  return cells.map((cell, index) => {
    const base = cleanName(cell) || `column${index + 1}`
    let name = base
    for (let copy = 2; taken.has(name); copy += 1) name = `${base} (${copy})`
    taken.add(name)
    return name
  })
}

/** Names `column1`, `column2` … for a file that has no header. */
export function numberedNames(count: number, file: SourceFile): string[] {
  return columnNames(Array<string>(count).fill(''), file)
}

function cleanName(cell: string): string {
  return (
    cell
      // eslint-disable-next-line no-control-regex -- control and direction characters make names that look alike
      .replace(/[\u0000-\u001f\u007f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g, ' ')
      .replace(/\s+/g, ' ')
      .trim()
      .slice(0, limits.headerCharacters)
  )
}
