import type { ResponseRecord } from './responses.ts'
import type { Store } from './store.ts'
import type { Moment } from './tables.ts'

/** One sheet, whatever its state. */
export function findResponse(
  { db }: Store,
  workspaceId: string,
  responseId: string,
): Promise<ResponseRecord | undefined> {
  return db
    .selectFrom('responses')
    .selectAll()
    .where('workspaceId', '=', workspaceId)
    .where('responseId', '=', responseId)
    .executeTakeFirst()
}

/** The sheets of some links: those that count, and those that are set aside. */
export async function listResponsesOfLinks(
  { db }: Store,
  workspaceId: string,
  { surveyIds, bearers, since }: { surveyIds: string[]; bearers: string[]; since: Moment },
): Promise<ResponseRecord[]> {
  if (bearers.length === 0) return []
  return db
    .selectFrom('responses')
    .selectAll()
    .where('workspaceId', '=', workspaceId)
    .where('surveyId', 'in', surveyIds)
    .where('acceptedAt', '>=', since)
    .where('bearer', 'in', bearers)
    .execute()
}

/**
 * Sets a sheet aside, or lets it back in. One that had landed is marked, so that its segment is written
 * anew without it.
 */
export async function setAside(
  { db }: Store,
  { workspaceId, responseId }: { workspaceId: string; responseId: string },
  change: { quarantined: 0 | 1; toldAt?: Moment },
): Promise<void> {
  await db
    .updateTable('responses')
    .set((build) => ({
      ...change,
      stale: build.case().when('landingId', 'is', null).then(0).else(1).end(),
      revision: build('revision', '+', 1),
    }))
    .where('workspaceId', '=', workspaceId)
    .where('responseId', '=', responseId)
    .execute()
}
