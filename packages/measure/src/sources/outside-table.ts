import { FealtyError } from '@fealty/core'
import type { OutsideTable } from '@fealty/engine'

const part = /(?:"((?:[^"]|"")+)"|([A-Za-z0-9_$-]+))/y

/**
 * Reads `catalog.schema.table`.
 * @throws FealtyError `source.table`
 */
export function readTableName(text: string): OutsideTable {
  const parts: string[] = []
  let at = 0
  for (;;) {
    part.lastIndex = at
    const found = part.exec(text)
    if (found === null) break
    parts.push(found[1]?.replaceAll('""', '"') ?? found[2]!.toLowerCase())
    at = part.lastIndex
    if (text[at] !== '.') break
    at += 1
  }
  const [catalog, schema, table] = parts
  if (at < text.length || parts.length !== 3 || !catalog || !schema || !table)
    throw new FealtyError('source.table')
  return { catalog, schema, table }
}
