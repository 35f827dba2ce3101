import type { ImportRecord } from '@fealty/store'

const landingPrefix = 'landing '

/** The content key of a landing: how the ledger tells it from a file. */
export function landingKey(id: string): string {
  return landingPrefix + id
}

/** True for an import that came by landing. */
export function isLanding({ contentKey }: Pick<ImportRecord, 'contentKey'>): boolean {
  return contentKey.startsWith(landingPrefix)
}
