import { createHash } from 'node:crypto'
import type { ImportRecord } from '@fealty/store'

const prefix = 'source '

/** The content key of a mapped table in the ledger: whose it is, and what its rows are told by. */
export function sourceKey(sourceId: string, parts: readonly string[]): string {
  const hash = createHash('sha256').update(JSON.stringify(parts)).digest('hex')
  return `${prefix}${sourceId} ${hash}`
}

/** The source that an entry of the ledger stands for; undefined for facts that were imported. */
export function sourceOf({ contentKey }: Pick<ImportRecord, 'contentKey'>): string | undefined {
  return contentKey.startsWith(prefix) ? contentKey.split(' ')[1] : undefined
}
