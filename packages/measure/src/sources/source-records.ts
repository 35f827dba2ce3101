import { FealtyError, type Call } from '@fealty/core'
import { findSetting, recordKind, saveSetting, type KeptRecord, type Store } from '@fealty/store'
import type { MeasureServices } from '../services.ts'
import {
  sourceCheck,
  sourceDefinition,
  type ListedSource,
  type SourceCheck,
  type SourceDefinition,
} from './contract.ts'

/** What mapped tables need beside facts: a moment, which the server gives. */
export interface SourceServices extends MeasureServices {
  now: () => Date
}
export type SourceCall = Call<SourceServices>

export type SourceRecord = KeptRecord<SourceDefinition>

export const sourceRecords = recordKind<SourceDefinition>({
  kind: 'source',
  what: 'source',
  parse: (body) => sourceDefinition.parse(body),
})

const checkKey = (workspaceId: string, id: string): string => `source-check/${workspaceId}/${id}`

/** The last look at a source. It is news about the table and no decision, so it has no versions. */
export async function findCheck(
  store: Store,
  workspaceId: string,
  id: string,
): Promise<SourceCheck | null> {
  const kept = await findSetting(store, checkKey(workspaceId, id))
  return sourceCheck.safeParse(kept).data ?? null
}

export function saveCheck(
  store: Store,
  workspaceId: string,
  id: string,
  check: SourceCheck,
): Promise<void> {
  return saveSetting(store, checkKey(workspaceId, id), check)
}

/** A source as it is shown. */
export function toListed(record: SourceRecord, check: SourceCheck | null): ListedSource {
  const { id, version, author, changedAt, body } = record
  return { id, ...body, version, author, changedAt, check }
}

/** The source with this id or name. @throws FealtyError `record.not-found` */
export async function readSource(
  store: Store,
  workspaceId: string,
  word: string,
): Promise<SourceRecord> {
  const wanted = word.trim().toLowerCase()
  const found = (await sourceRecords.list(store, workspaceId)).find(
    ({ id, body }) => id === word || body.name.toLowerCase() === wanted,
  )
  if (!found) throw new FealtyError('record.not-found', { what: 'source' })
  return found
}
