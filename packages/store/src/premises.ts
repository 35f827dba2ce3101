import type { Store } from './store.ts'

/**
 * What was true when somebody decided to write: a record in this version, a workspace in this time
 * zone. It may be remembered as long as one likes, because whoever writes looks again in the same
 * transaction; what is no longer so is not written.
 */
export interface Premise {
  workspaceId: string
  kind: string
  id: string
  version: number
  timeZone: string
}

const keyOf = ({ workspaceId, kind, id, version, timeZone }: Premise): string =>
  JSON.stringify([workspaceId, kind, id, version, timeZone])

/** Gives for each premise whether it still holds. Those of one moment are mostly the same. */
export async function checkPremises(
  store: Store,
  premises: readonly Premise[],
): Promise<(premise: Premise) => boolean> {
  const holding = new Map<string, boolean>()
  for (const premise of premises) {
    const key = keyOf(premise)
    if (!holding.has(key)) holding.set(key, await holds(store, premise))
  }
  return (premise) => holding.get(keyOf(premise)) ?? false
}

async function holds({ db }: Store, premise: Premise): Promise<boolean> {
  const { workspaceId, kind, id, version, timeZone } = premise
  const row = await db
    .selectFrom('records')
    .innerJoin('workspaces', 'workspaces.id', 'records.workspaceId')
    .select('records.version')
    .where('records.workspaceId', '=', workspaceId)
    .where('records.kind', '=', kind)
    .where('records.id', '=', id)
    .where('records.version', '=', version)
    .where('records.removedAt', 'is', null)
    .where('workspaces.timeZone', '=', timeZone)
    .executeTakeFirst()
  return row !== undefined
}
