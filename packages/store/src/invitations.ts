import { inChunks } from '@fealty/core'
import type { Selectable } from 'kysely'
import type { Moment } from './column-types.ts'
import type { Store } from './store.ts'
import type { InvitationPlanRunTable, InvitationTable } from './tables-listen-out.ts'

export type Invitation = Selectable<InvitationTable>
export type InvitationPlanRun = Selectable<InvitationPlanRunTable>

const rowsPerStatement = 200

/** Adds invitations; one that the plan has made on this occasion already is left as it is. */
export async function addInvitations(
  { db }: Store,
  invitations: readonly Invitation[],
): Promise<void> {
  for (const chunk of inChunks(invitations, rowsPerStatement)) {
    await db
      .insertInto('invitations')
      .values(chunk)
      .onConflict((conflict) =>
        conflict.columns(['workspaceId', 'planId', 'occasion', 'customerId']).doNothing(),
      )
      .execute()
  }
}

export function findInvitation(
  { db }: Store,
  workspaceId: string,
  id: string,
): Promise<Invitation | undefined> {
  return db
    .selectFrom('invitations')
    .selectAll()
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .executeTakeFirst()
}

/** Changes an invitation that is still in one of the states; false when it no longer is. */
export async function changeInvitation(
  { db }: Store,
  id: string,
  from: readonly Invitation['state'][],
  change: Partial<Omit<Invitation, 'id' | 'workspaceId'>>,
): Promise<boolean> {
  const result = await db
    .updateTable('invitations')
    .set(change)
    .where('id', '=', id)
    .where('state', 'in', from)
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

type DueBy = 'dueAt' | 'nextReminderAt' | 'expiresAt'

/** Invitations in a state whose moment has come, the longest due first. */
export function listDueInvitations(
  { db }: Store,
  workspaceId: string,
  { state, by, now, limit }: { state: Invitation['state']; by: DueBy; now: Moment; limit: number },
): Promise<Invitation[]> {
  return db
    .selectFrom('invitations')
    .selectAll()
    .where('workspaceId', '=', workspaceId)
    .where('state', '=', state)
    .where(by, '<=', now)
    .orderBy(by)
    .orderBy('id')
    .limit(limit)
    .execute()
}

/** Whether anything is to be asked, reminded of or ended. */
export async function hasDueInvitations(
  { db }: Store,
  workspaceId: string,
  now: Moment,
): Promise<boolean> {
  const row = await db
    .selectFrom('invitations')
    .select('id')
    .where('workspaceId', '=', workspaceId)
    .where((build) =>
      build.or([
        build.and([build('state', '=', 'planned'), build('dueAt', '<=', now)]),
        build.and([build('state', '=', 'sent'), build('nextReminderAt', '<=', now)]),
        build.and([build('state', '=', 'sent'), build('expiresAt', '<=', now)]),
      ]),
    )
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** Everybody whom a plan has drawn on an occasion. */
export function listOccasion(
  { db }: Store,
  workspaceId: string,
  planId: string,
  occasion: string,
): Promise<Pick<Invitation, 'customerId' | 'stratum' | 'state'>[]> {
  return db
    .selectFrom('invitations')
    .select(['customerId', 'stratum', 'state'])
    .where('workspaceId', '=', workspaceId)
    .where('planId', '=', planId)
    .where('occasion', '=', occasion)
    .execute()
}

/** All that still wait for their moment: to be sent, or to be reminded of. */
export function listWaitingInvitations({ db }: Store, workspaceId: string): Promise<Invitation[]> {
  return db
    .selectFrom('invitations')
    .selectAll()
    .where('workspaceId', '=', workspaceId)
    .where((build) =>
      build.or([
        build('state', '=', 'planned'),
        build.and([build('state', '=', 'sent'), build('nextReminderAt', 'is not', null)]),
      ]),
    )
    .orderBy('dueAt')
    .orderBy('id')
    .execute()
}

/** The invitations of a customer, the newest first. */
export function listCustomerInvitations(
  { db }: Store,
  workspaceId: string,
  customerId: string,
  limit: number,
): Promise<Invitation[]> {
  return db
    .selectFrom('invitations')
    .selectAll()
    .where('workspaceId', '=', workspaceId)
    .where('customerId', '=', customerId)
    .orderBy('plannedAt', 'desc')
    .orderBy('id')
    .limit(limit)
    .execute()
}

/** How many were sent on each day of UTC by a plan, since a moment. */
export function listSentMoments(
  { db }: Store,
  workspaceId: string,
  planId: string,
  since: Moment,
): Promise<{ sentAt: Moment | null }[]> {
  return db
    .selectFrom('invitations')
    .select('sentAt')
    .where('workspaceId', '=', workspaceId)
    .where('planId', '=', planId)
    .where('sentAt', '>', since)
    .orderBy('sentAt')
    .execute()
}

/**
 * Invitations that ended without an answer and are not a fact yet: a response rate is only true when
 * they land as rows of `responses` that were invited and have no answer.
 */
export function unansweredInvitations(
  { db }: Store,
  workspaceId: string,
  limit: number,
): Promise<Invitation[]> {
  return db
    .selectFrom('invitations')
    .selectAll()
    .where('workspaceId', '=', workspaceId)
    .where('state', '=', 'expired')
    .where('landedAt', 'is', null)
    .orderBy('sentAt')
    .orderBy('id')
    .limit(limit)
    .execute()
}

/** Notes that invitations without an answer have become facts. */
export async function noteInvitationsLanded(
  { db }: Store,
  ids: readonly string[],
  at: Moment,
): Promise<void> {
  for (const chunk of inChunks(ids, rowsPerStatement)) {
    await db.updateTable('invitations').set({ landedAt: at }).where('id', 'in', chunk).execute()
  }
}

/** How far the plans of a workspace have come. */
export function listPlanRuns({ db }: Store, workspaceId: string): Promise<InvitationPlanRun[]> {
  return db
    .selectFrom('invitationPlanRuns')
    .selectAll()
    .where('workspaceId', '=', workspaceId)
    .execute()
}

export async function savePlanRun({ db }: Store, run: InvitationPlanRun): Promise<void> {
  const { lastDay, lastImportSeq, changedAt } = run
  await db
    .insertInto('invitationPlanRuns')
    .values(run)
    .onConflict((conflict) =>
      conflict
        .columns(['workspaceId', 'planId'])
        .doUpdateSet({ lastDay, lastImportSeq, changedAt }),
    )
    .execute()
}
