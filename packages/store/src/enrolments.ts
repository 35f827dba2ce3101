import { inChunks } from '@fealty/core'
import { inTransaction, type Store } from './store.ts'
import type { EnrolmentTable } from './tables-prove.ts'

/** A unit and its arm. */
export type Enrolment = Pick<EnrolmentTable, 'unitId' | 'arm' | 'firstSeenAt'>

/** So many rows are written or asked for by one statement. */
const rowsPerStatement = 500

/**
 * Enrols units that are not enrolled yet; the first arm and moment stay. When any of them is in
 * another arm already nothing is written, and their number is told.
 */
export function addEnrolments(
  store: Store,
  where: { workspaceId: string; experimentId: string },
  rows: readonly Enrolment[],
): Promise<{ added: number; conflicts: number }> {
  return inTransaction(store, async (transaction) => {
    await transaction.dialect.lockWorkspace(transaction.db, where.workspaceId)
    let added = 0
    let conflicts = 0
    for (const chunk of inChunks(rows, rowsPerStatement)) {
      const known = await findArms(transaction, where, chunk)
      conflicts += chunk.filter(({ unitId, arm }) => (known.get(unitId) ?? arm) !== arm).length
      const fresh = chunk.filter(({ unitId }) => !known.has(unitId))
      added += fresh.length
      if (conflicts > 0 || fresh.length === 0) continue
      await transaction.db
        .insertInto('enrolments')
        .values(fresh.map((row) => ({ ...where, ...row })))
        .execute()
    }
    if (conflicts > 0) throw new ConflictingEnrolments(conflicts)
    return { added, conflicts }
  }).catch((error: unknown) => {
    if (error instanceof ConflictingEnrolments) return { added: 0, conflicts: error.count }
    throw error
  })
}

/** Ends the transaction without a write. */
class ConflictingEnrolments extends Error {
  constructor(readonly count: number) {
    super('units are in another arm already')
  }
}

async function findArms(
  { db }: Store,
  { workspaceId, experimentId }: { workspaceId: string; experimentId: string },
  rows: readonly Enrolment[],
): Promise<Map<string, string>> {
  const found = await db
    .selectFrom('enrolments')
    .select(['unitId', 'arm'])
    .where('workspaceId', '=', workspaceId)
    .where('experimentId', '=', experimentId)
    .where(
      'unitId',
      'in',
      rows.map(({ unitId }) => unitId),
    )
    .execute()
  return new Map(found.map(({ unitId, arm }) => [unitId, arm]))
}

/** Enrolled units in the order of their ids, after the one given. */
export function listEnrolments(
  { db }: Store,
  { workspaceId, experimentId }: { workspaceId: string; experimentId: string },
  page?: { after: string; limit: number },
): Promise<Enrolment[]> {
  let query = db
    .selectFrom('enrolments')
    .select(['unitId', 'arm', 'firstSeenAt'])
    .where('workspaceId', '=', workspaceId)
    .where('experimentId', '=', experimentId)
  if (page) query = query.where('unitId', '>', page.after).limit(page.limit)
  return query.orderBy('unitId').execute()
}
