import { createHash } from 'node:crypto'
import { stat } from 'node:fs/promises'
import { relative } from 'node:path'
import type { Column } from '../snapshot.ts'
import { identifier, type Sql } from '../sql.ts'

/** Raised when tables of facts are laid out otherwise: those of before are then left alone. */
const layout = 2

export const shortHash = (text: string): string =>
  createHash('sha256').update(text).digest('hex').slice(0, 16)

/** Stands for a workspace in the names of its tables. */
const workspaceMark = (workspaceId: string): string => shortHash(workspaceId).slice(0, 10)

/** The table that holds facts of a kind, or a table that is lent. */
export function factTable(workspaceId: string, kind: string): string {
  return `${kind}_${workspaceMark(`${layout} ${workspaceId}`)}`
}

/** A table that a caller lends for a piece of work. */
export const isLent = (kind: string): boolean => kind.startsWith('lent_')

/** How the names of a workspace's derived tables begin. */
export const derivedPrefix = (workspaceId: string): string =>
  `derived_${workspaceMark(workspaceId)}_`

/** The column that says of each row which segment it came with. */
export const segmentColumn = 'fealty_segment'

/** What a segment is called in the lake. It never changes under its name; a table that is lent has a time as well. */
export async function segmentKey(dataFolder: string, file: string): Promise<string> {
  const lent = file.endsWith('.csv') ? `\n${(await stat(file)).mtimeMs}` : ''
  return shortHash(`${relative(dataFolder, file)}${lent}`)
}

/**
 * The lake knows small letters only, and other programs read it: what is more than a plain word is
 * written as one, with a hash that keeps two of them apart.
 */
export function physicalName(name: string): string {
  if (/^[a-z][a-z0-9_]*$/.test(name)) return name
  const plain = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .slice(0, 40)
  return `${plain}_${shortHash(name.toLowerCase()).slice(0, 6)}`
}

export const physical = ({ name }: Column): Sql => identifier(physicalName(name))
