import { inChunks } from '@fealty/core'
import type { Selectable } from 'kysely'
import type { Moment } from './column-types.ts'
import type { Store } from './store.ts'
import type {
  ContactDecisionTable,
  ContactMadeTable,
  ContactPurposeTable,
  ContactTable,
} from './tables-listen-out.ts'

export type ContactRecord = Selectable<ContactTable>
export type ContactPurpose = Selectable<ContactPurposeTable>
export type KeptDecision = Selectable<ContactDecisionTable>
export type MadeContact = Selectable<ContactMadeTable>

/** One statement names no more customers than this. */
const idsPerStatement = 500

async function inParts<T>(
  ids: readonly string[],
  read: (part: readonly string[]) => Promise<T[]>,
): Promise<T[]> {
  const rows: T[] = []
  for (const chunk of inChunks(ids, idsPerStatement)) rows.push(...(await read(chunk)))
  return rows
}

/** What is known of reaching customers; all of the workspace's when none are named. */
export function findContacts(
  { db }: Store,
  workspaceId: string,
  customerIds?: readonly string[],
): Promise<ContactRecord[]> {
  const all = db.selectFrom('contacts').selectAll().where('workspaceId', '=', workspaceId)
  return customerIds === undefined
    ? all.execute()
    : inParts(customerIds, (part) => all.where('customerId', 'in', part).execute())
}

/** What customers have agreed to or stopped; all of the workspace's when none are named. */
export function findPurposes(
  { db }: Store,
  workspaceId: string,
  customerIds?: readonly string[],
): Promise<ContactPurpose[]> {
  const all = db.selectFrom('contactPurposes').selectAll().where('workspaceId', '=', workspaceId)
  return customerIds === undefined
    ? all.execute()
    : inParts(customerIds, (part) => all.where('customerId', 'in', part).execute())
}

/** Notes something about reaching a customer; what is not named stays. */
export async function saveContact(
  { db }: Store,
  {
    workspaceId,
    customerId,
    changedAt,
    ...change
  }: Pick<ContactRecord, 'workspaceId' | 'customerId' | 'changedAt'> & Partial<ContactRecord>,
): Promise<void> {
  const empty = { awayFrom: null, awayUntil: null, bouncedAt: null, erasedAt: null }
  await db
    .insertInto('contacts')
    .values({ ...empty, ...change, workspaceId, customerId, changedAt })
    .onConflict((conflict) =>
      conflict.columns(['workspaceId', 'customerId']).doUpdateSet({ ...change, changedAt }),
    )
    .execute()
}

/** Notes what a customer agrees to or stops; the newest word counts. */
export async function savePurpose({ db }: Store, purpose: ContactPurpose): Promise<void> {
  const { state, via, at } = purpose
  await db
    .insertInto('contactPurposes')
    .values(purpose)
    .onConflict((conflict) =>
      conflict.columns(['workspaceId', 'customerId', 'purpose']).doUpdateSet({ state, via, at }),
    )
    .execute()
}

/** Keeps decisions; one that is made again is counted, and its newest words stay. */
export async function keepDecisions(
  { db }: Store,
  decisions: readonly KeptDecision[],
): Promise<void> {
  for (const decision of decisions) {
    const { reason, until, lastAt } = decision
    await db
      .insertInto('contactDecisions')
      .values(decision)
      .onConflict((conflict) =>
        conflict
          .columns(['workspaceId', 'customerId', 'planId', 'occasion', 'decision', 'rule'])
          .doUpdateSet((build) => ({
            reason,
            until,
            lastAt,
            times: build('contactDecisions.times', '+', 1),
          })),
      )
      .execute()
  }
}

/** All decisions about a customer, the newest first. */
export function listDecisions(
  { db }: Store,
  workspaceId: string,
  customerId: string,
  limit: number,
): Promise<KeptDecision[]> {
  return db
    .selectFrom('contactDecisions')
    .selectAll()
    .where('workspaceId', '=', workspaceId)
    .where('customerId', '=', customerId)
    .orderBy('lastAt', 'desc')
    .orderBy('planId')
    .orderBy('occasion')
    .limit(limit)
    .execute()
}

/** How many customers of a plan each rule held or refused, since a moment. */
export function countDecisions(
  { db }: Store,
  workspaceId: string,
  planId: string,
): Promise<{ decision: KeptDecision['decision']; rule: string; count: number }[]> {
  return db
    .selectFrom('contactDecisions')
    .select(({ fn }) => ['decision', 'rule', fn.countAll<number>().as('count')])
    .where('workspaceId', '=', workspaceId)
    .where('planId', '=', planId)
    .groupBy(['decision', 'rule'])
    .orderBy('rule')
    .execute()
}

export async function addContactsMade(
  { db }: Store,
  contacts: readonly MadeContact[],
): Promise<void> {
  for (const chunk of inChunks(contacts, idsPerStatement)) {
    await db.insertInto('contactsMade').values(chunk).execute()
  }
}

/** The contacts since a moment, the oldest first: all that the budget's windows can hold. */
export function listContactsMade(
  { db }: Store,
  workspaceId: string,
  since: Moment,
): Promise<MadeContact[]> {
  return db
    .selectFrom('contactsMade')
    .selectAll()
    .where('workspaceId', '=', workspaceId)
    .where('at', '>', since)
    .orderBy('at')
    .orderBy('id')
    .execute()
}
