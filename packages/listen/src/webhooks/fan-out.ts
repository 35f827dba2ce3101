import { randomUUID } from 'node:crypto'
import type { DomainEvent, EventHandler } from '@fealty/core'
import { addDelivery, addEvents, type NewEvent, type Store } from '@fealty/store'
import type { ListenServices } from '../services.ts'
import { webhookTopics } from './contract.ts'
import { webhookRecords } from './webhook-record.ts'

/** Topic of one delivery on its way; each webhook has its own, so each is tried again by itself. */
export const deliverTopic = 'webhook.deliver'

/** One handler for each topic: an event becomes a delivery for every webhook that wants it. */
export const fanOutHandlers: readonly EventHandler<ListenServices>[] = webhookTopics.map(
  (topic) => ({
    topic,
    name: 'webhooks.fan-out',
    effect: 'store',
    async handle({ services: { store }, now }, events) {
      const [first] = events
      if (first === undefined) return
      const webhooks = await webhookRecords.list(store, first.workspaceId)
      const wanted = webhooks.filter(
        ({ body }) => body.state === 'on' && body.topics.includes(topic),
      )
      const at = now.toISOString()
      for (const { id } of wanted) await addDeliveries(store, id, events, at)
    },
  }),
)

async function addDeliveries(
  store: Store,
  webhookId: string,
  events: readonly DomainEvent[],
  at: string,
): Promise<void> {
  const news: NewEvent[] = []
  for (const { id: eventId, workspaceId, topic, payload, createdAt } of events) {
    const id = randomUUID()
    const added = await addDelivery(store, {
      id,
      workspaceId,
      webhookId,
      eventId,
      topic,
      body: JSON.stringify({ type: topic, timestamp: createdAt, data: payload }),
      state: 'waiting',
      attempts: 0,
      triedAttempt: 0,
      status: null,
      problem: null,
      createdAt: at,
      changedAt: at,
    })
    if (added) news.push({ workspaceId, topic: deliverTopic, payload: { deliveryId: id }, at })
  }
  await addEvents(store, news)
}
