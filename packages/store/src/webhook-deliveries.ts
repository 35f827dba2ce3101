import type { Selectable } from 'kysely'
import type { Store } from './store.ts'
import type { WebhookDeliveryTable } from './tables-listen-out.ts'

export type WebhookDelivery = Selectable<WebhookDeliveryTable>

/** Adds a delivery. False when this event is on its way to this webhook already. */
export async function addDelivery({ db }: Store, delivery: WebhookDelivery): Promise<boolean> {
  const result = await db
    .insertInto('webhookDeliveries')
    .values(delivery)
    .onConflict((conflict) => conflict.columns(['webhookId', 'eventId']).doNothing())
    .executeTakeFirst()
  return (result.numInsertedOrUpdatedRows ?? 0n) > 0n
}

/** The deliveries with these ids, in no order. */
export function findDeliveries(
  { db }: Store,
  workspaceId: string,
  ids: readonly string[],
): Promise<WebhookDelivery[]> {
  if (ids.length === 0) return Promise.resolve([])
  return db
    .selectFrom('webhookDeliveries')
    .selectAll()
    .where('workspaceId', '=', workspaceId)
    .where('id', 'in', ids)
    .execute()
}

/** The newest deliveries; of one webhook, or in one state, when they are named. */
export function listDeliveries(
  { db }: Store,
  workspaceId: string,
  {
    webhookId,
    state,
    limit,
  }: {
    webhookId?: string | undefined
    state?: WebhookDelivery['state'] | undefined
    limit: number
  },
): Promise<WebhookDelivery[]> {
  let query = db.selectFrom('webhookDeliveries').selectAll().where('workspaceId', '=', workspaceId)
  if (webhookId !== undefined) query = query.where('webhookId', '=', webhookId)
  if (state !== undefined) query = query.where('state', '=', state)
  return query.orderBy('createdAt', 'desc').orderBy('id').limit(limit).execute()
}

/** Notes how a delivery stands. */
export async function changeDelivery(
  { db }: Store,
  id: string,
  change: Partial<Omit<WebhookDelivery, 'id' | 'workspaceId'>>,
): Promise<void> {
  await db.updateTable('webhookDeliveries').set(change).where('id', '=', id).execute()
}

/** How many deliveries of each webhook stand how. */
export function countDeliveries(
  { db }: Store,
  workspaceId: string,
): Promise<{ webhookId: string; state: WebhookDelivery['state']; count: number }[]> {
  return db
    .selectFrom('webhookDeliveries')
    .select(({ fn }) => ['webhookId', 'state', fn.countAll<number>().as('count')])
    .where('workspaceId', '=', workspaceId)
    .groupBy(['webhookId', 'state'])
    .execute()
}
