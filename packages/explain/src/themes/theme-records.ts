import { createHash } from 'node:crypto'
import { recordKind, type Store } from '@fealty/store'
import { themeBodySchema, type Theme, type ThemeBody } from './contract.ts'
import { compileDictionary, type Dictionary } from './find-themes.ts'

export const themeRecords = recordKind<ThemeBody>({
  kind: 'theme',
  what: 'theme',
  parse: (body) => themeBodySchema.parse(body),
})

/** The themes of a workspace, in the order in which they were made. */
export async function readThemes(store: Store, workspaceId: string): Promise<Theme[]> {
  const records = await themeRecords.list(store, workspaceId)
  return records.map(({ id, version, parentId, body }) => ({ ...body, id, version, parentId }))
}

/** A workspace's dictionary with a version that changes whenever a theme does. */
export interface VersionedDictionary extends Dictionary {
  version: string
}

/** Reads the dictionary and makes it ready. */
export async function readDictionary(
  store: Store,
  workspaceId: string,
): Promise<VersionedDictionary> {
  const themes = await readThemes(store, workspaceId)
  const version = createHash('sha256').update(JSON.stringify(themes)).digest('hex').slice(0, 12)
  return { ...compileDictionary(themes), version }
}
