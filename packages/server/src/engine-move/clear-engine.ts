import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { FealtyError } from '@fealty/core'
import { publishedTables } from '@fealty/measure'
import { listWorkspaces } from '@fealty/store'
import type { Services } from '../services.ts'
import { holdMove, readMoveState } from './move-state.ts'
import { isSame, nameOf, type EngineTarget } from './target.ts'

/**
 * Deletes what the engine that the last move left still keeps, or what a move that came to no end has
 * brought to the other one. Segments of the data folder are facts, and stay.
 * @throws FealtyError `engine.moving`, `engine.move-none`
 */
export async function clearOtherEngine(
  services: Services,
  signal: AbortSignal,
): Promise<{ engine: string; dropped: number }> {
  const release = holdMove(services.dataFolder)
  try {
    const target = await otherEngine(services)
    const engine = services.engineInUse.open(target).askedBy('engine.clear')
    let dropped = 0
    for (const { id } of await listWorkspaces(services.store)) {
      const { names } = await publishedTables(services.store, id)
      dropped += (await engine.leave?.(id, Object.values(names), { signal })) ?? 0
      for (const path of await listDerived(services.dataFolder, id, engine.tableSuffix)) {
        await engine.dropTable(path)
        // The embedded engine has no tables but these files.
        if (engine.leave === undefined) dropped += 1
      }
    }
    return { engine: nameOf(target), dropped }
  } finally {
    release()
  }
}

/** The engine of the last move that is not in use. */
async function otherEngine({ store, engineInUse }: Services): Promise<EngineTarget> {
  const state = await readMoveState(store)
  const other = [state?.from, state?.to].find(
    (one) => one !== undefined && !isSame(one, engineInUse.target),
  )
  if (other === undefined) throw new FealtyError('engine.move-none')
  return other
}

async function listDerived(dataFolder: string, workspaceId: string, suffix: string) {
  const folder = join(dataFolder, 'rollups', workspaceId)
  const names = await readdir(folder, { recursive: true }).catch(() => [])
  return names.filter((name) => name.endsWith(suffix)).map((name) => join(folder, name))
}
