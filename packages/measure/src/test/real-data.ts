import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'

const root = join(dirname(fileURLToPath(import.meta.url)), '../../../..')
const folder = join(process.env.FEALTY_SHARED ?? join(root, '../shared'), 'data')

/** Whether the real sets lie beside the repository; tests of them are skipped otherwise. */
export const hasRealData = existsSync(folder)

/** Full path of a file of the real sets. */
export function realFile(name: string): string {
  return join(folder, name)
}

/** Rows of a simple CSV file, read by hand. */
export function readRows(file: string, separator: RegExp | string = ','): Record<string, string>[] {
  const bytes = readFileSync(realFile(file))
  const text = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8')
  const lines = text
    .replace(/^\ufeff/, '')
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '')
  const cells = (line: string) =>
    line
      .trim()
      .split(separator)
      .map((cell) => cell.replace(/^"|"$/g, ''))
  const header = cells(lines[0]!)
  return lines.slice(1).map((line) => {
    const row = cells(line)
    return Object.fromEntries(header.map((name, index) => [name, row[index] ?? '']))
  })
}
