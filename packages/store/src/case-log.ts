import { decodeColumns } from './json-columns.ts'
import type { Store } from './store.ts'
import type { CaseEventTable } from './tables-act.ts'
import type { Decoded } from './tables.ts'

/** One line of a case's log. */
export type CaseEvent = Decoded<CaseEventTable, { body: Record<string, unknown> }>

/** Adds a line to a case's log; the store has no way to change or remove one. */
export async function addCaseEvent(
  { db }: Store,
  { body, ...event }: Omit<CaseEvent, 'seq'>,
): Promise<void> {
  const last = await db
    .selectFrom('caseEvents')
    .select(({ fn }) => fn.max('seq').as('seq'))
    .where('workspaceId', '=', event.workspaceId)
    .where('caseId', '=', event.caseId)
    .executeTakeFirst()
  const seq = (last?.seq ?? 0) + 1
  await db
    .insertInto('caseEvents')
    .values({ ...event, seq, body: JSON.stringify(body) })
    .execute()
}

/** The log of a case, the first line first. */
export async function listCaseEvents(
  { db }: Store,
  workspaceId: string,
  caseId: string,
): Promise<CaseEvent[]> {
  const rows = await db
    .selectFrom('caseEvents')
    .selectAll()
    .where('workspaceId', '=', workspaceId)
    .where('caseId', '=', caseId)
    .orderBy('seq')
    .execute()
  return rows.map((row) => decodeColumns<typeof row, { body: CaseEvent['body'] }>(row, ['body']))
}

/** Notes that an answer belongs to a case of a group. False when it was told before. */
export async function claimAnswer(
  { db }: Store,
  claim: { workspaceId: string; responseId: string; caseGroup: string; caseId: string },
): Promise<boolean> {
  const result = await db
    .insertInto('caseAnswers')
    .values(claim)
    .onConflict((conflict) =>
      conflict.columns(['workspaceId', 'responseId', 'caseGroup']).doNothing(),
    )
    .executeTakeFirst()
  return (result.numInsertedOrUpdatedRows ?? 0n) > 0n
}

/** The answers that went into a case. */
export async function listCaseAnswers(
  { db }: Store,
  workspaceId: string,
  caseIds: readonly string[],
): Promise<{ caseId: string; responseId: string }[]> {
  if (caseIds.length === 0) return []
  return db
    .selectFrom('caseAnswers')
    .select(['caseId', 'responseId'])
    .where('workspaceId', '=', workspaceId)
    .where('caseId', 'in', [...caseIds])
    .orderBy('responseId')
    .execute()
}
