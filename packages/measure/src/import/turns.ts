import type { MeasureServices } from '../services.ts'

/** What adds facts to a workspace runs one after the other, so that each knows its number. */
const turns = new Map<string, Promise<unknown>>()

/** Runs the work when everything before it in the same workspace has ended, well or not. */
export function inImportTurn<T>(
  { dataFolder }: Pick<MeasureServices, 'dataFolder'>,
  workspaceId: string,
  work: () => Promise<T>,
): Promise<T> {
  const key = `${dataFolder}\n${workspaceId}`
  const turn = (turns.get(key) ?? Promise.resolve()).then(work)
  const settled = turn.then(
    () => undefined,
    () => undefined,
  )
  turns.set(key, settled)
  void settled.then(() => {
    if (turns.get(key) === settled) turns.delete(key)
  })
  return turn
}
