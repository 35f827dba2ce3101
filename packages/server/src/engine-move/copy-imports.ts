import { access } from 'node:fs/promises'
import { resolve } from 'node:path'
import { FealtyError } from '@fealty/core'
import { isMappedFile, type Engine, type Snapshot } from '@fealty/engine'
import { loadFacts } from '@fealty/measure'
import { listWorkspaces, type ImportRecord } from '@fealty/store'
import type { Services } from '../services.ts'

/** The live facts of one workspace. */
export interface LiveFacts {
  workspaceId: string
  imports: readonly ImportRecord[]
  snapshot: Snapshot
}

export async function readLiveFacts(services: Services): Promise<LiveFacts[]> {
  const workspaces = await listWorkspaces(services.store)
  return Promise.all(
    workspaces.map(async ({ id }) => ({ workspaceId: id, ...(await loadFacts(services, id)) })),
  )
}

/** Names the facts of all workspaces: equal while nothing has come or gone. */
export const factsId = (live: readonly LiveFacts[]): string =>
  live.map(({ snapshot }) => snapshot.id).join(' ')

/** The same without answers, which come in at all times. */
export const steadyId = (live: readonly LiveFacts[]): string =>
  live.map(({ snapshot: { id, baseId = id } }) => baseId).join(' ')

/**
 * Brings every live import to where the target reads it, one after the other. What is there already is
 * recognised by its segment, so broken off and begun again it takes none twice.
 * @throws FealtyError `engine.move-segment`
 */
export async function copyImports(
  { dataFolder }: Pick<Services, 'dataFolder'>,
  target: Engine,
  live: readonly LiveFacts[],
  { signal, onDone }: { signal: AbortSignal; onDone: (one: ImportRecord) => Promise<void> },
): Promise<void> {
  for (const { workspaceId, imports, snapshot } of live) {
    for (const one of imports) {
      signal.throwIfAborted()
      const file = resolve(dataFolder, one.segmentPath)
      if (isMappedFile(file)) {
        await onDone(one)
        continue
      }
      await checkSegment(one, file)
      const { columns = [], latestBy } = snapshot.tables[one.kind] ?? {}
      const table = { files: [file], columns, ...(latestBy === undefined ? {} : { latestBy }) }
      const tables = { [one.kind]: table }
      await target.mirror?.({ id: `move_${one.id}`, workspaceId, tables }, { signal })
      await onDone(one)
    }
  }
}

/** The ledger names files of the data folder, whichever engine answers; one may have been lost. */
async function checkSegment({ id, segmentPath }: ImportRecord, file: string): Promise<void> {
  await access(file).catch((cause: unknown) => {
    throw new FealtyError('engine.move-segment', { importId: id, path: segmentPath }, { cause })
  })
}
