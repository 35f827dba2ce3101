import { FealtyError } from '@fealty/core'
import { findSetting, holdFolder, saveSetting, type Store } from '@fealty/store'
import { moveStateSchema, type MoveState } from './contract.ts'
import { isSame, type EngineTarget } from './target.ts'

const stateSetting = 'engine.move'

export async function readMoveState(store: Store): Promise<MoveState | null> {
  return moveStateSchema.nullish().parse(await findSetting(store, stateSetting)) ?? null
}

export async function saveMoveState(store: Store, state: MoveState): Promise<void> {
  await saveSetting(store, stateSetting, state)
}

/** A move that goes on from one that was broken off, or a new one. */
export async function beginMove(
  store: Store,
  { from, to, at }: { from: EngineTarget; to: EngineTarget; at: string },
): Promise<MoveState> {
  const last = await readMoveState(store)
  const goesOn =
    last !== null && last.phase !== 'switched' && isSame(last.from, from) && isSame(last.to, to)
  const state: MoveState = {
    from,
    to,
    startedAt: goesOn ? last.startedAt : at,
    changedAt: at,
    phase: 'copying',
    attempts: goesOn ? last.attempts + 1 : 1,
    imports: { done: 0, all: 0 },
    answers: { done: 0, all: 0 },
    differences: [],
  }
  await saveMoveState(store, state)
  return state
}

const lockFile = 'move-lock.db'

/**
 * Takes the right to move, which the system gives back when the process ends, however it ends.
 * @throws FealtyError `engine.moving`
 */
export function holdMove(dataFolder: string): () => void {
  const release = holdFolder(dataFolder, 'alone', lockFile)
  if (release === undefined) throw new FealtyError('engine.moving')
  return release
}

/** Whether a move is under way, in whatever process. */
export function isMoving(dataFolder: string): boolean {
  const release = holdFolder(dataFolder, 'alone', lockFile)
  release?.()
  return release === undefined
}
