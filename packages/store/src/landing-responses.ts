import { inChunks } from '@fealty/core'
import type { ResponseRecord } from './responses.ts'
import { defineProgram, type Store } from './store.ts'
import type { Moment } from './tables.ts'

/** So many ids stand in one statement. */
const idsPerStatement = 1_000

/** Answers that become facts together, whatever import holds them. */
export interface LandingKey {
  workspaceId: string
  landingId: string
}

/** Workspaces with final answers that have not landed, and how many. */
export async function listWaitingWorkspaces({
  db,
}: Store): Promise<{ workspaceId: string; waiting: number }[]> {
  return db
    .selectFrom('responses')
    .select(({ fn }) => ['workspaceId', fn.countAll<number>().as('waiting')])
    .where('landingId', 'is', null)
    .where('toldAt', 'is not', null)
    .where('quarantined', '=', 0)
    .groupBy('workspaceId')
    .execute()
}

/** Landings that no import holds yet: what a process that was killed has left. */
export function listOpenLandings({ db }: Store): Promise<LandingKey[]> {
  return db
    .selectFrom('landings')
    .select(['workspaceId', 'id as landingId'])
    .where('importId', 'is', null)
    .orderBy('id')
    .execute()
}

/**
 * Takes final answers that wait into a landing, the first ones first; with `begin` the landing is written
 * too, so it is on disk before its first answer. It is open until an import holds its answers. Few at a
 * time, so that the write lock is held for some milliseconds. Gives how many.
 */
export const takeIntoLanding = defineProgram(
  'take-into-landing',
  async (
    { db, dialect },
    { workspaceId, landingId, limit, begin }: LandingKey & { limit: number; begin: boolean },
  ): Promise<number> => {
    if (begin) {
      await db
        .insertInto('landings')
        .values({ workspaceId, id: landingId, importId: null })
        .execute()
    }
    const waiting = db
      .selectFrom('responses')
      .select('responseId')
      .where('workspaceId', '=', workspaceId)
      .where('landingId', 'is', null)
      .where('toldAt', 'is not', null)
      .where('quarantined', '=', 0)
      .orderBy('acceptedAt')
      .limit(limit)
    const { numUpdatedRows } = await db
      .updateTable('responses')
      .set({ landingId })
      .where('workspaceId', '=', workspaceId)
      .where('responseId', 'in', dialect.skipLocked(waiting))
      .executeTakeFirst()
    return Number(numUpdatedRows)
  },
)

/** A page of a landing's answers as they are now, those set aside too, after the one named. */
export function listOfLanding(
  { db }: Store,
  { workspaceId, landingId }: LandingKey,
  { after, limit }: { after: string | null; limit: number },
): Promise<ResponseRecord[]> {
  const rows = db
    .selectFrom('responses')
    .selectAll()
    .where('workspaceId', '=', workspaceId)
    .where('landingId', '=', landingId)
    .orderBy('responseId')
    .limit(limit)
  return (after === null ? rows : rows.where('responseId', '>', after)).execute()
}

/** Imports with an answer that has changed since it landed. */
export function listStaleImports({
  db,
}: Store): Promise<{ workspaceId: string; importId: string | null }[]> {
  return db
    .selectFrom('responses')
    .innerJoin('landings', (join) =>
      join
        .onRef('landings.workspaceId', '=', 'responses.workspaceId')
        .onRef('landings.id', '=', 'responses.landingId'),
    )
    .select(['landings.workspaceId', 'landings.importId'])
    .distinct()
    .where('responses.stale', '=', 1)
    .where('landings.importId', 'is not', null)
    .execute()
}

/** The landings whose answers an import holds. */
export async function listLandingsOf(
  { db }: Store,
  workspaceId: string,
  importId: string,
): Promise<LandingKey[]> {
  return db
    .selectFrom('landings')
    .select(['workspaceId', 'id as landingId'])
    .where('workspaceId', '=', workspaceId)
    .where('importId', '=', importId)
    .orderBy('id')
    .execute()
}

/** Another process has ended the landing in the meantime. */
export class LandedMeanwhile extends Error {}

/**
 * Notes which import holds the answers of landings, in the transaction that keeps it; null when none of
 * them counts, and those set aside wait again for the day on which they are let back in.
 *
 * @param from the import that held them before; null for a landing that was open
 * @throws LandedMeanwhile when they are not held by that one any more
 */
export async function noteLanded(
  store: Store,
  keys: readonly LandingKey[],
  { from, to }: { from: string | null; to: string | null },
): Promise<void> {
  const { db } = store
  for (const { workspaceId, landingId } of keys) {
    const own = db
      .updateTable('landings')
      .set({ importId: to })
      .where('workspaceId', '=', workspaceId)
      .where('id', '=', landingId)
    const { numUpdatedRows } = await (
      from === null ? own.where('importId', 'is', null) : own.where('importId', '=', from)
    ).executeTakeFirst()
    if (numUpdatedRows === 0n) throw new LandedMeanwhile('The landing was ended elsewhere.')
    if (to === null) await dropLanding(store, { workspaceId, landingId })
  }
}

/** Lets the answers of a landing go: they wait again, or were none. */
export async function dropLanding(
  { db }: Store,
  { workspaceId, landingId }: LandingKey,
): Promise<void> {
  await db
    .updateTable('responses')
    .set({ landingId: null, stale: 0 })
    .where('workspaceId', '=', workspaceId)
    .where('landingId', '=', landingId)
    .execute()
  await db
    .deleteFrom('landings')
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', landingId)
    .execute()
}

/** Notes that answers which had changed are written as they were read, unless they have changed again. */
export async function noteRenewed(
  { db, dialect }: Store,
  workspaceId: string,
  read: readonly Pick<ResponseRecord, 'responseId' | 'revision'>[],
): Promise<void> {
  const revisions = new Map(read.map(({ responseId, revision }) => [responseId, revision]))
  for (const chunk of inChunks([...revisions.keys()], idsPerStatement)) {
    const rows = db
      .selectFrom('responses')
      .select(['responseId', 'revision'])
      .where('workspaceId', '=', workspaceId)
      .where('responseId', 'in', chunk)
      .orderBy('responseId')
    const same = (await dialect.holdRows(rows).execute()).filter(
      ({ responseId, revision }) => revisions.get(responseId) === revision,
    )
    if (same.length === 0) continue
    await db
      .updateTable('responses')
      .set({ stale: 0 })
      .where('workspaceId', '=', workspaceId)
      .where(
        'responseId',
        'in',
        same.map(({ responseId }) => responseId),
      )
      .execute()
  }
}

/** Notes that imports of landings have become one. */
export async function noteMerged(
  { db }: Store,
  workspaceId: string,
  importIds: readonly string[],
  importId: string,
): Promise<void> {
  await db
    .updateTable('landings')
    .set({ importId })
    .where('workspaceId', '=', workspaceId)
    .where('importId', 'in', importIds)
    .execute()
}

/** Unfinished answers that nobody went on with since the moment, and that were not told. */
export function listRested(
  { db }: Store,
  before: Moment,
  limit: number,
): Promise<ResponseRecord[]> {
  return db
    .selectFrom('responses')
    .selectAll()
    .where('toldAt', 'is', null)
    .where('quarantined', '=', 0)
    .where('erasedAt', 'is', null)
    .where('acceptedAt', '<=', before)
    .orderBy('acceptedAt')
    .limit(limit)
    .execute()
}

/** Takes an unfinished answer as final, unless it has changed since it was read. True when it did. */
export async function noteTold(
  { db }: Store,
  { workspaceId, responseId, revision }: ResponseRecord,
  at: Moment,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('responses')
    .set({ toldAt: at })
    .where('workspaceId', '=', workspaceId)
    .where('responseId', '=', responseId)
    .where('revision', '=', revision)
    .where('toldAt', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}
