import { randomUUID } from 'node:crypto'
import { authorOf, defineOperation, FealtyError, type Call } from '@fealty/core'
import {
  addEvents,
  changeDelivery,
  countDeliveries,
  findDeliveries,
  inTransaction,
  listDeliveries,
} from '@fealty/store'
import { z } from 'zod'
import type { ListenServices, OutsideServices } from '../services.ts'
import {
  deliveriesInput,
  deliveriesOutput,
  replayInput,
  webhookListOutput,
  webhookRemoveInput,
  webhookSaveInput,
  webhookSaveOutput,
  webhookTopics,
} from './contract.ts'
import { deliverTopic } from './fan-out.ts'
import { makeSecret } from './signature.ts'
import { webhookRecords } from './webhook-record.ts'

const mostShown = 200

const list = defineOperation({
  id: 'webhooks.list',
  summary: 'Addresses of other programs that are told what happens, and how the telling goes',
  kind: 'query',
  input: z.object({}),
  output: webhookListOutput,
  errors: [],
  access: ['owner', 'analyst'],
  async run({ services: { store }, workspaceId }: Call<ListenServices>) {
    const [records, counts] = await Promise.all([
      webhookRecords.list(store, workspaceId),
      countDeliveries(store, workspaceId),
    ])
    const webhooks = records.map(({ id, version, body: { url, topics, state } }) => {
      const own = counts.filter(({ webhookId }) => webhookId === id)
      const count = (name: string) => own.find((one) => one.state === name)?.count ?? 0
      const deliveries = {
        waiting: count('waiting'),
        delivered: count('delivered'),
        failing: count('failing'),
        dead: count('dead'),
        dropped: count('dropped'),
      }
      return { id, version, url, topics, state, deliveries }
    })
    return { webhooks, topics: [...webhookTopics] }
  },
})

const save = defineOperation<OutsideServices, typeof webhookSaveInput, typeof webhookSaveOutput>({
  id: 'webhooks.save',
  summary: 'Tell another program what happens: its address, the topics, and a secret shown once',
  kind: 'command',
  input: webhookSaveInput,
  output: webhookSaveOutput,
  errors: ['egress.refused', 'record.not-found', 'record.changed'],
  access: ['owner'],
  async run({ actor, services, workspaceId }, { id, version, newSecret, url, topics, state }) {
    services.egress.check(url)
    const { store } = services
    const known = id === undefined ? undefined : await webhookRecords.read(store, workspaceId, id)
    const fresh = known === undefined || newSecret
    const secret = fresh ? makeSecret() : known.body.secret
    const expected = known === undefined ? 0 : version
    const saved = await webhookRecords.save(store, {
      workspaceId,
      id: known?.id ?? randomUUID(),
      author: authorOf(actor),
      at: services.now().toISOString(),
      body: { url, topics: [...new Set(topics)], state, secret },
      ...(expected === undefined ? {} : { expected }),
    })
    return { id: saved.id, version: saved.version, secret: fresh ? secret : null }
  },
})

const remove = defineOperation({
  id: 'webhooks.remove',
  summary: 'Tell another program nothing more',
  kind: 'command',
  input: webhookRemoveInput,
  output: z.object({ removed: z.boolean() }),
  errors: ['record.not-found'],
  access: ['owner'],
  async run({ actor, services, workspaceId }: Call<ListenServices>, { id }) {
    const at = services.now().toISOString()
    await webhookRecords.remove(services.store, { workspaceId, id, author: authorOf(actor), at })
    return { removed: true }
  },
})

const deliveries = defineOperation({
  id: 'webhooks.deliveries',
  summary: 'What other programs were told, the newest first, with what went wrong',
  kind: 'query',
  input: deliveriesInput,
  output: deliveriesOutput,
  errors: [],
  access: ['owner', 'analyst'],
  async run({ services: { store }, workspaceId }: Call<ListenServices>, { webhook, state }) {
    const rows = await listDeliveries(store, workspaceId, {
      webhookId: webhook,
      state,
      limit: mostShown,
    })
    return { deliveries: rows.map((row) => ({ ...row, webhook: row.webhookId })) }
  },
})

const replay = defineOperation({
  id: 'webhooks.replay',
  summary:
    'Send one delivery again, with the same id, so that a receiver that has it counts it once',
  kind: 'command',
  input: replayInput,
  output: z.object({ replayed: z.boolean() }),
  errors: ['record.not-found'],
  access: ['owner'],
  run: ({ services, workspaceId }: Call<ListenServices>, { deliveryId }) =>
    inTransaction(services.store, async (store) => {
      const [delivery] = await findDeliveries(store, workspaceId, [deliveryId])
      if (!delivery) throw new FealtyError('record.not-found', { what: 'delivery' })
      const at = services.now().toISOString()
      await changeDelivery(store, deliveryId, {
        state: 'waiting',
        triedAttempt: 0,
        problem: null,
        changedAt: at,
      })
      await addEvents(store, [{ workspaceId, topic: deliverTopic, payload: { deliveryId }, at }])
      return { replayed: true }
    }),
})

/** The operations of this slice. */
export const webhookOperations = [list, save, remove, deliveries, replay] as const
